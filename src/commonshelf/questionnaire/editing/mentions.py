"""Who refers to whom, and how a reference follows a new name: in expressions, choice filters, piped labels, settings and kept sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from commonshelf.questionnaire.definition import Choice, Item, Question, Questionnaire
from commonshelf.questionnaire.editing.tree import walk
from commonshelf.questionnaire.expressions.asks import mentions
from commonshelf.questionnaire.expressions.errors import ExpressionError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

EXPRESSIONS = ("relevant", "constraint", "required", "calculation", "default", "choice_filter", "read_only", "trigger", "count", "seed")
_REFERENCE = re.compile(r"\$\{\s*(last-saved#)?([^\s${}#]+)\s*\}")
_FIXED = frozenset({"name", "kind", "cell", "items"})
_Part = TypeVar("_Part", bound=Item | Choice)


def names_mentioned(item: Item) -> frozenset[str]:
    """Return the names an item refers to, not those that the items inside it do."""
    return frozenset(piped(_strings(item))) | names_by_path(item)


def piped(strings: Sequence[str]) -> set[str]:
    """Return the names that stand as `${name}` in any of the texts."""
    return {match[2] for text in strings for match in _REFERENCE.finditer(text)}


def names_by_path(item: Item) -> frozenset[str]:
    """Return the names an item refers to by a path, such as `../age`, which is of use only where both stay where they are."""
    return frozenset(name for part in EXPRESSIONS for name, _at in _steps(str(getattr(item, part, "")), part))


def _steps(expression: str, part: str) -> Iterator[tuple[str, int]]:
    """Yield the steps of paths in an expression. One that cannot be read has none that we know of: it is somebody's work in progress."""
    if part == "default" and "/" not in expression:
        return  # a plain word there is an answer, not a path
    try:
        found = mentions(expression, in_list=part == "choice_filter") if expression.strip() else ()
    except ExpressionError:
        return
    for each in found:
        if expression[each.at : each.at + len(each.name)] == each.name:
            yield each.name, each.at


def mentioning(questionnaire: Questionnaire, names: Collection[str], *, outside: str = "") -> tuple[str, ...]:
    """Return the places that refer to any of the names, those in the group `outside` left out; lists and settings are named as such."""
    wanted = frozenset(names)
    found = [
        place
        for place, item in walk(questionnaire.items)
        if not (outside and (place == outside or place.startswith(f"{outside}/"))) and names_mentioned(item) & wanted
    ]
    for of, choices in questionnaire.choices.items():
        found += [f"choices:{of}"] if any(piped(_strings(choice)) & wanted for choice in choices) else []
    found += ["settings"] if piped([*questionnaire.settings.values()]) & wanted else []
    found += [f"sheet:{sheet}" for sheet, rows in questionnaire.sheets.items() if piped([v for row in rows for v in row.values()]) & wanted]
    return tuple(found)


def with_new_names(questionnaire: Questionnaire, names: Mapping[str, str]) -> Questionnaire:
    """Return a questionnaire whose references follow new names. The items themselves keep their names: that is the caller's."""
    if not names:
        return questionnaire
    return replace(
        questionnaire,
        items=tuple(following(item, names) for item in questionnaire.items),
        choices={of: tuple(_followed(choice, names) for choice in choices) for of, choices in questionnaire.choices.items()},
        settings={key: _words(words, names) for key, words in questionnaire.settings.items()},
        sheets={sheet: tuple(_deep(row, names) for row in rows) for sheet, rows in questionnaire.sheets.items()},
    )


def following(item: Item, names: Mapping[str, str]) -> Item:
    """Return an item, with all inside it, whose references follow new names."""
    followed = _followed(item, names)
    if isinstance(followed, Question):
        return followed
    return replace(followed, items=tuple(following(each, names) for each in followed.items))


def _followed(part: _Part, names: Mapping[str, str]) -> _Part:
    new: dict[str, Any] = {}
    for each in fields(part):
        value = getattr(part, each.name)
        if each.name in _FIXED or not value:
            continue
        if each.name in EXPRESSIONS:
            value = _path_steps(value, each.name, names)
        new[each.name] = _deep(value, names)
    return replace(part, **new)


def _path_steps(expression: str, part: str, names: Mapping[str, str]) -> str:
    for name, at in sorted(_steps(expression, part), key=lambda step: -step[1]):
        expression = expression[:at] + names.get(name, name) + expression[at + len(name) :]
    return expression


def _deep(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return _words(value, names)
    return {key: _deep(inner, names) for key, inner in value.items()} if isinstance(value, Mapping) else value


def _words(words: str, names: Mapping[str, str]) -> str:
    return _REFERENCE.sub(lambda match: f"${{{match[1] or ''}{names[match[2]]}}}" if match[2] in names else match[0], words)


def _strings(part: Item | Choice) -> list[str]:
    found: list[str] = []
    for each in fields(part):
        if each.name not in _FIXED:
            _collect(getattr(part, each.name), found.append)
    return found


def _collect(value: Any, take: Callable[[str], None]) -> None:
    if isinstance(value, str):
        take(value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            _collect(inner, take)
