"""Forums as staff hold them: a page with a note form at each table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_POST

from commonshelf.common.accounts.doors import door
from commonshelf.common.accounts.rules import may
from commonshelf.common.design.form_page import answer_form
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.forums import actions
from commonshelf.path.voices.forums.forms.staff import ForumForm, NoteForm
from commonshelf.path.voices.forums.queries import forums_visible_to, tables_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest
    from commonshelf.path.voices.forums.models import Forum

FORUMS_ON_A_PAGE = 25
LANGUAGE_IN_SESSION = "language_of_last_note"


@door("forums.read_forums")
def forums(request: HttpRequest) -> HttpResponse:
    """List the forums, the latest first."""
    page = Paginator(forums_visible_to(request.user), FORUMS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "forums/staff/forums.html", {"page": page})


@door("forums.hold_forum")
def hold(request: SignedInRequest) -> HttpResponse:
    """Plan a forum with its tables."""

    def act(told: dict[str, Any]) -> str:
        return reverse("forums:forum", args=[actions.hold_forum(by=request.user, **told).pk])

    return answer_form(request, ForumForm(request.POST or None), act=act, template="forums/staff/hold.html")


@door("forums.read_forums")
def forum(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a forum with what was said at each table."""
    return _page(request, get_object_or_404(forums_visible_to(request.user), pk=pk))


@door("forums.record_note")
@require_POST
def note(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Keep one note and come back to the same table, in the same language."""
    found = get_object_or_404(forums_visible_to(request.user), pk=pk)
    table = get_object_or_404(found.tables, number=number)
    form = NoteForm(request.POST, prefix=f"table-{number}")
    if form.is_valid():
        try:
            said = actions.record_note(table=table, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session[LANGUAGE_IN_SESSION] = said.voice.language
            messages.success(
                request, _("Noted at table %(number)s. The receipt code is %(code)s.") % {"number": number, "code": said.receipt_code}
            )
            return redirect(reverse("forums:forum", args=[pk]) + f"#table-{number}")
    return _page(request, found, refused={number: form}, status=422)


def _page(request: HttpRequest, found: Forum, *, refused: dict[int, NoteForm] | None = None, status: int = 200) -> HttpResponse:
    """Show the forum; a table whose note was refused keeps what was typed."""
    language = request.session.get(LANGUAGE_IN_SESSION) or get_language()
    may_note = may(request.user, "forums.record_note")
    tables = [
        (
            table,
            (refused or {}).get(table.number) or NoteForm(prefix=f"table-{table.number}", initial={"language": language})
            if may_note
            else None,
        )
        for table in tables_of(found, request.user)
    ]
    return render(request, "forums/staff/forum.html", {"forum": found, "tables": tables}, status=status)
