"""Replying to those who spoke, and reading what they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import ngettext

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.form_page import answer_form
from commonshelf.path.decisions import actions, queries
from commonshelf.path.decisions.forms.staff import AnswerFilter, ReplyForm
from commonshelf.path.decisions.views.staff.deciding import ON_A_PAGE, sent
from commonshelf.path.needs.queries import spread_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest
    from commonshelf.path.decisions.models import Reply


@door("decisions.reply_to_voices")
def reply(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write one reply to every voice behind a decision that has none, in the languages they spoke."""
    found = get_object_or_404(queries.decisions_visible_to(request.user), pk=pk)

    def act(said: dict[str, Any]) -> str:
        _say_who_was_told(request, actions.reply_to_voices(decision=found, words=said["words"], by=request.user))
        return reverse("decisions:decision", args=[found.pk])

    spread = spread_of(queries.voices_awaiting_reply(found))
    form = ReplyForm(sent(request))
    return answer_form(request, form, act=act, template="decisions/staff/reply.html", decision=found, spread=spread)


def _say_who_was_told(request: SignedInRequest, replies: list[Reply]) -> None:
    told = len(replies)
    words = ngettext("%(count)s voice can read your reply now.", "%(count)s voices can read your reply now.", told)
    messages.success(request, words % {"count": told})
    strangers = sum(one.voice.language not in one.words for one in replies)
    if strangers:
        words = ngettext(
            "%(count)s of them spoke a language you did not write in, and reads another.",
            "%(count)s of them spoke a language you did not write in, and read another.",
            strangers,
        )
        messages.warning(request, words % {"count": strangers})


@door("decisions.read_answers")
def answers(request: SignedInRequest) -> HttpResponse:
    """List what people answered back, the newest week first."""
    choice = AnswerFilter(request.GET)
    found = queries.answers_visible_to(request.user)
    if choice.is_valid() and choice.cleaned_data["verdict"]:
        found = found.filter(verdict=choice.cleaned_data["verdict"])
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "decisions/staff/answers.html", {"page": page, "filter": choice})
