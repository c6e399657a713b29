"""A questionnaire as one JSON document, and back without loss: how a database keeps a version."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from commonshelf.questionnaire.definition import Cell, Choice, Group, Item, Question, Questionnaire, Repeat

if TYPE_CHECKING:
    from collections.abc import Mapping

SORTS: dict[str, type[Question | Group | Repeat]] = {"question": Question, "group": Group, "repeat": Repeat}


def to_document(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return a questionnaire as JSON has it: mappings, lists, texts and truth values. What is empty is left out."""
    document = _plain(questionnaire)
    document["items"] = [_item(item) for item in questionnaire.items]
    document["choices"] = {name: [_plain(choice) for choice in choices] for name, choices in questionnaire.choices.items()}
    document["sheets"] = {name: [dict(row) for row in rows] for name, rows in questionnaire.sheets.items()}
    return document


def from_document(document: Mapping[str, Any]) -> Questionnaire:
    """Return the questionnaire of a document that `to_document` made.

    :raises KeyError: a part that every questionnaire has is missing
    :raises TypeError: there is a part that no questionnaire has
    """
    parts = {"name": "", "title": "", **document}
    parts["items"] = tuple(_read_item(item) for item in document["items"])
    parts["choices"] = {
        name: tuple(Choice(**{"label": {}, **choice}) for choice in choices) for name, choices in document.get("choices", {}).items()
    }
    parts["languages"] = tuple(document.get("languages", ("",)))
    return Questionnaire(**parts)


def _item(item: Item) -> dict[str, Any]:
    sort = next(name for name, kind in SORTS.items() if isinstance(item, kind))
    inner = {} if isinstance(item, Question) else {"items": [_item(each) for each in item.items]}
    return {"is": sort, **_plain(item), **inner}


def _read_item(document: Mapping[str, Any]) -> Item:
    parts = {name: value for name, value in document.items() if name != "is"}
    if parts.get("cell"):
        parts["cell"] = Cell(**parts["cell"])
    kind = SORTS[document["is"]]
    if kind is not Question:
        parts["items"] = tuple(_read_item(each) for each in document["items"])
    return kind(**parts)


def _plain(thing: object) -> dict[str, Any]:
    """Return the fields of a frozen thing that say something, with mappings copied; the items of a group are the caller's."""
    plain: dict[str, Any] = {}
    for each in fields(thing):  # type: ignore[arg-type]  # each caller hands over one of the frozen things of the definition
        value = getattr(thing, each.name)
        if each.name in {"items", "choices", "sheets"} or not value:
            continue
        if isinstance(value, Cell):
            value = _plain(value)
        plain[each.name] = _copied(value)
    return plain


def _copied(value: Any) -> Any:
    if hasattr(value, "items"):
        return {key: _copied(inner) for key, inner in value.items()}
    return list(value) if isinstance(value, tuple | list) else value
