"""What a heading means. pyxform's own tables decide, so that every alias it takes is taken here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyxform import aliases
from pyxform.parsing.sheet_headers import process_header
from pyxform.question import MultipleChoiceQuestion, Option
from pyxform.survey import Survey

if TYPE_CHECKING:
    from collections.abc import Iterable

MEDIA = ("image", "big-image", "audio", "video")

_PATHS = {
    "label": ("label",),
    "hint": ("hint",),
    "guidance_hint": ("guidance_hint",),
    "relevant": ("bind", "relevant"),
    "constraint": ("bind", "constraint"),
    "constraint_message": ("bind", "jr:constraintMsg"),
    "required": ("bind", "required"),
    "required_message": ("bind", "jr:requiredMsg"),
    "calculation": ("bind", "calculate"),
    "read_only": ("bind", "readonly"),
    "appearance": ("control", "appearance"),
    "repeat_count": ("control", "jr:count"),
    "save_to": ("bind", "entities:saveto"),
    **{kind: ("media", kind) for kind in MEDIA},
    "list_name": ("list name",),
    "form_title": ("title",),
    "form_id": ("id_string",),
}
_BY_PATH = {path: concept for concept, path in _PATHS.items()}
TRANSLATED = frozenset({"label", "hint", "guidance_hint", "constraint_message", "required_message", *MEDIA})
"""What may be said in several languages."""

_KNOWN = {
    "survey": (aliases.survey_header, frozenset(MultipleChoiceQuestion.get_slot_names())),
    "choices": (aliases.list_header, frozenset(Option.get_slot_names())),
    "settings": (aliases.settings_header, frozenset(Survey.get_slot_names())),
}


@dataclass(frozen=True)
class Heading:
    """A heading as written, what it is about, and its language ("" where it names none)."""

    written: str
    concept: str
    language: str = ""

    @property
    def spelled(self) -> str:
        """Return the heading as we write it. Reading it again gives the same heading."""
        return f"{self.concept}::{self.language}" if self.language else self.concept


def read_headings(sheet: str, written: Iterable[str]) -> dict[str, Heading]:
    """Return what each heading of a sheet means, by how it is written. A heading nobody knows is its own concept."""
    names = list(written)
    known_aliases, columns = _KNOWN[sheet]
    double = any("::" in name for name in names)
    return {name: _understand(name, process_header(name, double, known_aliases, columns)[1]) for name in names if name}


def _understand(written: str, path: tuple[str, ...]) -> Heading:
    concept = _BY_PATH.get(path)
    if concept:
        return Heading(written, concept)
    spoken = _BY_PATH.get(path[:-1])
    if spoken in TRANSLATED and path[-1]:
        return Heading(written, spoken, path[-1])
    return Heading(written, "::".join(path))
