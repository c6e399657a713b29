"""Bringing in responses that another tool exported: choices stay with the response, open answers become voices."""

from __future__ import annotations

import datetime as dt
import uuid
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.formats import date_format

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.weeks import monday_of, this_week
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports.actions import keep_rows
from commonshelf.common.imports.registry import importer
from commonshelf.common.imports.tables import read_rows, read_table
from commonshelf.common.text.fields import in_language
from commonshelf.path.voices.ledger.actions import record_voice
from commonshelf.path.voices.ledger.terms import LANGUAGE_UNKNOWN, Channel
from commonshelf.path.voices.surveys import queries
from commonshelf.path.voices.surveys.actions.read_headings import read_headings, tidy
from commonshelf.path.voices.surveys.actions.surveys_of_files import name_as_before, version_of_file, wave_of_file
from commonshelf.path.voices.surveys.models import OpenAnswer, Questionnaire, Response
from commonshelf.path.voices.surveys.terms import (
    COLUMNS_LEFT_OUT_NOTE,
    LANGUAGE_ASSUMED_NOTE,
    ROW_WITHOUT_ANSWERS,
    VOICES_NOTE,
    WEEK_UNKNOWN_NOTE,
    Disposition,
    Mode,
    QuestionKind,
)
from commonshelf.path.voices.surveys.terms.mapping import CELL_IS_NO_DAY, FILE_IN_ANOTHER_SURVEY, TARGET_NOT_OPENED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from commonshelf.common.accounts.models import User
    from commonshelf.common.imports.models import ImportedFile
    from commonshelf.common.imports.reports import ImportReport
    from commonshelf.common.imports.tables import Reading, Row, Table
    from commonshelf.path.voices.surveys.actions.read_headings import Headings
    from commonshelf.path.voices.surveys.models import Survey


@dataclass(frozen=True)
class ReadResponse:
    """One row, read: what was chosen, by question name within its sections, and what was written, by place."""

    chosen: dict[str, Any]
    written: dict[str, str]
    disposition: Disposition
    week: dt.date | None = None


@importer("responses")
def import_responses(path: Path, *, by: User, allow_partial: bool = False, language: str = "en") -> ImportReport:
    """Bring in survey responses with two rows of headings, as one survey. `language` is what people wrote in: files do not say.

    Nor does such a file say when anybody answered, or how. So the responses have no week and no known mode; a voice has to have
    a week, and gets the one in which it reached us.
    """
    ensure_may(by, "imports.import_file")
    if language not in dict(settings.LANGUAGES):
        raise Refusal(LANGUAGE_UNKNOWN, code=language[:20])
    table = read_table(path, heading_rows=2)
    return keep_responses(table=table, headings=read_headings(table), by=by, allow_partial=allow_partial, language=language)


def keep_responses(
    *,
    table: Table,
    headings: Headings,
    by: User,
    language: str,
    allow_partial: bool = False,
    target: Survey | None = None,
    kept: Callable[[], object] | None = None,
) -> ImportReport:
    """Bring in the rows of a table whose columns are known: as a survey of its own, or as one more wave of one that there is.

    Nobody who answers here is ever asked what the file asked: it is a version and a wave of its own, and those asked here go on.
    `kept` is called in the same transaction, for what else is to be remembered.
    """
    ensure_may(by, "imports.import_file")
    if target is not None:
        if not target.published:
            raise Refusal(TARGET_NOT_OPENED, survey=in_language(target.title))
        known = Questionnaire.objects.select_related("survey").filter(file__kind="responses", file__digest=table.digest).first()
        if known is not None and known.survey_id != target.pk:
            raise Refusal(FILE_IN_ANOTHER_SURVEY, survey=in_language(known.survey.title))
        headings = name_as_before(headings=headings, version=known or queries.questionnaire_of(target))

    def write(file: ImportedFile, rows: dict[int, ReadResponse]) -> list[str]:
        if kept is not None:
            kept()
        return _write(file, rows, table=table, headings=headings, language=language, by=by, target=target)

    return keep_rows(
        kind="responses",
        table=table,
        reading=read_responses(table=table, headings=headings),
        by=by,
        allow_partial=allow_partial,
        rows_there=lambda file: [row for row in file.responses.values_list("row", flat=True) if row is not None],
        write=write,
    )


