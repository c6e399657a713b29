"""What each column of another program's file is: proposed, changed by a librarian, remembered for the next file with the same headings."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports.terms import TABLE_EMPTY
from commonshelf.path.voices.surveys.actions.asking import names_for
from commonshelf.path.voices.surveys.actions.read_headings import (
    ONE_CHOICE,
    OPEN_ANSWER,
    OTHER,
    HeadedQuestion,
    Headings,
    SplitQuestion,
    groups_of,
    parts_of,
    tidy,
    words_in,
)
from commonshelf.path.voices.surveys.actions.read_workbooks import read_file_of_answers
from commonshelf.path.voices.surveys.models import ColumnMapping
from commonshelf.path.voices.surveys.terms import QuestionKind
from commonshelf.path.voices.surveys.terms.mapping import (
    COLUMN_HAS_NO_CHOICES,
    COLUMNS_ALL_LEFT_OUT,
    IS_EMPTY,
    SAYS_WHEN,
    SAYS_WHO,
    ColumnRole,
    FileTool,
)
from commonshelf.questionnaire.bank.shelf import bank_sets
from commonshelf.questionnaire.definition import Question
from commonshelf.questionnaire.marks import measure_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from django.utils.functional import _StrPromise

    from commonshelf.common.accounts.models import User
    from commonshelf.common.imports.tables import Table
    from commonshelf.questionnaire.definition import Item

SAMPLES = 3
MOST_CHOICES = 60
# A column of this many different answers is more likely words than choices.
FEW = 12
SHORT = 80
_WHO = re.compile(
    r"(respondent|collector)[ _]?id|ip[ _-]?address|e-?mail|phone|correo|teléfono|^(your |full |first |last |user ?)?name$|^nombre( completo)?$|custom data",
    re.IGNORECASE,
)
_WHEN = re.compile(r"^(timestamp|marca temporal|horodateur|start date|end date|date (created|modified)|submitted( at)?)$", re.IGNORECASE)


@dataclass(frozen=True)
class FileColumn:
    """One column of the file, and what it seems to be."""

    number: int
    label: str
    below: str
    samples: tuple[str, ...]
    role: ColumnRole
    why: str | _StrPromise = ""


@dataclass(frozen=True)
class ReadFile:
    """A file of another program: its table, its columns, and when columns with these headings were last read."""

    table: Table
    tool: FileTool
    columns: tuple[FileColumn, ...]
    remembered: ColumnMapping | None


def look_at_file(*, path: Path, by: User) -> ReadFile:
    """Read a file and say what each column seems to be, or was taken for the last time."""
    ensure_may(by, "imports.import_file")
    tool, table = _recognised(path)
    columns = tuple(_columns(table, tool))
    remembered = ColumnMapping.objects.filter(headings_digest=_digest(table)).first()
    if remembered is not None:
        roles = dict(zip((column.number for column in columns), remembered.columns, strict=True))
        columns = tuple(
            FileColumn(each.number, each.label, each.below, each.samples, ColumnRole(roles[each.number]), each.why) for each in columns
        )
    return ReadFile(table, tool, columns, remembered)


def keep_mapping(*, read: ReadFile, roles: Mapping[int, ColumnRole]) -> ColumnMapping:
    """Remember what the columns of a file were taken for. Called in the transaction that brings it in."""
    chosen = [str(roles[column.number]) for column in read.columns]
    known = {"tool": read.tool, "columns": chosen, "used_on": today()}
    return ColumnMapping.objects.update_or_create(headings_digest=_digest(read.table), defaults=known)[0]


def make_headings(*, read: ReadFile, roles: Mapping[int, ColumnRole]) -> Headings:
    """Return the questions that the columns are, as their roles say."""
    found: list[tuple[QuestionKind, str, tuple[int, ...], list[str], bool]] = []
    boxes: dict[str, list[FileColumn]] = {}
    left_out, week = [], None
    for column in read.columns:
        role, several = roles[column.number], False
        if role == ColumnRole.LEAVE_OUT:
            left_out.append(" ".join(filter(None, (column.label, column.below))))
        elif role == ColumnRole.WEEK:
            week = column.number
        elif role == ColumnRole.BOX:
            if column.label not in boxes:
                boxes[column.label] = [each for each in read.columns if each.label == column.label and roles[each.number] == role]
                ticked = boxes[column.label]
                words = [each.below or each.label for each in ticked]
                found.append((QuestionKind.SELECT_MULTIPLE, column.label, tuple(each.number for each in ticked), words, several))
        else:
            several = role == ColumnRole.SEVERAL
            found.append((_KINDS[role], _asked(column), (column.number,), _choices(read.table, column, role), several))
    if not found:
        raise Refusal(COLUMNS_ALL_LEFT_OUT)
    names = names_for([label for _kind, label, *_rest in found], "question")
    questions = []
    for name, (kind, label, columns, words, several) in zip(names, found, strict=True):
        sort = SplitQuestion if several else HeadedQuestion
        questions.append(sort(name, kind, label, columns, dict(zip(words, names_for(words, "choice"), strict=True))))
    return Headings(questions, left_out, week)


def outcome_marks() -> dict[str, Mapping[str, str]]:
    """Return by its words in any language how the bank marks a statement on outcomes: answers brought in then stand in the same line."""
    marks: dict[str, Mapping[str, str]] = {}
    for each in bank_sets():
        for question in _questions(each.questionnaire().items):
            if measure_of(question):
                marks.update({tidy(words).casefold(): question.more for words in question.label.values()})
    return marks


_KINDS = {
    ColumnRole.ONE: QuestionKind.SELECT_ONE,
    ColumnRole.SEVERAL: QuestionKind.SELECT_MULTIPLE,
    ColumnRole.WORDS: QuestionKind.TEXT,
}


def _questions(items: Sequence[Item]) -> Iterator[Question]:
    for item in items:
        if isinstance(item, Question):
            yield item
        else:
            yield from _questions(item.items)


def _asked(column: FileColumn) -> str:
    """Return the question of a column with what stands below it, unless that only says what sort of answer it takes."""
    plain = {ONE_CHOICE, OPEN_ANSWER, ""}
    return column.label if column.below.casefold() in plain else f"{column.label} {column.below}"


def _choices(table: Table, column: FileColumn, role: ColumnRole) -> list[str]:
    if role == ColumnRole.WORDS:
        return []
    words = words_in(table, column.number)
    if role == ColumnRole.SEVERAL:
        parts: dict[str, str] = {}
        for part in (part for cell in words for part in parts_of(cell)):
            parts.setdefault(part.casefold(), part)
        words = list(parts.values())
    if len(words) > MOST_CHOICES:
        raise Refusal(COLUMN_HAS_NO_CHOICES, column=column.label, most=MOST_CHOICES)
    return words


def _recognised(path: Path) -> tuple[FileTool, Table]:
    table_with = read_file_of_answers(path)
    table = table_with(1)
    try:
        double = table_with(2)
    except Refusal as refusal:
        if refusal.code != TABLE_EMPTY:
            raise
        double = table
    below = {tidy(cell).casefold() for cell in double.headings[-1]}
    if double is not table and (below & {ONE_CHOICE, OPEN_ANSWER} or "" in map(tidy, double.headings[0])):
        return FileTool.TWO_ROWS, double
    first = [tidy(cell) for cell in table.headings[0]]
    if first and _WHEN.match(first[0]):
        return FileTool.GOOGLE_FORMS, table
    marks = outcome_marks()
    return (FileTool.PROJECT_OUTCOME if any(label.casefold() in marks for label in first) else FileTool.PLAIN), table


def _columns(table: Table, tool: FileTool) -> Iterator[FileColumn]:
    when = False
    for label, numbers in groups_of(table):
        for number in numbers:
            below = tidy(table.headings[1][number]) if tool == FileTool.TWO_ROWS else ""
            cells = words_in(table, number)
            role, why = _proposed(label, below, cells, tool)
            if role == ColumnRole.WEEK and when:
                role = ColumnRole.LEAVE_OUT
            when = when or role == ColumnRole.WEEK
            yield FileColumn(number, label, below, tuple(cells[:SAMPLES]), role, why)


def _proposed(label: str, below: str, cells: Sequence[str], tool: FileTool) -> tuple[ColumnRole, str | _StrPromise]:
    if _WHO.search(label):
        return ColumnRole.LEAVE_OUT, SAYS_WHO
    if _WHEN.match(label):
        return ColumnRole.WEEK, SAYS_WHEN
    if tool == FileTool.TWO_ROWS:
        return _by_second_row(below, cells)
    if not cells:
        return ColumnRole.LEAVE_OUT, IS_EMPTY
    few = len(cells) <= FEW and all(len(cell) <= SHORT for cell in cells)
    split = {part for cell in cells for part in parts_of(cell)}
    if any(len(parts_of(cell)) > 1 for cell in cells) and len(split) <= FEW and all(len(part) <= SHORT // 2 for part in split):
        return ColumnRole.SEVERAL, ""
    return (ColumnRole.ONE if few else ColumnRole.WORDS), ""


def _by_second_row(below: str, cells: Sequence[str]) -> tuple[ColumnRole, str | _StrPromise]:
    if not below:
        return ColumnRole.LEAVE_OUT, ""
    if below.casefold() in {OPEN_ANSWER, OTHER}:
        return ColumnRole.WORDS, ""
    own = any(cell.casefold() != below.casefold() for cell in cells)
    return (ColumnRole.ONE if below.casefold() == ONE_CHOICE or own else ColumnRole.BOX), ""


def _digest(table: Table) -> str:
    told = json.dumps([[tidy(cell) for cell in row] for row in table.headings])
    return hashlib.sha256(told.encode()).hexdigest()
