"""Stories as staff write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.form_page import answer_form
from commonshelf.path.ripples.stories import actions
from commonshelf.path.ripples.stories.forms.staff import StoryForm
from commonshelf.path.ripples.stories.queries import stories_visible_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

STORIES_ON_A_PAGE = 25


@door("stories.read_stories")
def staff_stories(request: HttpRequest) -> HttpResponse:
    """List the stories, drafts too."""
    page = Paginator(stories_visible_to(request.user), STORIES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "stories/staff/stories.html", {"page": page})


@door("stories.tell_story")
def tell(request: HttpRequest) -> HttpResponse:
    """Write a story down."""

    def act(told: dict[str, Any]) -> str:
        actions.tell_story(by=request.user, **told)  # type: ignore[arg-type]  # the door lets only users in
        return reverse("stories:staff_stories")

    return answer_form(
        request, StoryForm(request.POST or None), act=act, template="stories/staff/tell.html", said=_("The story is kept as a draft.")
    )


@door("stories.tell_story")
@require_POST
def agreed(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that those in a story agreed."""
    return _done(request, pk, actions.note_agreement)


@door("stories.publish_story")
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Let everybody read a story."""
    return _done(request, pk, actions.publish_story)


@door("stories.publish_story")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a story off the public pages again."""
    return _done(request, pk, actions.withdraw_story)


def _done(request: HttpRequest, pk: int, act: Callable[..., object]) -> HttpResponse:
    act(story=get_object_or_404(stories_visible_to(request.user), pk=pk), by=request.user)
    return redirect("stories:staff_stories")
