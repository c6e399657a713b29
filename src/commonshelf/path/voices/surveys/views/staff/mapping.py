"""Bringing in answers from another program: a file, then its columns, then what would come of it, then for good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.form_page import answer_form
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys import queries
from commonshelf.path.voices.surveys.actions.files_at_hand import find_file, forget_file, keep_file
from commonshelf.path.voices.surveys.actions.import_responses import keep_responses, read_responses
from commonshelf.path.voices.surveys.actions.mapping import keep_mapping, look_at_file, make_headings
from commonshelf.path.voices.surveys.forms.staff.mapping import ColumnsForm, FileForm

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest
    from commonshelf.common.imports.reports import ImportReport, RefusedRow
    from commonshelf.path.voices.surveys.actions.mapping import ReadFile
    from commonshelf.path.voices.surveys.actions.read_headings import HeadedQuestion

MAY_IMPORT = "imports.import_file"


@dataclass(frozen=True)
class Preview:
    """What would come of a file."""

    responses: int
    voices: int
    refused: tuple[RefusedRow, ...]
    questions: list[HeadedQuestion]


@door(MAY_IMPORT)
def map_file(request: SignedInRequest) -> HttpResponse:
    """Take a file to look at."""
    form = FileForm(request.POST or None, request.FILES or None)

    def act(told: dict[str, Any]) -> str:
        key = keep_file(upload=told["file"], language=told["language"], by=request.user)
        try:
            look_at_file(path=find_file(key=key, by=request.user)[0], by=request.user)
        except Refusal:
            forget_file(key=key)
            raise
        return reverse("surveys:map_columns", args=[key])

    return answer_form(request, form, act=act, template="surveys/staff/map_file.html")


@door(MAY_IMPORT)
def map_columns(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Ask what each column is; show what would come of it; bring it in."""
    path, language = find_file(key=key, by=request.user)
    read = look_at_file(path=path, by=request.user)
    surveys = queries.surveys_visible_to(request.user).filter(published=True)
    form = ColumnsForm(request.POST or None, columns=read.columns, surveys=surveys)
    preview, report = None, None
    if request.method == "POST" and form.is_valid():
        try:
            if "bring_in" in request.POST:
                report = _bring_in(request, read, form, language)
            else:
                preview = _preview(read, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    if report is not None and report.written:
        forget_file(key=key)
        return render(request, "surveys/staff/mapped.html", {"report": report.as_json()})
    refused = bool(form.errors) or report is not None
    context = {"form": form, "read": read, "preview": preview, "report": report.as_json() if report else None}
    return render(request, "surveys/staff/map_columns.html", context, status=422 if refused else 200)


def _preview(read: ReadFile, form: ColumnsForm) -> Preview:
    headings = make_headings(read=read, roles=form.roles())
    reading = read_responses(table=read.table, headings=headings)
    voices = sum(len(row.written) for row in reading.taken.values())
    return Preview(len(reading.taken), voices, reading.refused, headings.questions)


def _bring_in(request: SignedInRequest, read: ReadFile, form: ColumnsForm, language: str) -> ImportReport:
    roles, target = form.roles(), form.cleaned_data["target"]
    return keep_responses(
        table=read.table,
        headings=make_headings(read=read, roles=roles),
        by=request.user,
        language=language,
        allow_partial=form.cleaned_data["allow_partial"],
        target=queries.surveys_visible_to(request.user).get(pk=target) if target else None,
        kept=lambda: keep_mapping(read=read, roles=roles),
    )
