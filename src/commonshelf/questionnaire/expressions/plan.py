"""What can be known of a questionnaire before anybody answers it: made once for a version, asked for each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.questionnaire.definition import Choice, Question, Questionnaire, Repeat
from commonshelf.questionnaire.expressions.environment import Environment, no_chance
from commonshelf.questionnaire.expressions.order import FIRST, Entry, entries_of, in_order
from commonshelf.questionnaire.languages import language_for, said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from commonshelf.questionnaire.expressions.nodes import Node

RULES = {"constraint", "required", "choice_filter", "read_only"}  # asked of what is relevant, once all is settled
Rows = list["Mapping[str, str]"]


class Plan:
    """The entries of a questionnaire in their order and in the order of need, and its lists in each language it was asked for in.

    Safe to share between threads: what is added later is only ever the same thing worked out again.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Read it.

        :raises CircularError: questions wait for one another
        :raises ExpressionError: an expression that decides what is asked cannot be read
        """
        self.questionnaire = questionnaire
        self.entries = entries_of(questionnaire)
        self.order = in_order(self.entries)
        hidden_by = {entry.path for entry in self.entries if "relevant" in entry.written}
        self.unsettled = tuple(entry for entry in self.order if _waits(entry, hidden_by))
        self.ruled = tuple(entry for entry in self.entries if entry.written.keys() & RULES)
        self._lists: dict[str, dict[str, Rows]] = {}
        self._names: dict[str, dict[str, dict[str, str]]] = {}
        self._opened: dict[str, dict[str, Node]] = {}

    def lists(self, language: str) -> dict[str, Rows]:
        """Return the lists of choices as rows, with their labels in a language."""
        if language not in self._lists:
            self._lists[language] = _external(self.questionnaire) | {
                name: [self._row(choice, language) for choice in choices] for name, choices in self.questionnaire.choices.items()
            }
        return self._lists[language]

    def _row(self, choice: Choice, language: str) -> Mapping[str, str]:
        return {**choice.more, "name": choice.name, "label": said(choice.label, self.questionnaire, language)[0]}

    def choice_names(self, language: str) -> dict[str, dict[str, str]]:
        """Return the labels of the choices of each question, by its name."""
        if language not in self._names:
            lists = self.lists(language)
            self._names[language] = {
                entry.item.name: {row["name"]: row["label"] for row in lists.get(entry.item.choice_list, [])}
                for entry in self.entries
                if isinstance(entry.item, Question) and entry.item.choice_list
            }
        return self._names[language]

    def environment(
        self,
        *,
        now: datetime,
        today: date,
        language: str,
        chance: Callable[[], float] = no_chance,
        lists: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
    ) -> Environment:
        """Return the world its expressions are worked out in. `lists` are tables from outside; its own are always there, laid out once a language."""
        own = language_for(self.questionnaire, language)
        return Environment(
            now=now,
            today=today,
            language=language,
            chance=chance,
            lists={**self.lists(own), **(lists or {})},
            choice_names=self.choice_names(own),
            opened={} if lists else self._opened.setdefault(own, {}),
        )


def _external(questionnaire: Questionnaire) -> dict[str, Rows]:
    """Return the lists of the sheet `external_choices`, which `select_one_external` asks from."""
    found: dict[str, Rows] = {}
    for row in questionnaire.sheets.get("external_choices", ()):
        found.setdefault(row.get("list_name", ""), []).append(row)
    return found


def _waits(entry: Entry, hidden_by: set[tuple[str, ...]]) -> bool:
    """Say whether it takes working out if something is asked: it says so itself, or a group around it does. The others just are."""
    around = any(entry.path[:length] in hidden_by for length in range(1, len(entry.path)))
    return around or isinstance(entry.item, Repeat) or bool(entry.written.keys() & set(FIRST))
