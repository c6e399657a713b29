"""The ledger as staff see it, and their own notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.form_page import answer_form
from commonshelf.path.voices.ledger import actions
from commonshelf.path.voices.ledger.forms.staff import NoteForm, VoiceFilter
from commonshelf.path.voices.ledger.queries import voices_visible_to

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

VOICES_ON_A_PAGE = 25


@door("ledger.read_voices")
def voices(request: HttpRequest) -> HttpResponse:
    """List the voices, newest week first."""
    choice = VoiceFilter(request.GET)
    found = voices_visible_to(request.user)
    if choice.is_valid():
        found = found.filter(**{name: value for name, value in choice.cleaned_data.items() if value})
    page = Paginator(found, VOICES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "ledger/staff/voices.html", {"page": page, "filter": choice})


@door("ledger.note_voice")
def note(request: HttpRequest) -> HttpResponse:
    """Write down what somebody said, and show the code to hand to them."""

    def act(heard: dict[str, Any]) -> str:
        said = actions.note_voice(by=request.user, **heard)  # type: ignore[arg-type]  # the door lets only users in
        messages.success(
            request, _("Noted. Their receipt code is %(code)s: read it out or write it down for them.") % {"code": said.receipt_code}
        )
        return reverse("ledger:note")

    return answer_form(request, NoteForm(request.POST or None), act=act, template="ledger/staff/note.html")


@door("ledger.show_voice")
@require_POST
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let everybody read a voice, or take it off the public pages again."""
    voice = get_object_or_404(voices_visible_to(request.user), pk=pk)
    if "hide" in request.POST:
        actions.hide_voice(voice=voice, by=request.user)  # type: ignore[arg-type]  # the door lets only users in
    else:
        actions.show_voice(voice=voice, by=request.user)  # type: ignore[arg-type]  # the door lets only users in
    return redirect("ledger:voices")
