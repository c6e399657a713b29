"""A clock and a short way to ask, for all tests of answers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from commonshelf.questionnaire.answering import Checked, check_answers
from commonshelf.questionnaire.definition import Choice, Item, Question, Questionnaire

CLOCK = {"now": datetime(2026, 3, 4, 10, 20, tzinfo=UTC), "today": date(2026, 3, 4), "language": "en"}
FRUITS = (Choice("apple", {"": "Apple"}), Choice("pear", {"": "Pear"}), Choice("fig", {"": "Fig"}))


def form(*items: Item, languages: tuple[str, ...] = ("",), **choices: Any) -> Questionnaire:
    return Questionnaire("visit", "Your visit", items, choices={"fruits": FRUITS, **choices}, languages=languages)


def text(name: str, **columns: Any) -> Question:
    return Question(name, "text", **columns)


def pick(name: str, kind: str = "select_one", **columns: Any) -> Question:
    return Question(name, kind, choice_list="fruits", **columns)


def check(questionnaire: Any, given: dict[str, Any], **more: Any) -> Checked:
    return check_answers(questionnaire, given, **{**CLOCK, **more})


def faults(checked: Checked) -> list[tuple[str, str]]:
    return [(fault.place, fault.code) for fault in checked.faults]
