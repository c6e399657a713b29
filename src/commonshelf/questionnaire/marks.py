"""The house's own marks on a question, kept in columns of the XLSForm that other programs pass over. Everybody reads them here.

| column | it says |
|---|---|
| `commonshelf::voice` (or `bind::commonshelf:voice`) | `no`: an open answer to it is no voice |
| `commonshelf::margin` | the variable of the population margins that its answers can be raked to |
| `commonshelf::measure` | what an outcome statement measures |
| `commonshelf::wording` | the version of a wording that trends must not mix with another |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commonshelf.questionnaire.definition import Question

VOICE = "commonshelf::voice"
MARGIN = "commonshelf::margin"
MEASURE = "commonshelf::measure"
WORDING = "commonshelf::wording"
_BOUND_VOICE = "bind::commonshelf:voice"
_NO = frozenset({"no", "false", "false()", "0"})
_LOOKS_LIKE_A_NUMBER = frozenset({"numbers", "thousands-sep", "bearing"})

NOT_SAID = "not_said"
"""The name of the choice “I would rather not say”: an answer, and in no margin."""
SEVERAL = "several"
"""The category of a margin for those who chose several answers, as the census counts people of more than one race."""


def is_voice(question: Question) -> bool:
    """Say whether an answer in the person's own words becomes a voice: unless marked, every open question's does.

    What is calculated, shown for reading only, or typed on a keyboard of digits is none.
    """
    if question.kind != "text" or question.calculation or question.read_only.strip().lower() in {"yes", "true", "true()"}:
        return False
    if {*question.appearance.split()} & _LOOKS_LIKE_A_NUMBER:
        return False
    return not any(question.more.get(column, "").strip().lower() in _NO for column in (VOICE, _BOUND_VOICE))


def margin_of(question: Question) -> str:
    """Return the variable of the margins that the answers belong to; "" for none."""
    return question.more.get(MARGIN, "").strip()


def measure_of(question: Question) -> str:
    """Return what an outcome statement measures, such as `confidence`; "" for none."""
    return question.more.get(MEASURE, "").strip()
