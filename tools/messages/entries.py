"""One string of the code that is spoken in several languages, and who gets to read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

PUBLIC_LANGUAGES = ("es", "fr", "ar", "zh_Hans", "vi")
STAFF_LANGUAGES = ("es",)
STAFF_FOLDERS = {"management", "commands", "demo"}


class Key(NamedTuple):
    """What tells two strings apart: the words, and the context that was given with them."""

    context: str
    words: str


@dataclass
class Entry:
    """One string: its key, its plural if it counts something, and the files it stands in."""

    key: Key
    plural: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it must speak: all, unless only staff ever see it."""
        return STAFF_LANGUAGES if all(is_for_staff(file) for file in self.files) else PUBLIC_LANGUAGES


def is_for_staff(file: str) -> bool:
    """Say whether a file speaks to staff alone: its path says staff, or it is a command."""
    parts = PurePosixPath(file).parts
    return any("staff" in part for part in parts) or not STAFF_FOLDERS.isdisjoint(parts)


class Gathered(NamedTuple):
    """What was found in the code: the strings, and the places where a string cannot be gathered."""

    entries: dict[Key, Entry]
    findings: list[str]

    def add(self, key: Key, plural: str, file: str, line: int) -> None:
        """Enter one occurrence. The same words with two plurals would be one string in the catalogue, so they are refused."""
        entry = self.entries.setdefault(key, Entry(key, plural))
        if entry.plural != plural and entry.plural and plural:
            self.findings.append(f"{file}:{line}: “{key.words}” has another plural elsewhere; give one of them a context")
        entry.plural = entry.plural or plural
        entry.files.add(file)