def read_responses(*, table: Table, headings: Headings) -> Reading[ReadResponse]:
    """Return every row as it is going to be taken, and what is wrong with the others; nothing is written."""
    return read_rows(table, lambda row: _read(row, headings))


def _read(row: Row, headings: Headings) -> ReadResponse:
    """Read one row. It is complete when every question with one answer to choose has it; boxes and words may be left."""
    chosen: dict[str, Any] = {}
    written: dict[str, str] = {}
    whole = True
    for question in headings.questions:
        if question.kind == QuestionKind.TEXT:
            text = question.written_in(row)
            if text:
                written[question.place] = text
            continue
        answer = question.chosen_in(row)
        if answer:
            within = chosen
            for section in question.around:
                within = within.setdefault(section, {})
            within[question.name] = answer
        elif question.kind == QuestionKind.SELECT_ONE:
            whole = False
    if not chosen and not written:
        raise Refusal(ROW_WITHOUT_ANSWERS, row=row.number)
    week = week_in(row, headings.week) if headings.week is not None else None
    return ReadResponse(chosen, written, Disposition.COMPLETE if whole else Disposition.PARTIAL, week)


def week_in(row: Row, column: int) -> dt.date | None:
    """Return the Monday of the day in a cell; none where it is empty. Of days written with slashes the month comes first, as in the files of American tools."""
    words = tidy(row.cells[column])
    if not words:
        return None
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y", "%m/%d/%y", "%d.%m.%Y"):
        with suppress(ValueError):
            return monday_of(dt.datetime.strptime(words.split()[0].partition("T")[0], form).date())  # noqa: DTZ007 -- a day has no zone
    raise Refusal(CELL_IS_NO_DAY, row=row.number, column=str(column + 1), value=words[:40])


def _write(
    file: ImportedFile,
    rows: dict[int, ReadResponse],
    *,
    table: Table,
    headings: Headings,
    language: str,
    by: User,
    target: Survey | None,
) -> list[str]:
    version = Questionnaire.objects.filter(file=file).select_related("survey").first()
    questionnaire = version or version_of_file(file=file, headings=headings, language=language, target=target)
    wave = wave_of_file(questionnaire)
    for number, read in rows.items():
        # Keys made from the file and the row: whatever goes wrong, the same row is never two voices.
        key = uuid.uuid5(uuid.NAMESPACE_OID, f"{table.digest} {number}")
        response = Response.objects.create(
            questionnaire=questionnaire,
            wave=wave,
            week=read.week,
            answers=read.chosen,
            language=language,
            mode=Mode.UNKNOWN,
            disposition=read.disposition,
            sent_once=key,
            file=file,
            row=number,
        )
        for place, text in read.written.items():
            said = record_voice(
                text=text, language=language, channel=Channel.SURVEY, by=by, week=read.week, sent_once=uuid.uuid5(key, place)
            )
            OpenAnswer.objects.create(response=response, place=place, voice=said.voice)
    return _notes(rows, headings, language)


def _notes(rows: dict[int, ReadResponse], headings: Headings, language: str) -> list[str]:
    voices = sum(len(read.written) for read in rows.values())
    asked = sum(question.kind == QuestionKind.TEXT for question in headings.questions) * len(rows)
    notes = [
        VOICES_NOTE % {"voices": f"{voices:,}", "empty": f"{asked - voices:,}"},
        *([] if headings.week is not None else [WEEK_UNKNOWN_NOTE % {"week": date_format(this_week())}]),
        LANGUAGE_ASSUMED_NOTE % {"language": dict(settings.LANGUAGES)[language]},
    ]
    if headings.left_out:
        notes.append(COLUMNS_LEFT_OUT_NOTE % {"columns": ", ".join(headings.left_out)})
    return notes
