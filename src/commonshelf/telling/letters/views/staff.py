"""Letters as staff write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.form_page import answer_form
from commonshelf.telling.letters import actions
from commonshelf.telling.letters.forms.staff import LetterForm, TopicForm
from commonshelf.telling.letters.queries import letters_visible_to, readers_of, topics
from commonshelf.telling.letters.terms import LetterState

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LETTERS_ON_A_PAGE = 25


@door("letters.read_letters")
def letters(request: HttpRequest) -> HttpResponse:
    """List the letters and the topics."""
    page = Paginator(letters_visible_to(request.user), LETTERS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "letters/staff/letters.html", {"page": page, "topics": topics()})


@door("letters.write_letter")
def write(request: HttpRequest) -> HttpResponse:
    """Write a letter."""

    def act(told: dict[str, Any]) -> str:
        letter = actions.write_letter(by=request.user, **told)  # type: ignore[arg-type]  # the door lets only users in
        return reverse("letters:letter", args=[letter.pk])

    return answer_form(
        request, LetterForm(request.POST or None), act=act, template="letters/staff/write.html", said=_("The letter is kept as a draft.")
    )


@door("letters.add_topic")
def add_topic(request: HttpRequest) -> HttpResponse:
    """Add a topic."""

    def act(told: dict[str, Any]) -> str:
        actions.add_topic(by=request.user, **told)  # type: ignore[arg-type]  # the door lets only users in
        return reverse("letters:letters")

    return answer_form(
        request, TopicForm(request.POST or None), act=act, template="letters/staff/add_topic.html", said=_("The topic is added.")
    )


@door("letters.read_letters")
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one letter in all its languages, and to how many it would go."""
    found = get_object_or_404(letters_visible_to(request.user), pk=pk)
    readers = len(readers_of(found.topic)) if found.state == LetterState.DRAFT else 0
    return render(request, "letters/staff/letter.html", {"letter": found, "readers": readers})


@door("letters.send_letter")
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one letter."""
    sent = actions.send_letter(letter=get_object_or_404(letters_visible_to(request.user), pk=pk), by=request.user)  # type: ignore[arg-type]  # the door lets only users in
    count = sent.deliveries.count()
    said = ngettext("The letter is on its way to %(count)s reader.", "The letter is on its way to %(count)s readers.", count) % {
        "count": count
    }
    messages.success(request, said)
    return redirect("letters:letter", pk=pk)
