"""The survey of the sample town, in six languages."""

from __future__ import annotations

SURVEY_TITLE = {
    "en": "What would bring you?",
    "es": "¿Qué le haría venir?",
    "fr": "Qu’est-ce qui vous ferait venir ?",
    "ar": "ما الذي يجعلك تأتي؟",
    "zh-hans": "什么会让您来？",
    "vi": "Điều gì sẽ khiến bạn đến?",
}
SURVEY_PURPOSE = {
    "en": "Our book club has fewer people than it had. We ask those who come, those who stopped and those who never came.",
    "es": "A nuestro club de lectura viene menos gente que antes. Preguntamos a quienes vienen, a quienes dejaron de venir y a quienes nunca vinieron.",
    "fr": "Notre club de lecture a moins de monde qu’avant. Nous demandons à ceux qui viennent, à ceux qui ne viennent plus et à ceux qui ne sont jamais venus.",
    "ar": "صار نادي الكتاب أقل رواداً. نسأل من يأتون ومن توقفوا ومن لم يأتوا قط.",
    "zh-hans": "读书会的人比以前少了。我们想问问常来的人、不再来的人和从没来过的人。",
    "vi": "Câu lạc bộ sách vắng hơn trước. Chúng tôi hỏi người đang đến, người đã thôi đến và người chưa từng đến.",
}
WHAT_WOULD_BRING_YOU = {
    "en": "What would you like to read or talk about at the library?",
    "es": "¿Qué le gustaría leer o comentar en la biblioteca?",
    "fr": "Que voudriez-vous lire ou de quoi voudriez-vous parler à la bibliothèque ?",
    "ar": "ماذا تود أن تقرأ أو تناقش في المكتبة؟",
    "zh-hans": "您想在图书馆读什么、谈什么？",
    "vi": "Bạn muốn đọc hay nói về điều gì ở thư viện?",
}
COMES_TO_LIBRARY = (
    {
        "en": "Do you come to the book club?",
        "es": "¿Viene al club de lectura?",
        "fr": "Venez-vous au club de lecture ?",
        "ar": "هل تأتي إلى نادي الكتاب؟",
        "zh-hans": "您参加读书会吗？",
        "vi": "Bạn có đến câu lạc bộ sách không?",
    },
    (
        {"en": "I come", "es": "Vengo", "fr": "Je viens", "ar": "آتي", "zh-hans": "我参加", "vi": "Tôi đến"},
        {
            "en": "I used to come",
            "es": "Antes venía",
            "fr": "Je venais avant",
            "ar": "كنت آتي",
            "zh-hans": "我以前参加",
            "vi": "Trước đây tôi đến",
        },
        {
            "en": "I never came",
            "es": "Nunca vine",
            "fr": "Je ne suis jamais venu",
            "ar": "لم آتِ قط",
            "zh-hans": "我从没参加过",
            "vi": "Tôi chưa từng đến",
        },
    ),
)
WHEN = (
    {
        "en": "When could you come?",
        "es": "¿Cuándo podría venir?",
        "fr": "Quand pourriez-vous venir ?",
        "ar": "متى يمكنك أن تأتي؟",
        "zh-hans": "您什么时候能来？",
        "vi": "Khi nào bạn có thể đến?",
    },
    (
        {"en": "Mornings", "es": "Por la mañana", "fr": "Le matin", "ar": "صباحًا", "zh-hans": "上午", "vi": "Buổi sáng"},
        {"en": "Afternoons", "es": "Por la tarde", "fr": "L’après-midi", "ar": "بعد الظهر", "zh-hans": "下午", "vi": "Buổi chiều"},
        {"en": "Evenings", "es": "Por la noche", "fr": "Le soir", "ar": "مساءً", "zh-hans": "晚上", "vi": "Buổi tối"},
        {"en": "Saturdays", "es": "Los sábados", "fr": "Le samedi", "ar": "السبت", "zh-hans": "周六", "vi": "Thứ bảy"},
    ),
)
