"""Whether two versions, or two waves, ask the same thing in the same words: only then may their answers be compared.

What counts is what a respondent reads: the label, the hint, the choices in their order with their labels and pictures, the kind of answer, the scale, and the stem
above a table of scale rows. Names, conditions, sections and guidance for staff are not read, so they do not count; spaces do not either.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from commonshelf.questionnaire.definition import Question, Questionnaire, Texts
from commonshelf.questionnaire.editing.refusals import EditError
from commonshelf.questionnaire.editing.tree import around_of, item_at
from commonshelf.questionnaire.languages import offered, said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Reason = Literal[
    "absent", "kind", "label", "hint", "stem", "media", "choices", "choice_order", "choice_names", "scale", "no_language_shared"
]
SCALE_ROWS = "table-list"
"""The appearance of a group whose questions are the rows of one scale, as XLSForm has it."""


@dataclass(frozen=True)
class Difference:
    """One reason why two questions are not the same, and in which language."""

    reason: Reason
    language: str = ""


@dataclass(frozen=True)
class Sameness:
    """Whether two questions are the same, and if not, why. It is true or false by itself."""

    differences: tuple[Difference, ...] = ()

    def __bool__(self) -> bool:
        """Say whether the two may be compared."""
        return not self.differences


def same_wording(one: Questionnaire, other: Questionnaire, place: str, *, languages: Sequence[str] = ()) -> Sameness:
    """Say whether a question is the same in two questionnaires, in every language that both speak, or in those given, which were really used."""
    if not (_asks(one, place) and _asks(other, place)):
        return Sameness((Difference("absent"),))
    shared = languages or [code for code in offered(one) if code in offered(other)]
    found = [] if shared else [Difference("no_language_shared")]
    if _choice_names(one, place) != _choice_names(other, place):
        found.append(Difference("choice_names"))
    for language in shared:
        found += [Difference(reason, language) for reason in _differences(_read(one, place, language), _read(other, place, language))]
    return Sameness(tuple(found))


def _differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[Reason]:
    parts: tuple[Reason, ...] = ("kind", "label", "hint", "stem", "media", "scale")
    found: list[Reason] = [part for part in parts if one[part] != other[part]]
    if one["choices"] != other["choices"]:
        if sorted(map(str, one["choices"])) != sorted(map(str, other["choices"])):
            found.append("choices")
        elif one["scale"] == other["scale"]:  # another scale, mixed choices among it, has been told already
            found.append("choice_order")
    return found


def _asks(questionnaire: Questionnaire, place: str) -> bool:
    try:
        _question_at(questionnaire, place)
    except EditError:
        return False
    return True


def _question_at(questionnaire: Questionnaire, place: str) -> Question:
    item = item_at(questionnaire, place)
    if not isinstance(item, Question):
        raise EditError("not_a_question", place)
    return item


def _choice_names(questionnaire: Questionnaire, place: str) -> tuple[str, ...]:
    """Return the names under which answers are kept, in any order: they are not read, but without them answers cannot be held side by side."""
    return tuple(sorted(choice.name for choice in questionnaire.choices.get(_question_at(questionnaire, place).choice_list, ())))


def _read(questionnaire: Questionnaire, place: str, language: str) -> dict[str, Any]:
    question = _question_at(questionnaire, place)

    def words(texts: Texts) -> str:
        return _plain(said(texts, questionnaire, language)[0])

    def media(shown: Mapping[str, Texts]) -> dict[str, str]:
        return {medium: words(texts) for medium, texts in shown.items() if words(texts)}

    choices = [(words(choice.label), media(choice.media)) for choice in questionnaire.choices.get(question.choice_list, ())]
    around = item_at(questionnaire, around_of(place)) if around_of(place) else None
    in_table = around is not None and SCALE_ROWS in around.appearance.split()
    return {
        "kind": question.kind,
        "label": words(question.label),
        "hint": words(question.hint),
        "stem": words(around.label) if around is not None and in_table else "",
        "media": media(question.media),
        "choices": sorted(choices, key=str) if question.randomize else choices,
        "scale": [
            dict(sorted(question.parameters.items())),
            question.or_other,
            question.randomize,
            _plain(question.choice_filter),
            "" if question.choice_list in questionnaire.choices else question.choice_list,
        ],
    }


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())
