"""What stands on the page “Questions”: a card for each question, those of a section inside its card."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from commonshelf.path.voices.surveys.forms.staff.conditions import in_words, label_of
from commonshelf.path.voices.surveys.forms.staff.kinds import SCALE, UNSEEN, label_of_kind, sort_of
from commonshelf.path.voices.surveys.queries.building import code_in
from commonshelf.questionnaire.answering import is_asked
from commonshelf.questionnaire.definition import Question
from commonshelf.questionnaire.editing.tree import joined
from commonshelf.questionnaire.languages import default_of
from commonshelf.questionnaire.marks import is_voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from commonshelf.questionnaire.definition import Item, Questionnaire


@dataclass
class Card:
    """One question, section or grid as the list shows it. Grids are one card: their statements are edited together."""

    place: str
    number: str
    label: str
    kind: str
    marks: list[str]
    sort: str
    rows: list[str] = field(default_factory=list)
    items: list[Card] = field(default_factory=list)
    is_section: bool = False


def cards_of(definition: Questionnaire) -> list[Card]:
    """Return the cards in order. Only what people answer has a number."""
    return list(_cards(definition, definition.items, "", iter(range(1, 100_000))))


def _cards(definition: Questionnaire, items: Sequence[Item], around: str, numbers: Iterator[int]) -> Iterator[Card]:
    for item in items:
        place, sort = joined(around, item.name), sort_of(item)
        label = label_of(item.label, definition) or (item.name if sort not in UNSEEN else f"{item.name} = {_worked_out(item)}")
        card = Card(place, "", label, label_of_kind(item), _marks(definition, item), sort)
        if isinstance(item, Question):
            card.number = str(next(numbers)) if is_asked(item) else ""
            card.rows = [label_of(choice.label, definition) or choice.name for choice in definition.choices.get(item.choice_list, ())]
        elif sort == SCALE:
            first, *others = [next(numbers) for _each in item.items]
            card.number = f"{first}–{others[-1]}" if others else str(first)
            card.rows = [label_of(each.label, definition) or each.name for each in item.items]
        else:
            card.is_section = True
            card.items = list(_cards(definition, item.items, place, numbers))
        yield card


def _worked_out(item: Item) -> str:
    return (item.calculation or item.default or item.kind) if isinstance(item, Question) else ""


def _marks(definition: Questionnaire, item: Item) -> list[str]:
    found = []
    if isinstance(item, Question):
        required = item.required.strip().lower()
        if required and required not in {"no", "false", "false()"}:
            found.append(_("needed") if required in {"yes", "true", "true()"} else _("needed only sometimes"))
        if is_voice(item):
            found.append(_("becomes a voice"))
        if item.randomize:
            found.append(_("order mixed"))
        if item.constraint:
            found.append(_("checked"))
    if item.relevant:
        found.append(_("only if %(condition)s") % {"condition": in_words(item.relevant, definition)})
    return found


def language_of_labels(definition: Questionnaire) -> str:
    """Return the code of the language that the cards are in."""
    return code_in(definition, default_of(definition))
