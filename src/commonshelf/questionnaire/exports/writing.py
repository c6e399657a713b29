"""What the writers of all formats have in common: a whole file or none, texts that a file can hold, and an account of what was lost."""

from __future__ import annotations

import os
import re
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from commonshelf.questionnaire.columns import Column, Loss, Notes, Table, columns_of, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from commonshelf.questionnaire.columns import Value
    from commonshelf.questionnaire.definition import Questionnaire

_HELD_BY_NO_FILE: Final = re.compile("[\x00\ud800-\udfff]")
_ENDS_A_LINE: Final = re.compile(r"\s+")
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Written:
    """What was written, and how often a column could not hold an answer as it was given."""

    rows: int
    columns: tuple[str, ...]
    losses: Mapping[tuple[str, Loss], int]


def written_of(rows: int, columns: tuple[str, ...], notes: Notes) -> Written:
    """Return the account of a file."""
    return Written(rows, columns, dict(notes.losses))


def table_or_responses(questionnaire: Questionnaire, table: Table | None) -> Table:
    """Return the table asked for; without one, all responses with one turn of each repeat."""
    return table or Table("responses", columns_of(questionnaire, turns={}))


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Let a file be written under another name beside its own, and give it its own once it is whole. When something goes wrong there is none."""
    wanted = Path(path)
    unfinished = wanted.with_name(f".{wanted.name}.{os.getpid()}.part")
    try:
        yield unfinished
        unfinished.replace(wanted)
    finally:
        unfinished.unlink(missing_ok=True)


def held(text: str, column: str, notes: Notes) -> str:
    """Return a text without null characters and halves of characters, which no file of ours can hold."""
    if text.isprintable():
        return text
    kept, replaced = _HELD_BY_NO_FILE.subn(REPLACEMENT, text)
    if replaced:
        notes.add(column, Loss.REPLACED)
    return kept


def one_line(text: str) -> str:
    """Return a label as one line that every file can hold."""
    return _ENDS_A_LINE.sub(" ", _HELD_BY_NO_FILE.sub(REPLACEMENT, text)).strip()


def cut(text: str, most: int) -> str:
    """Return a text of at most so many bytes of UTF-8, whole characters with their marks, ending in “…” where something is missing."""
    whole = text.encode()
    if len(whole) <= most:
        return text
    kept = whole[: most - len("…".encode())].decode(errors="ignore")
    left = text[len(kept)]
    while kept and unicodedata.combining(left):
        kept, left = kept[:-1], kept[-1]
    return kept + "…"


def label_of(column: Column, language: str, default: str) -> str:
    """Return what a column is called in a language; its name where it has no label at all."""
    return one_line(words_in(column.label, language, default)) or column.name


def value_label(value: Value, language: str, default: str) -> str:
    """Return what a value is called in a language; its name where it has no label at all."""
    return one_line(words_in(value.label, language, default)) or one_line(value.name)


def choice_label(column: Column, language: str, default: str) -> str:
    """Return what the choice of a column is called in a language; its name where it has no label at all."""
    return one_line(words_in(column.choice.label, language, default) if column.choice else "") or one_line(column.part)
