"""A version of a questionnaire, read once and made ready to check answers by the thousand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from commonshelf.questionnaire.answering.kinds import DAYS, is_asked, is_kept
from commonshelf.questionnaire.definition import Choice, Group, Item, Question, Questionnaire, Repeat
from commonshelf.questionnaire.expressions import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from commonshelf.questionnaire.expressions.order import Entry

OTHER = "other"
OTHER_OF = "commonshelf::other_of"
REFERENCE = re.compile(r"\$\{\s*([^{}]*?)\s*\}")


class Compiled:
    """What the checks ask of a version. Make one for each and keep it: it never changes, and threads may share it.

    `questionnaire` is the one given, with the question “which other?” written out after each that offers “or other”, as the names of ODK's exports have it:
    `drink` and `drink_other`. It has no label; `more["commonshelf::other_of"]` names the question it belongs to, so that a page can word it.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Read it.

        :raises ExpressionError: an expression that decides what is asked cannot be read, or questions wait for one another
        """
        self.questionnaire = with_others(questionnaire)
        self.plan = Plan(self.questionnaire)
        self.with_default = tuple(entry for entry in self.plan.entries if _default(entry))
        self.asks_who_may_write = any("read_only" in entry.written for entry in self.plan.entries)
        self.days = tuple(entry for entry in self.plan.entries if isinstance(entry.item, Question) and entry.item.kind in DAYS)
        self.filled = (*(entry for entry in self.with_default if isinstance(entry.item, Question) and not is_asked(entry.item)), *self.days)
        self.entries = {entry.path: entry for entry in self.plan.entries}

    def question(self, place: str) -> Item:
        """Return the question, group or repeat of a place.

        :raises LookupError: there is none
        """
        return self.entries[path_of(place)].item

    def choices_of(self, question: Question) -> tuple[Choice, ...]:
        """Return what may be chosen, before any filter. “Other”, where it is offered without being in the list, comes last and has no label."""
        choices = tuple(self.questionnaire.choices.get(question.choice_list, ()))
        lacks_other = question.or_other and all(choice.name != OTHER for choice in choices)
        return (*choices, Choice(OTHER, {})) if lacks_other else choices

    def names_of(
        self, question: Question, *, language: str = "", lists: Mapping[str, Sequence[Mapping[str, str]]] | None = None
    ) -> tuple[str, ...]:
        """Return the names that may be chosen, those of lists from outside included."""
        if question.choice_list in self.questionnaire.choices or question.or_other:
            return tuple(choice.name for choice in self.choices_of(question))
        column = question.parameters.get("value", "name")
        rows = (lists or {}).get(question.choice_list) or self.plan.lists(language).get(question.choice_list, [])
        return tuple(row.get(column, "") for row in rows)


def path_of(place: str) -> tuple[str, ...]:
    """Return the names of a place, without the numbers of turns."""
    return tuple(re.sub(r"\[\d+\]", "", place).split("/"))


def with_others(questionnaire: Questionnaire) -> Questionnaire:
    """Return a questionnaire with the question “which other?” after each that offers “or other”. Done twice, it is done once."""
    return replace(questionnaire, items=tuple(_written_out(questionnaire.items)))


def _written_out(items: Sequence[Item]) -> Iterator[Item]:
    names = {item.name for item in items}
    for item in items:
        if isinstance(item, Group | Repeat):
            yield replace(item, items=tuple(_written_out(item.items)))
            continue
        yield item
        if item.or_other and f"{item.name}_other" not in names:
            asked = f"selected(../{item.name}, '{OTHER}')"
            yield Question(f"{item.name}_other", "text", relevant=asked, more={OTHER_OF: item.name}, cell=item.cell)


def _default(entry: Entry) -> bool:
    return isinstance(entry.item, Question) and bool(entry.item.default.strip()) and is_kept(entry.item)
