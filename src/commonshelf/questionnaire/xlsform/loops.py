"""Loops: rows that are written once and asked once for each choice of a list. They are read as what they come to, a group for each choice."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from commonshelf.questionnaire.definition import Group

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from commonshelf.questionnaire.definition import Choice, Item

_AS_WRITTEN = frozenset({"kind", "items", "cell", "more", "choice_list", "trigger"})


def unroll(items: Sequence[Item], choices: Sequence[Choice]) -> tuple[Group, ...]:
    """Return one group for each choice, with %(name)s and %(label)s filled in. As in pyxform, a choice named none has no group."""
    return tuple(
        Group(
            name=choice.name,
            label=choice.label,
            items=tuple(_fill(item, choice) for item in items),
            more={
                f"{medium}::{language}".removesuffix("::"): words
                for medium, texts in choice.media.items()
                for language, words in texts.items()
            },
        )
        for choice in choices
        if choice.name != "none"
    )


def can_fill(words: str) -> bool:
    """Say whether the words have no other place to fill in than %(name)s and %(label)s."""
    try:
        words % {"name": "", "label": ""}
    except (ValueError, TypeError, KeyError):
        return False
    return True


def _fill(item: Item, choice: Choice) -> Item:
    filled: dict[str, Any] = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name in _AS_WRITTEN:
            continue
        if isinstance(value, str):
            filled[field.name] = value % _values(choice, "")
        elif isinstance(value, dict) and field.name in {"label", "hint", "guidance_hint", "constraint_message", "required_message"}:
            filled[field.name] = {language: words % _values(choice, language) for language, words in value.items()}
    return replace(item, **filled)


def _values(choice: Choice, language: str) -> Mapping[str, str]:
    label = choice.label.get(language) or next(iter(choice.label.values()), "")
    return {"name": choice.name, "label": label}
