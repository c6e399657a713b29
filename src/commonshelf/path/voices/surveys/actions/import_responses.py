"""Bringing in responses that another tool exported: choices stay with the response, open answers become voices."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import override

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now
from commonshelf.common.dates.weeks import this_week
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports.actions import keep_rows
from commonshelf.common.imports.registry import importer
from commonshelf.common.imports.tables import Row, Table, read_rows, read_table
from commonshelf.path.voices.ledger.actions import record_voice
from commonshelf.path.voices.ledger.terms import LANGUAGE_UNKNOWN, Channel
from commonshelf.path.voices.surveys.actions.asking import QuestionDraft, definition_of
from commonshelf.path.voices.surveys.actions.read_headings import Headings, read_headings
from commonshelf.path.voices.surveys.models import OpenAnswer, Questionnaire, Response, Survey
from commonshelf.path.voices.surveys.terms import (
    COLUMNS_LEFT_OUT_NOTE,
    IMPORTED_PURPOSE,
    LANGUAGE_ASSUMED_NOTE,
    ROW_WITHOUT_ANSWERS,
    VOICES_NOTE,
    WEEK_UNKNOWN_NOTE,
    Disposition,
    Mode,
    QuestionKind,
)
from commonshelf.questionnaire.document import to_document

if TYPE_CHECKING:
    from pathlib import Path

    from commonshelf.common.accounts.models import User
    from commonshelf.common.imports.models import ImportedFile
    from commonshelf.common.imports.reports import ImportReport


@dataclass(frozen=True)
class ReadResponse:
    """One row, read: what was chosen and what was written, by question name."""

    chosen: dict[str, str | list[str]]
    written: dict[str, str]
    disposition: Disposition


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
    headings = read_headings(table)

    def write(file: ImportedFile, rows: dict[int, ReadResponse]) -> list[str]:
        return _write(file, rows, table=table, headings=headings, language=language, by=by)

    return keep_rows(
        kind="responses",
        table=table,
        reading=read_rows(table, lambda row: _read(row, headings)),
        by=by,
        allow_partial=allow_partial,
        rows_there=lambda file: [row for row in file.responses.values_list("row", flat=True) if row is not None],
        write=write,
    )


def _read(row: Row, headings: Headings) -> ReadResponse:
    """Read one row. It is complete when every question with one answer to choose has it; boxes and words may be left."""
    chosen: dict[str, str | list[str]] = {}
    written: dict[str, str] = {}
    whole = True
    for question in headings.questions:
        if question.kind == QuestionKind.TEXT:
            text = question.written_in(row)
            if text:
                written[question.name] = text
            continue
        answer = question.chosen_in(row)
        if answer:
            chosen[question.name] = answer
        elif question.kind == QuestionKind.SELECT_ONE:
            whole = False
    if not chosen and not written:
        raise Refusal(ROW_WITHOUT_ANSWERS, row=row.number)
    return ReadResponse(chosen, written, Disposition.COMPLETE if whole else Disposition.PARTIAL)


def _write(file: ImportedFile, rows: dict[int, ReadResponse], *, table: Table, headings: Headings, language: str, by: User) -> list[str]:
    questionnaire = Questionnaire.objects.filter(file=file).first() or _survey_of(file, headings, language)
    for number, read in rows.items():
        # Keys made from the file and the row: whatever goes wrong, the same row is never two voices.
        key = uuid.uuid5(uuid.NAMESPACE_OID, f"{table.digest} {number}")
        response = Response.objects.create(
            questionnaire=questionnaire,
            answers=read.chosen,
            language=language,
            mode=Mode.UNKNOWN,
            disposition=read.disposition,
            sent_once=key,
            file=file,
            row=number,
        )
        for name, text in read.written.items():
            said = record_voice(text=text, language=language, channel=Channel.SURVEY, by=by, sent_once=uuid.uuid5(key, name))
            OpenAnswer.objects.create(response=response, place=name, voice=said.voice)
    return _notes(rows, headings, language)


def _survey_of(file: ImportedFile, headings: Headings, language: str) -> Questionnaire:
    """Make the survey that the file's headings describe. It was never open here, so its window is empty."""
    stem = PurePath(file.name).stem
    moment = now()
    with override(language):
        purpose = IMPORTED_PURPOSE % {"name": file.name}
    survey = Survey.objects.create(
        slug=f"{slugify(stem)[:60]}-{file.digest[:8]}",
        title={language: " ".join(stem.replace("_", " ").split())},
        purpose={language: purpose},
        opens_at=moment,
        closes_at=moment,
        published=True,
    )
    drafts = [
        QuestionDraft(
            kind=found.kind, name=found.name, label={language: found.label}, choices=[{language: words} for words in found.choices]
        )
        for found in headings.questions
    ]
    document = to_document(definition_of(survey.slug, drafts))
    return Questionnaire.objects.create(survey=survey, version=1, definition=document, released=True, file=file)


def _notes(rows: dict[int, ReadResponse], headings: Headings, language: str) -> list[str]:
    voices = sum(len(read.written) for read in rows.values())
    asked = sum(question.kind == QuestionKind.TEXT for question in headings.questions) * len(rows)
    notes = [
        VOICES_NOTE % {"voices": f"{voices:,}", "empty": f"{asked - voices:,}"},
        WEEK_UNKNOWN_NOTE % {"week": date_format(this_week())},
        LANGUAGE_ASSUMED_NOTE % {"language": dict(settings.LANGUAGES)[language]},
    ]
    if headings.left_out:
        notes.append(COLUMNS_LEFT_OUT_NOTE % {"columns": ", ".join(headings.left_out)})
    return notes
