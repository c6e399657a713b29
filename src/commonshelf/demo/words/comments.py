"""What people of the sample town say after a session, and when they answer back."""

from __future__ import annotations

AFTER_CLUBS = (
    ("en", "First time I asked a journalist something. He answered."),
    ("es", "Por fin un club donde no hay que leer 400 páginas."),
    ("vi", "Tôi nói tiếng Anh trước mọi người lần đầu tiên."),
    ("ar", "تعلّمت كيف أفرّق بين الخبر والرأي."),
    ("en", "I guessed the murderer!"),
    ("zh-hans", "大家很耐心地听我说英语。"),
)
AFTER_CRAFTS = (
    ("en", "I came to mend a coat and left with three friends."),
    ("ar", "علّمت ثلاث نساء غرزة جدتي."),
    ("en", "More chairs please!"),
)
NOT_ENOUGH = (
    "Good, but Tuesday evening I work. Once on Saturday?",
    "Please lend the crime novel in large print too.",
    "The room is cold.",
    "More time for questions.",
)
MISUNDERSTOOD = "I asked for Hill Branch. I cannot get to Main Library on a Saturday, there is no bus up here."
