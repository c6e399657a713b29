"""Files that were given as answers. They are handed over to be saved, and never shown as part of a page of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from commonshelf.common.accounts.doors import door
from commonshelf.path.voices.surveys.actions.uploading import open_upload
from commonshelf.path.voices.surveys.queries import surveys_visible_to
from commonshelf.path.voices.surveys.queries.uploads import uploads_visible_to

if TYPE_CHECKING:
    from uuid import UUID

    from commonshelf.common.accounts.doors import SignedInRequest

ON_A_PAGE = 25


@door("surveys.open_upload")
def files(request: SignedInRequest, pk: int) -> HttpResponse:
    """List the files of a survey by the question they answer."""
    survey = get_object_or_404(surveys_visible_to(request.user), pk=pk)
    page = Paginator(uploads_visible_to(request.user, survey), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "surveys/staff/files.html", {"survey": survey, "page": page})


@door("surveys.open_upload")
def file(request: SignedInRequest, pk: int, key: UUID) -> HttpResponse:
    """Hand one file over, to be saved. Whatever is in it, no browser opens it as if it were a page of the library."""
    survey = get_object_or_404(surveys_visible_to(request.user), pk=pk)
    upload = get_object_or_404(uploads_visible_to(request.user, survey), pk=key)
    with open_upload(upload=upload, by=request.user) as content:
        answer = HttpResponse(content.read(), content_type=upload.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{upload.file.name.rpartition("/")[2]}"'
    answer["Cache-Control"] = "no-store, private"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
