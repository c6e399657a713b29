"""Changing the lists that choices come from. A list may serve several questions: all of them change with it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from commonshelf.questionnaire.definition import Choice, Item, Question, Questionnaire
from commonshelf.questionnaire.editing.mentions import EXPRESSIONS, names_mentioned
from commonshelf.questionnaire.editing.refusals import EditError
from commonshelf.questionnaire.editing.tree import walk

if TYPE_CHECKING:
    from collections.abc import Sequence

SELECTS = frozenset({"select_one", "select_multiple", "rank"})
_FILES = (".csv", ".xml", ".geojson")


def ensure_list(questionnaire: Questionnaire, item: Item) -> None:
    """Refuse a question that one chooses an answer to without a list to choose from; lists in files are none of ours.

    :raises EditError: no_such_list
    """
    if not isinstance(item, Question) or item.kind not in SELECTS:
        return
    if item.choice_list not in questionnaire.choices and not is_elsewhere(item):
        raise EditError("no_such_list", item.choice_list)


def is_elsewhere(question: Question) -> bool:
    """Say whether what may be chosen stands in a file, on a sheet of its own, or in the answers to another question."""
    return question.choice_list.endswith(_FILES) or "${" in question.choice_list or "external" in question.more.get("type", "")


def list_users(questionnaire: Questionnaire, of: str) -> tuple[str, ...]:
    """Return the places of the questions that take their choices from a list."""
    return tuple(place for place, item in walk(questionnaire.items) if isinstance(item, Question) and item.choice_list == of)


def set_choices(questionnaire: Questionnaire, of: str, choices: Sequence[Choice]) -> Questionnaire:
    """Return a questionnaire with other choices in a list, which is made where there is none.

    :raises EditError: bad_name (empty, or with a space); choice_taken; last_choice for no choice at all in a list that is used;
        choice_referred_to where one that goes is named in an expression
    """
    names = [choice.name for choice in choices]
    for name in names:
        if not name or re.search(r"\s", name):
            raise EditError("bad_name", name)
    if len({*names}) != len(names) and questionnaire.settings.get("allow_choice_duplicates", "") not in {"yes", "true", "true()"}:
        raise EditError("choice_taken", *sorted({name for name in names if names.count(name) > 1}))
    if not names and list_users(questionnaire, of):
        raise EditError("last_choice", *list_users(questionnaire, of))
    gone = {choice.name for choice in questionnaire.choices.get(of, ())} - {*names}
    asking = tuple(dict.fromkeys(place for name in sorted(gone) for place in _naming(questionnaire, of, name)))
    if asking:
        raise EditError("choice_referred_to", *asking)
    return replace(questionnaire, choices={**questionnaire.choices, of: tuple(choices)})


def _naming(questionnaire: Questionnaire, of: str, name: str) -> list[str]:
    """Return the places whose expressions hold a choice's name in quotation marks and speak of a question that has that list."""
    users = list_users(questionnaire, of)
    asked = frozenset(place.rpartition("/")[2] for place in users)
    quoted = re.compile(rf"""["'“”‘’]\s*{re.escape(name)}\s*["'“”‘’]""")
    found = []
    for place, item in walk(questionnaire.items):
        speaks_of_it = place in users or bool(names_mentioned(item) & asked)
        by_name = any(quoted.search(str(getattr(item, part, ""))) for part in EXPRESSIONS)
        by_default = place in users and isinstance(item, Question) and name in item.default.split()
        if (speaks_of_it and by_name) or by_default:
            found.append(place)
    return found


def choices_of(questionnaire: Questionnaire, of: str) -> tuple[Choice, ...]:
    """Return the choices of a list.

    :raises EditError: no_such_list
    """
    if of not in questionnaire.choices:
        raise EditError("no_such_list", of)
    return tuple(questionnaire.choices[of])


def _position(choices: Sequence[Choice], of: str, name: str) -> int:
    found = next((number for number, choice in enumerate(choices) if choice.name == name), None)
    if found is None:
        raise EditError("no_such_choice", of, name)
    return found


def add_choice(questionnaire: Questionnaire, of: str, choice: Choice, *, after: str = "") -> Questionnaire:
    """Return a questionnaire with one more choice in a list, after another or as the last.

    :raises EditError: as `set_choices` does; no_such_list; no_such_choice
    """
    choices = choices_of(questionnaire, of)
    at = _position(choices, of, after) + 1 if after else len(choices)
    return set_choices(questionnaire, of, (*choices[:at], choice, *choices[at:]))


def move_choice(questionnaire: Questionnaire, of: str, name: str, way: Literal["up", "down"]) -> Questionnaire:
    """Return a questionnaire in which a choice changed places with the one above or below it.

    :raises EditError: cannot_move_further; no_such_list; no_such_choice
    """
    choices = [*choices_of(questionnaire, of)]
    at = _position(choices, of, name)
    to = at + (-1 if way == "up" else 1)
    if not 0 <= to < len(choices):
        raise EditError("cannot_move_further", of, name)
    choices[at], choices[to] = choices[to], choices[at]
    return set_choices(questionnaire, of, choices)


def remove_choice(questionnaire: Questionnaire, of: str, name: str) -> Questionnaire:
    """Return a questionnaire without a choice.

    :raises EditError: choice_referred_to; last_choice; no_such_list; no_such_choice
    """
    choices = choices_of(questionnaire, of)
    at = _position(choices, of, name)
    return set_choices(questionnaire, of, (*choices[:at], *choices[at + 1 :]))


def replace_choice(questionnaire: Questionnaire, of: str, name: str, choice: Choice) -> Questionnaire:
    """Return a questionnaire with another choice in the place of one. A new name is refused where the old one is named in an expression.

    :raises EditError: as `set_choices` does; no_such_list; no_such_choice
    """
    choices = choices_of(questionnaire, of)
    at = _position(choices, of, name)
    return set_choices(questionnaire, of, (*choices[:at], choice, *choices[at + 1 :]))


def remove_list(questionnaire: Questionnaire, of: str) -> Questionnaire:
    """Return a questionnaire without a list.

    :raises EditError: list_in_use, with the places of its questions; no_such_list
    """
    choices_of(questionnaire, of)
    if users := list_users(questionnaire, of):
        raise EditError("list_in_use", *users)
    return replace(questionnaire, choices={name: those for name, those in questionnaire.choices.items() if name != of})
