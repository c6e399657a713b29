"""Reading decisions and what those who spoke have heard of us."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Exists, Min, OuterRef

from commonshelf.common.accounts.models import User
from commonshelf.common.accounts.rules import may
from commonshelf.common.accounts.terms import UserRole
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.decisions.models import AnswerBack, Commitment, Decision, Milestone, Reply
from commonshelf.path.decisions.terms import ALREADY_PUBLISHED, REPLY_MISSING, DecisionState, Verdict
from commonshelf.path.needs.models import Theme
from commonshelf.path.needs.queries import accepted_codings, uncoded_voices, voices_behind
from commonshelf.path.voices.ledger.models import Voice

if TYPE_CHECKING:
    import datetime as dt

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    Anyone = User | AnonymousUser


class SentWords(NamedTuple):
    """The words of a reply, by language, the day they were sent, and to how many voices."""

    words: dict[str, str]
    sent_on: dt.date
    voices: int


class WaitingTheme(NamedTuple):
    """How many voices about a theme nobody has answered, of all channels, and the week of the oldest."""

    theme: Theme
    voices: int
    oldest: dt.date


def decisions_visible_to(user: Anyone) -> QuerySet[Decision]:
    """Return the decisions: everybody reads what is published, those who work here or read its numbers the drafts too."""
    if may(user, "decisions.read_decisions"):
        return Decision.objects.select_related("owner")
    return published_decisions()


def published_decisions() -> QuerySet[Decision]:
    """Return what everybody may read, the newest first."""
    return Decision.objects.filter(state=DecisionState.PUBLISHED).order_by("-published_on", "-pk")


def decisions_to_review(today: dt.date) -> QuerySet[Decision]:
    """Return the published decisions whose review day has come, the longest due first. A declined need comes back this way too."""
    return published_decisions().filter(review_on__lte=today).select_related("owner").order_by("review_on", "pk")


def locked_draft(decision: Decision) -> Decision:
    """Return the decision with its row locked; refuse one that is published. Inside a transaction."""
    draft = Decision.objects.select_for_update().get(pk=decision.pk)
    if draft.state == DecisionState.PUBLISHED:
        raise Refusal(ALREADY_PUBLISHED)
    return draft


def commitments_visible_to(user: Anyone) -> QuerySet[Commitment]:
    """Return the commitments of the decisions this user sees."""
    return Commitment.objects.select_related("decision").filter(decision__in=decisions_visible_to(user))


def milestones_visible_to(user: Anyone) -> QuerySet[Milestone]:
    """Return the milestones; they are the library's own plan, so those outside see none."""
    if not may(user, "decisions.read_decisions"):
        return Milestone.objects.none()
    return Milestone.objects.select_related("commitment")


def possible_owners() -> QuerySet[User]:
    """Return who can own a decision: the people who may also carry it out here."""
    return User.objects.filter(is_active=True, role__in=[UserRole.OUTREACH_STAFF, UserRole.ADMINISTRATOR]).order_by("name", "pk")


def voices_behind_decision(decision: Decision) -> QuerySet[Voice]:
    """Return the voices behind the needs this decision answers, each once."""
    return voices_behind(*decision.needs.all())


def voices_awaiting_reply(decision: Decision) -> QuerySet[Voice]:
    """Return the voices behind this decision that have not heard of it yet."""
    told = Reply.objects.filter(decision=decision, voice=OuterRef("pk"))
    return voices_behind_decision(decision).filter(~Exists(told))


def letters_of(decision: Decision) -> list[SentWords]:
    """Return what those who spoke were told about this decision, the first first: the same words of one day stand once."""
    same = decision.replies.values_list("words", "sent_on").annotate(voices=Count("pk"), first=Min("pk")).order_by("sent_on", "first")
    return [SentWords(words, day, voices) for words, day, voices, _first in same]


def replies_to(voice: Voice) -> QuerySet[Reply]:
    """Return the replies to one voice, the first first, each with its decision and what was answered back."""
    return Reply.objects.filter(voice=voice).select_related("decision", "answer_back")


def reply_of_voice(voice: Voice, pk: int) -> Reply:
    """Return one reply to this voice; refuse any other, so that a receipt opens its own replies alone."""
    reply = replies_to(voice).filter(pk=pk).first()
    if reply is None:
        raise Refusal(REPLY_MISSING)
    return reply


def unanswered_voices() -> QuerySet[Voice]:
    """Return the voices that have no reply at all, the oldest week first.

    What staff or a partner wrote down for somebody waits like any other. Words somebody added when answering back are a voice
    again and wait too, unless the answer was that this met it: a thank-you asks for no reply. Nor do words that were taken back.
    """
    replied = Reply.objects.filter(voice=OuterRef("pk"))
    thanked = AnswerBack.objects.filter(voice=OuterRef("pk"), verdict=Verdict.MET)
    return Voice.objects.filter(~Exists(replied), ~Exists(thanked)).exclude(text="").order_by("week", "pk")


def unanswered_by_theme() -> list[WaitingTheme]:
    """Return the themes with unanswered voices, the one with the oldest first. A voice about two themes waits under both."""
    waiting = accepted_codings().filter(voice__in=unanswered_voices().order_by())
    counted = (
        waiting.values_list("theme_id").annotate(voices=Count("pk"), oldest=Min("voice__week")).order_by("oldest", "-voices", "theme_id")
    )
    themes = Theme.objects.in_bulk()
    return [WaitingTheme(themes[theme], voices, oldest) for theme, voices, oldest in counted]


def unanswered_uncoded() -> int:
    """Return how many unanswered voices are under no theme yet, because nobody has said what they are about."""
    return unanswered_voices().filter(pk__in=uncoded_voices().values("pk")).count()


def answers_visible_to(user: Anyone) -> QuerySet[AnswerBack]:
    """Return what people answered back, the newest week first; it holds their words, so readers of numbers get none."""
    if not may(user, "decisions.read_answers"):
        return AnswerBack.objects.none()
    return AnswerBack.objects.select_related("reply__decision", "reply__voice", "voice").order_by("-week", "pk")


def verdicts_on(decision: Decision) -> list[tuple[str, int]]:
    """Return how often each verdict was answered back on a decision, in the order of the verdicts."""
    counted = dict(AnswerBack.objects.filter(reply__decision=decision).values_list("verdict").annotate(Count("pk")).order_by())
    return [(str(verdict.label), counted.get(verdict, 0)) for verdict in Verdict]
