"""You said, we did: the published decisions, each with its thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from commonshelf.path.decisions.queries import published_decisions, replies_to
from commonshelf.path.needs.models import Theme
from commonshelf.path.needs.queries import needs_of_voice
from commonshelf.path.needs.terms import CodingState
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.telling.pages.queries.thread import Thread, thread_of_voice, threads_of_decisions
from commonshelf.telling.pages.terms import Step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from commonshelf.path.decisions.models import Decision, Reply

DECISIONS_TO_CHOOSE_FROM = 25


class Told(NamedTuple):
    """One published decision and its thread."""

    decision: Decision
    thread: Thread


class BecameOf(NamedTuple):
    """What became of one voice, as its receipt page shows it. `in_need`: it stands behind a need, told to everybody or not yet."""

    voice: Voice
    themes: list[Theme]
    thread: Thread
    in_need: bool
    replies: list[Reply]

    @property
    def has_words(self) -> bool:
        """Whether anything is left that can be taken back."""
        answers = [reply.answer_back for reply in self.replies if hasattr(reply, "answer_back")]
        return any(voice is not None and voice.text for voice in (self.voice, *(answer.voice for answer in answers)))

    @property
    def filled(self) -> int:
        """How far it has come, 1 to 7."""
        return max(self.thread.filled, int(Step.NEEDS) if self.in_need else int(Step.VOICES))


def you_said_we_did(decisions: Iterable[Decision]) -> list[Told]:
    """Return these published decisions, each with its thread."""
    each = list(decisions)
    return [Told(decision, thread) for decision, thread in zip(each, threads_of_decisions(each), strict=True)]


def what_became_of(voice: Voice) -> BecameOf:
    """Return what whoever holds the receipt may see: only what is public about needs and decisions, and the replies to this voice."""
    themes = list(Theme.objects.filter(codings__voice=voice, codings__state=CodingState.ACCEPTED))
    replies = list(replies_to(voice).select_related("answer_back__voice"))
    return BecameOf(voice, themes, thread_of_voice(voice, AnonymousUser()), needs_of_voice(voice).exists(), replies)


def furthest_told(most: int) -> list[Told]:
    """Return which of the newest published decisions have come furthest, furthest first; of two alike, the one more people asked for."""
    told = you_said_we_did(published_decisions()[:DECISIONS_TO_CHOOSE_FROM])
    return sorted(told, key=lambda one: (one.thread.filled, one.thread.voice_count), reverse=True)[:most]


def words_held_of(voice: Voice) -> QuerySet[Voice]:
    """Return what whoever holds a code has said that is still here: the voice, and what they answered back, whose codes nobody was given."""
    return Voice.objects.filter(Q(pk=voice.pk) | Q(answers_reply__reply__voice=voice)).exclude(text="")


def best_told() -> Told | None:
    """Return the one the tour follows."""
    return next(iter(furthest_told(1)), None)
