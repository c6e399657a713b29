"""The rows of a form by what their columns are about, whatever the columns are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyxform import aliases
from pyxform.parsing.sheet_headers import clean_text_values

from commonshelf.questionnaire.definition import Cell
from commonshelf.questionnaire.xlsform.headings import TRANSLATED, Heading, read_headings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from commonshelf.questionnaire.xlsform.workbook import Workbook


@dataclass(frozen=True)
class Row:
    """One row of a sheet. Words that are shown keep their typographic marks; all others have plain quotes, as pyxform makes them."""

    sheet: str
    number: int
    words: Mapping[Heading, str]

    def get(self, concept: str) -> str:
        """Return the words under the column about `concept` that names no language, or nothing."""
        return next((words for heading, words in self.words.items() if heading.concept == concept and not heading.language), "")

    def texts(self, concept: str) -> dict[str, str]:
        """Return what is said about `concept`, by language."""
        return {heading.language: words for heading, words in self.words.items() if heading.concept == concept}

    def has(self, concept: str) -> bool:
        """Say whether anything is said about `concept`, in any language."""
        return any(heading.concept == concept for heading in self.words)

    def rest(self, *, known: Collection[str]) -> dict[str, str]:
        """Return what stands in all other columns, by the heading as we spell it."""
        return {heading.spelled: words for heading, words in self.words.items() if heading.concept not in known}

    def cell(self, concept: str) -> Cell:
        """Return where the words about `concept` stand, by the heading as it is written in the sheet."""
        written = next((heading.written for heading in self.words if heading.concept == concept), concept)
        return Cell(self.sheet, self.number, written)


@dataclass(frozen=True)
class Form:
    """The three sheets that a questionnaire is made of. Empty rows, comments and disabled rows are left out, as pyxform leaves them out."""

    survey: Sequence[Row]
    choices: Sequence[Row]
    settings: Mapping[str, str]
    headings: Mapping[str, Sequence[Heading]]


def read_rows(book: Workbook) -> Form:
    """Return the rows of a workbook. Raises PyXFormError where a heading cannot be understood at all."""
    headings = {sheet: read_headings(sheet, book.headings[sheet]) for sheet in ("survey", "choices", "settings")}
    settings = _settings(book, headings["settings"])
    strip = bool(aliases.yes_no.get(settings.get("clean_text_values", "yes"), True))
    survey = [_row("survey", number, row, headings["survey"], strip=strip) for number, row in enumerate(book.rows["survey"], start=2)]
    choices = [_row("choices", number, row, headings["choices"], strip=False) for number, row in enumerate(book.rows["choices"], start=2)]
    return Form(
        survey=[row for row in survey if _counts(row)],
        choices=[row for row in choices if row.get("list_name")],
        settings=settings,
        headings={sheet: tuple(known.values()) for sheet, known in headings.items()},
    )


def _settings(book: Workbook, headings: Mapping[str, Heading]) -> dict[str, str]:
    first = book.rows["settings"][0] if book.rows["settings"] else {}
    if "form_id" in first and "id_string" in first:
        first = {name: words for name, words in first.items() if name != "id_string"}  # pyxform lets form_id win
    return {headings[name].spelled: clean_text_values(words) for name, words in first.items() if name in headings}


def _row(sheet: str, number: int, row: Mapping[str, str], headings: Mapping[str, Heading], *, strip: bool) -> Row:
    words = {}
    for name, said in row.items():
        if name in headings and said.strip():
            heading = headings[name]
            words[heading] = said.strip() if heading.concept in TRANSLATED else clean_text_values(said, strip_whitespace=strip)
    return Row(sheet, number, words)


def _counts(row: Row) -> bool:
    if aliases.yes_no.get(row.get("disabled")):
        return False
    return bool(row.get("type") or row.get("name") or row.has("label"))
