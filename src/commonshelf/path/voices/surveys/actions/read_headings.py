"""Two rows of headings, as survey tools export them: the questions above, what each column holds below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import TEXT_EMPTY
from commonshelf.common.imports.terms import CELL_TOO_LONG, COLUMN_TWICE
from commonshelf.common.text.cleaning import LONGEST_VOICE, clean_text
from commonshelf.path.voices.surveys.actions.asking import names_for
from commonshelf.path.voices.surveys.terms import CELL_NOT_THE_CHOICE, HEADINGS_UNREADABLE, QuestionKind

if TYPE_CHECKING:
    from commonshelf.common.imports.tables import Row, Table
    from commonshelf.questionnaire.definition import Choice

ONE_CHOICE = "response"
OPEN_ANSWER = "open-ended response"
OTHER = "other (please specify)"
LONGEST_CHOICE = 240


@dataclass(frozen=True)
class HeadedQuestion:
    """A question of the file: its columns, and for choices the words of each with its name."""

    name: str
    kind: QuestionKind
    label: str
    columns: tuple[int, ...]
    choices: dict[str, str]
    around: tuple[str, ...] = ()
    """The sections it stands in, where it is a question that a survey asks already."""
    listed: tuple[Choice, ...] = ()
    """The choices of that question, where all of these are among them: a file cannot tell what nobody chose, nor in which order they stood."""

    @property
    def place(self) -> str:
        """Return where its answers are kept."""
        return "/".join((*self.around, self.name))

    def chosen_in(self, row: Row) -> str | list[str]:
        """Return the name of what this row chose, or the names of all it ticked."""
        if self.kind == QuestionKind.SELECT_ONE:
            words = tidy(row.cells[self.columns[0]])
            if len(words) > LONGEST_CHOICE:
                raise Refusal(CELL_TOO_LONG, row=row.number, column=self.label, length=len(words), limit=LONGEST_CHOICE)
            return self._name_of(words) if words else ""
        ticked = []
        for column, (words, name) in zip(self.columns, self.choices.items(), strict=True):
            cell = tidy(row.cells[column])
            if cell.casefold() == words.casefold():
                ticked.append(name)
            elif cell:
                raise Refusal(CELL_NOT_THE_CHOICE, row=row.number, column=words, value=cell[:40])
        return ticked

    def written_in(self, row: Row) -> str:
        """Return the words of an open answer; none where there is no word in the cell."""
        text = row.cells[self.columns[0]]
        if len(text) > LONGEST_VOICE:
            raise Refusal(CELL_TOO_LONG, row=row.number, column=self.label, length=len(text), limit=LONGEST_VOICE)
        try:
            return clean_text(text)
        except Refusal as refusal:
            if refusal.code != TEXT_EMPTY:
                raise
            return ""

    def _name_of(self, words: str) -> str:
        return next(name for choice, name in self.choices.items() if choice.casefold() == words.casefold())


class SplitQuestion(HeadedQuestion):
    """A question with several answers in one cell, as Google Forms writes them: with commas or semicolons between."""

    def chosen_in(self, row: Row) -> list[str]:
        """Return the names of all that stand in the cell, each once."""
        words = tidy(row.cells[self.columns[0]])
        return list(dict.fromkeys(self._name_of(part) for part in parts_of(words)))


def parts_of(cell: str) -> list[str]:
    """Return the answers in one cell. Where there is a semicolon, commas belong to the answers."""
    parts = cell.split(";") if ";" in cell else cell.split(",")
    return [part.strip() for part in parts if part.strip()]


@dataclass(frozen=True)
class Headings:
    """What the two rows say: the questions, and the columns that are none (numbers, dates and addresses a tool adds)."""

    questions: list[HeadedQuestion]
    left_out: list[str]
    week: int | None = None


def read_headings(table: Table) -> Headings:
    """Return the questions of a table with two rows of headings; refuse a table that has no such rows."""
    below = [tidy(heading) for heading in table.headings[1]]
    if not {heading.casefold() for heading in below} & {ONE_CHOICE, OPEN_ANSWER}:
        raise Refusal(HEADINGS_UNREADABLE, column=1)
    found: list[tuple[QuestionKind, str, tuple[int, ...], list[str]]] = []
    left_out: list[str] = []
    for label, columns in groups_of(table):
        left_out += [label or str(column + 1) for column in columns if not below[column]]
        boxes = [column for column in columns if below[column] and below[column].casefold() not in {ONE_CHOICE, OPEN_ANSWER, OTHER}]
        for column in columns:
            kind = below[column].casefold()
            if kind == ONE_CHOICE:
                found.append((QuestionKind.SELECT_ONE, label, (column,), words_in(table, column)))
            elif kind == OPEN_ANSWER:
                found.append((QuestionKind.TEXT, label, (column,), []))
            elif kind == OTHER:
                found.append((QuestionKind.TEXT, f"{label} {below[column]}", (column,), []))
            elif boxes and column == boxes[0]:
                found += _boxes(table, label, boxes, below)
    names = names_for([label for _kind, label, _columns, _words in found], "question")
    questions = [
        HeadedQuestion(name, kind, label, columns, dict(zip(words, names_for(words, "choice"), strict=True)))
        for name, (kind, label, columns, words) in zip(names, found, strict=True)
    ]
    return Headings(questions, left_out)


def tidy(words: str) -> str:
    """Return words on one line, without what a text may not hold."""
    line = " ".join(words.split())
    try:
        return clean_text(line, limit=len(line))
    except Refusal as refusal:
        if refusal.code != TEXT_EMPTY:
            raise
        return ""


def groups_of(table: Table) -> list[tuple[str, list[int]]]:
    """Return each question with its columns: an empty cell belongs to the question on its left."""
    groups: list[tuple[str, list[int]]] = []
    for column, heading in enumerate(table.headings[0]):
        label = tidy(heading)
        if label:
            groups.append((label, [column]))
        elif groups:
            groups[-1][1].append(column)
        else:
            raise Refusal(HEADINGS_UNREADABLE, column=1)
    return groups


def _boxes(table: Table, label: str, columns: list[int], below: list[str]) -> list[tuple[QuestionKind, str, tuple[int, ...], list[str]]]:
    """Return one question with several answers; or, where the cells hold answers of their own, one question a column."""
    cells = {column: words_in(table, column) for column in columns}
    repeats = any(words.casefold() == below[column].casefold() for column in columns for words in cells[column])
    if repeats or not any(cells.values()):
        for column in columns:
            if [below[other].casefold() for other in columns].count(below[column].casefold()) > 1:
                raise Refusal(COLUMN_TWICE, column=below[column])
        return [(QuestionKind.SELECT_MULTIPLE, label, tuple(columns), [below[column] for column in columns])]
    return [(QuestionKind.SELECT_ONE, f"{label} {below[column]}", (column,), cells[column]) for column in columns]


def words_in(table: Table, column: int) -> list[str]:
    """Return the different answers in a column, in the order they come, however large or small they are written."""
    words: dict[str, str] = {}
    for row in table.rows:
        cell = tidy(row.cells[column])
        if cell:
            words.setdefault(cell.casefold(), cell)
    return list(words.values())
