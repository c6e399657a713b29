"""Taking answers out, and the codebook that says what stands in them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language

from commonshelf.common.accounts.doors import door
from commonshelf.common.accounts.rules import may
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.library.queries import the_library
from commonshelf.path.voices.surveys import queries
from commonshelf.path.voices.surveys.actions.export_jobs import ask_for_export, fetch_export, file_name, job_of, pack, takes_long
from commonshelf.path.voices.surveys.actions.exporting import export_responses
from commonshelf.path.voices.surveys.analysis.codebooks import lines_of, suppressing
from commonshelf.path.voices.surveys.forms.staff.exporting import ExportForm
from commonshelf.path.voices.surveys.queries.answering import counted_responses
from commonshelf.path.voices.surveys.queries.exporting import KeptResponses, exported_definition
from commonshelf.questionnaire.columns import tables_of
from commonshelf.questionnaire.exports import codebook_of
from commonshelf.questionnaire.languages import offered

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from commonshelf.common.accounts.doors import SignedInRequest
    from commonshelf.path.voices.surveys.models import Questionnaire, Survey

MOST_ROWS_ON_A_PAGE = 5_000


def _survey(request: SignedInRequest, pk: int) -> Survey:
    return get_object_or_404(queries.surveys_visible_to(request.user), pk=pk)


def _languages(versions: list[Questionnaire]) -> dict[str, str]:
    """Return the languages that any version speaks, the reader's own in front, each named as the house names it."""
    names = dict(settings.LANGUAGES)
    found: dict[str, str] = {}
    for version in reversed(versions):
        spoken = offered(queries.definition_of(version), unnamed=settings.LANGUAGE_CODE)
        found.update({code: names.get(code, name or code) for code, name in spoken.items() if code not in found})
    return dict(sorted(found.items(), key=lambda pair: pair[0] != get_language()))


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "no-store, private"
    return response


@door("surveys.export_responses")
def export(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Ask which file, then hand it over; or have it made, where that takes longer than a page may."""
    survey = _survey(request, pk)
    versions = list(survey.questionnaires.filter(released=True).order_by("version"))
    if not versions:
        return render(request, "surveys/staff/export.html", {"survey": survey, "rows": 0})
    form = ExportForm(
        request.POST or None,
        languages=_languages(versions),
        versions=[version.version for version in versions],
        waves=list(survey.waves.values_list("number", flat=True)),
        initial={"words": True},
    )
    if request.method == "POST" and form.is_valid():
        wish = form.wish()
        try:
            if takes_long(survey, wish):
                return redirect("surveys:export_job", pk=pk, key=ask_for_export(survey=survey, wish=wish, by=request.user))
            with tempfile.TemporaryDirectory() as folder:
                files = export_responses(survey=survey, wish=wish, path=Path(folder, file_name(survey, wish)), by=request.user)
                packed = pack(files, Path(folder), survey.slug)
                # An open file outlives its folder, so nothing of it stays on the disk once it is sent.
                return _private(FileResponse(packed.open("rb"), as_attachment=True, filename=packed.name))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    rows = sum(counted_responses(version).count() for version in versions)
    context = {"survey": survey, "form": form, "rows": rows}
    return render(request, "surveys/staff/export.html", context, status=422 if form.errors else 200)


@door("surveys.export_responses")
def export_job(request: SignedInRequest, pk: int, key: UUID) -> HttpResponseBase:
    """Show how far a file is; hand it over to whoever asked for it, once."""
    survey = _survey(request, pk)
    if request.method == "POST":
        file, name = fetch_export(key=key, by=request.user)
        return _private(FileResponse(file, as_attachment=True, filename=name))
    return _private(render(request, "surveys/staff/export_job.html", {"survey": survey, "job": job_of(key, request.user)}))


@door("surveys.read_results")
def codebook(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show every column of a version: what it is, what may stand in it, and how often that was answered."""
    survey = _survey(request, pk)
    versions = list(survey.questionnaires.filter(released=True).select_related("survey").order_by("version"))
    if not versions:
        return render(request, "surveys/staff/codebook.html", {"survey": survey})
    wanted = request.GET.get("version", "")
    version = next((each for each in versions if str(each.version) == wanted), versions[-1])
    languages = _languages(versions)
    language = request.GET.get("language", "")
    language = language if language in languages else next(iter(languages))
    rows = counted_responses(version).count()
    threshold = the_library().suppression_threshold
    # The results count all versions together: with one version counted apart, whoever may not see single answers could take it from them.
    apart = len(versions) > 1 and not may(request.user, "surveys.export_responses")
    counted = rows <= MOST_ROWS_ON_A_PAGE and not apart
    if counted:
        responses = KeptResponses(version)
        table, suppress = responses.tables()[0], suppressing(threshold)
        book = codebook_of(responses.definition, responses, language=language, table=table, suppress=suppress)
    else:
        definition = exported_definition(version)
        book = codebook_of(definition, (), language=language, table=tables_of(definition, turns={})[0])
    context = {
        "survey": survey,
        "version": version,
        "versions": versions,
        "language": language,
        "languages": languages,
        "lines": lines_of(book),
        "counted": counted,
        "apart": apart,
        "rows": rows,
        "threshold": threshold,
    }
    return render(request, "surveys/staff/codebook.html", context)
