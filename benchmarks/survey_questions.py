"""The survey that every contestant asks, and who answers it: ten questions, the same words and choices for all.

Only the standard library is used here: the peers' environments know nothing of this project.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

ONE, SEVERAL, NUMBER, TEXT = "one", "several", "number", "text"
TITLE = "What should the library do next?"
SLUG = "what-next"


@dataclass(frozen=True)
class Asked:
    """One question: which kind, in which words, and the choices it offers."""

    kind: str
    label: str
    choices: tuple[str, ...] = ()


OFTEN = ("Every week", "Every month", "A few times a year", "Once a year", "Never")
GLAD = ("Very glad", "Glad", "Neither", "Not so glad", "Not glad at all")
QUESTIONS = (
    Asked(ONE, "How often do you come to the library?", OFTEN),
    Asked(ONE, "How often do you read a book for pleasure?", OFTEN),
    Asked(ONE, "How do you like the opening hours?", GLAD),
    Asked(ONE, "How do you like what is on the shelves?", GLAD),
    Asked(ONE, "How do you like the rooms?", GLAD),
    Asked(
        SEVERAL, "What did you come for this year?", ("Books", "Films", "Computers", "A quiet place", "Other people", "Help with papers")
    ),
    Asked(SEVERAL, "When could you come to an evening?", ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")),
    Asked(NUMBER, "How many books did you borrow this year?"),
    Asked(TEXT, "What should change first?"),
    Asked(TEXT, "What should stay as it is?"),
)
WISHES = (
    "Open on Saturday afternoon, please: who works all week cannot come at any other time, and the children would come along too.",
    "More books in Spanish and Vietnamese for small children, and somebody who reads from them aloud once a week in the evening.",
    "The chairs near the windows are worn and the lamps flicker, so my father cannot read there for long without a headache.",
)

Given = dict[int, list[str]]


def answers_of(number: int, draw: Random) -> Given:
    """Return what visitor `number` answers, by place of the question: choices by their place from 0, the rest in words.

    The five single choices spell the number in base five, so that one response can be told from another by what was chosen.
    """
    digits = [number // 5**place % 5 for place in range(5)]
    several = [[str(place) for place in sorted(draw.sample(range(6), draw.randint(1, 3)))] for _question in range(2)]
    said = [f"{wish} ({number})" for wish in draw.sample(WISHES, 2)]
    return dict(enumerate([*[[str(digit)] for digit in digits], *several, [str(draw.randint(5, 60))], *[[words] for words in said]]))
