"""Handing strings out to a translator as JSON, and taking the translations back into the catalogue."""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from messages.catalogues import FORMS, catalogue_path, gather, key_of, read_catalogue, renewed, write_catalogue
from messages.checks import same_as_source, untranslated, wrongs
from messages.entries import Key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import polib


@contextmanager
def held(root: Path, language: str) -> Iterator[None]:
    """Let nobody else change this language's catalogue inside the block."""
    folder = catalogue_path(root, language).parent
    folder.mkdir(parents=True, exist_ok=True)
    door = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
    finally:
        os.close(door)


def handed_out(root: Path, language: str) -> list[dict[str, Any]]:
    """Return what has no translation yet: words, plural, context, the files, and an empty `translation` to fill in."""
    return [
        {
            "words": entry.msgid,
            **({"plural": entry.msgid_plural} if entry.msgid_plural else {}),
            **({"context": entry.msgctxt} if entry.msgctxt else {}),
            "files": [file for file, _line in entry.occurrences],
            "translation": [""] * FORMS[language] if entry.msgid_plural else "",
        }
        for entry in renewed(read_catalogue(root, language), gather(root), language)
        if untranslated(entry)
    ]


def taken_back(root: Path, language: str, filled: Path) -> tuple[int, list[str]]:
    """Enter the good translations of a file (that list, or a plain {words: translation}); return how many, and what was refused."""
    given = json.loads(filled.read_text(encoding="utf-8"))
    rows = given if isinstance(given, list) else [{"words": words, "translation": said} for words, said in given.items()]
    allowed, taken, refused = same_as_source(root / "locale" / "same_as_source.txt"), 0, list[str]()
    with held(root, language):
        catalogue = renewed(read_catalogue(root, language), gather(root), language)
        entries = {key_of(entry): entry for entry in catalogue}
        for row in rows:
            entry = entries.get(Key(row.get("context") or "", row["words"]))
            wrong = ["is in no file that this language speaks"] if entry is None else _enter(entry, row["translation"], language, allowed)
            refused += [f"{language}: “{row['words']}” {sentence}" for sentence in wrong]
            taken += not wrong
        write_catalogue(root, language, catalogue)
    return taken, refused


def _enter(entry: polib.POEntry, said: str | list[str], language: str, allowed: frozenset[tuple[str, str]]) -> list[str]:
    before = entry.msgstr, dict(entry.msgstr_plural)
    forms = [said] if isinstance(said, str) else list(said)
    if len(forms) != (FORMS[language] if entry.msgid_plural else 1):
        return [f"needs {FORMS[language] if entry.msgid_plural else 1} form(s), got {len(forms)}"]
    if entry.msgid_plural:
        entry.msgstr_plural = dict(enumerate(forms))
    else:
        entry.msgstr = forms[0]
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    wrong = list(wrongs(entry, language, allowed))
    if wrong:
        entry.msgstr, entry.msgstr_plural = before
    return wrong
