"""Replying to those who spoke, and hearing what they say of the reply. Nothing is mailed: voices are nameless and read by receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import today
from commonshelf.common.dates.weeks import this_week
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_translations
from commonshelf.path.decisions.models import AnswerBack, Commitment, Decision, Reply
from commonshelf.path.decisions.queries import voices_awaiting_reply, voices_behind_decision
from commonshelf.path.decisions.terms import ANSWERED_ALREADY, NOT_PUBLISHED, VOICE_NOT_BEHIND, DecisionState, Verdict
from commonshelf.path.needs.actions import follow_answer
from commonshelf.path.needs.models import Need
from commonshelf.path.voices.ledger.actions import record_voice
from commonshelf.path.voices.ledger.terms import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User
    from commonshelf.path.voices.ledger.models import Voice


def reply_to_voices(*, decision: Decision, words: dict[str, str], by: User, voices: Iterable[Voice] | None = None) -> list[Reply]:
    """Tell every voice behind a published decision, or some of them, what became of it; return the new replies.

    Who has a reply to this decision gets no second one, so it can be called again when voices have joined. Each reply keeps the
    words in all their languages; the person who opens it reads their own, else English, else the first.
    """
    ensure_may(by, "decisions.reply_to_voices")
    told = clean_translations(words)
    with transaction.atomic():
        locked = Decision.objects.select_for_update().get(pk=decision.pk)
        if locked.state != DecisionState.PUBLISHED:
            raise Refusal(NOT_PUBLISHED)
        waiting = voices_awaiting_reply(locked)
        if voices is not None:
            waiting = waiting.filter(pk__in=_all_behind(locked, voices))
        replies = Reply.objects.bulk_create(Reply(decision=locked, voice=voice, words=told, sent_on=today()) for voice in waiting)
        if replies:
            log_action(by=by, action="reply_to_voices", thing=locked, voices=len(replies), languages=sorted(told))
    return replies


def _all_behind(decision: Decision, voices: Iterable[Voice]) -> set[object]:
    """Return the keys of `voices`; refuse when one of them does not stand behind the decision: its reply would hang on no thread."""
    wanted: set[object] = {voice.pk for voice in voices}
    strangers = wanted - set(voices_behind_decision(decision).filter(pk__in=wanted).values_list("pk", flat=True))
    if strangers:
        raise Refusal(VOICE_NOT_BEHIND, count=len(strangers))
    return wanted


def answer_back(*, reply: Reply, verdict: str, text: str = "", language: str, by: User | AnonymousUser) -> AnswerBack:
    """Take what the person who spoke says of our reply, once; words of their own become a voice again.

    “You misunderstood” reopens every need of the decision that was closed. “This met it” closes those whose every promise is
    kept and of which nobody says that we misunderstood. It leaves no line in the log: its moment would tell who answered.
    """
    ensure_may(by, "decisions.answer_back")
    said = Verdict(verdict)
    with transaction.atomic():
        locked = Reply.objects.select_for_update().get(pk=reply.pk)
        if AnswerBack.objects.filter(reply=locked).exists():
            raise Refusal(ANSWERED_ALREADY)
        voice = record_voice(text=text, language=language, channel=Channel.ANSWER_BACK, by=by).voice if text.strip() else None
        answer = AnswerBack.objects.create(reply=locked, verdict=said, voice=voice, week=this_week())
        _move_needs(locked.decision, said)
    return answer


def _move_needs(decision: Decision, said: Verdict) -> None:
    """Reopen or close the needs of a decision as an answer says. Each row is locked first, so that two answers see each other."""
    if said == Verdict.NOT_ENOUGH:
        return
    for need in Need.objects.select_for_update().filter(pk__in=decision.needs.values("pk")).order_by("pk"):
        if said == Verdict.MISUNDERSTOOD:
            follow_answer(need=need, met=False)
        elif _is_met(need):
            follow_answer(need=need, met=True)


def _is_met(need: Need) -> bool:
    """Say whether every promise made for a need is kept, one at least, and nobody who spoke says that we misunderstood."""
    answering = need.decisions.filter(state=DecisionState.PUBLISHED)
    promises = Commitment.objects.filter(decision__in=answering)
    misunderstood = AnswerBack.objects.filter(reply__decision__in=answering, verdict=Verdict.MISUNDERSTOOD)
    return promises.exists() and not promises.filter(kept_on=None).exists() and not misunderstood.exists()
