"""You said, we did: the published decisions, each with its thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.contrib.auth.models import AnonymousUser

from commonshelf.path.decisions.queries import published_decisions, replies_to
from commonshelf.path.needs.models import Theme
from commonshelf.path.needs.terms import CodingState
from commonshelf.telling.pages.queries.thread import Thread, thread_of_decision, thread_of_voice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commonshelf.path.decisions.models import Decision, Reply
    from commonshelf.path.voices.ledger.models import Voice


class Told(NamedTuple):
    """One published decision and its thread."""

    decision: Decision
    thread: Thread


class BecameOf(NamedTuple):
    """What became of one voice, as its receipt page shows it."""

    voice: Voice
    themes: list[Theme]
    thread: Thread
    replies: list[Reply]


def you_said_we_did(decisions: Iterable[Decision] | None = None) -> list[Told]:
    """Return the published decisions (or those given), newest first, each with its thread."""
    return [Told(decision, thread_of_decision(decision)) for decision in (published_decisions() if decisions is None else decisions)]


def what_became_of(voice: Voice) -> BecameOf:
    """Return what whoever holds the receipt may see: only what is public about needs and decisions, and the replies to this voice."""
    themes = list(Theme.objects.filter(codings__voice=voice, codings__state=CodingState.ACCEPTED))
    return BecameOf(voice, themes, thread_of_voice(voice, AnonymousUser()), list(replies_to(voice)))


def best_told() -> Told | None:
    """Return the published decision that has come furthest: the one the tour follows."""
    told = you_said_we_did(published_decisions().prefetch_related("needs"))
    return max(told, key=lambda one: (one.thread.filled, one.thread.voices.count()), default=None)
