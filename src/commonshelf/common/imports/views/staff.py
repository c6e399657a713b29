"""Bringing in a file, and what was brought in."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from commonshelf.common.accounts.doors import door
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports import actions
from commonshelf.common.imports.forms.staff import ImportForm
from commonshelf.common.imports.queries import files_visible_to

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from commonshelf.common.imports.reports import ImportReport

FILES_ON_A_PAGE = 25
LONGEST_FILE_NAME = 200  # bytes


@door("imports.import_file")
def import_file(request: HttpRequest) -> HttpResponse:
    """Take one file and show, by row, what was taken and what was not."""
    form = ImportForm(request.POST or None, request.FILES or None)
    report = None
    if request.method == "POST" and form.is_valid():
        try:
            report = _bring_in(request, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    refused = bool(form.errors) or (report is not None and not report.written)
    context = {"form": form, "report": report.as_json() if report else None}
    return render(request, "imports/staff/import_file.html", context, status=422 if refused else 200)


def _bring_in(request: HttpRequest, form: ImportForm) -> ImportReport:
    upload = form.cleaned_data["file"]
    with tempfile.TemporaryDirectory() as folder:
        # The name says something (a year, a survey's title), so the file keeps it; Django has already cut off any folder.
        path = Path(folder) / _short(upload.name)
        with path.open("wb") as copy:
            for chunk in upload.chunks():
                copy.write(chunk)
        return actions.import_file(
            kind=form.cleaned_data["kind"],
            path=path,
            by=request.user,  # type: ignore[arg-type]  # the door lets only users in
            allow_partial=form.cleaned_data["allow_partial"],
            **form.options(),
        )


def _short(name: str) -> str:
    """Return a name that a disk takes: its end, since a disk counts bytes and an Arabic letter has two."""
    return name.encode()[-LONGEST_FILE_NAME:].decode(errors="ignore")


@door("imports.import_file")
def files(request: HttpRequest) -> HttpResponse:
    """List what was brought in, the latest first."""
    page = Paginator(files_visible_to(request.user), FILES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "imports/staff/files.html", {"page": page})


@door("imports.import_file")
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the report of one file."""
    found = get_object_or_404(files_visible_to(request.user), pk=pk)
    return render(request, "imports/staff/file.html", {"file": found, "report": found.report})
