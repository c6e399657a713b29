"""The thread: from what was said to what it changed, and back. Composed here because it needs every step at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Sum

from commonshelf.common.accounts.rules import may
from commonshelf.path.attendance.queries import attendance_of
from commonshelf.path.decisions.models import Commitment, Decision
from commonshelf.path.decisions.queries import decisions_visible_to
from commonshelf.path.needs.models import Need
from commonshelf.path.needs.queries import needs_of_voice, voices_behind
from commonshelf.path.outcomes.models import OutcomeSheet
from commonshelf.path.programs.models import Program, Session
from commonshelf.path.programs.terms import SessionStatus
from commonshelf.path.ripples.gifts.models import Gift
from commonshelf.path.ripples.stories.models import Story
from commonshelf.path.ripples.stories.terms import StoryState
from commonshelf.path.ripples.volunteers.models import HourEntry
from commonshelf.path.ripples.volunteers.terms import HoursState
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.telling.pages.terms import Step

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from commonshelf.common.accounts.models import User

    Anyone = User | AnonymousUser


@dataclass(frozen=True)
class ProgramTold:
    """One program of a thread, with what came of it."""

    program: Program
    sessions: int
    counted: int
    people: int
    sheets: int


@dataclass(frozen=True)
class Ripples:
    """What grew beyond the room: approved hours, gifts and published stories."""

    hours: Decimal | None
    gifts: Decimal | None
    stories: list[Story]

    def __bool__(self) -> bool:
        """Whether anything grew."""
        return bool(self.hours or self.gifts or self.stories)


@dataclass(frozen=True)
class Thread:
    """Everything on one line, in the order of the path; `filled` is the number of the furthest step reached."""

    voices: QuerySet[Voice]
    needs: list[Need]
    decisions: list[Decision]
    commitments: list[Commitment]
    programs: list[ProgramTold]
    ripples: Ripples

    @property
    def filled(self) -> int:
        """How far it has come, 1 to 7."""
        reached = [
            (Step.RIPPLES, bool(self.ripples)),
            (Step.OUTCOMES, any(told.sheets for told in self.programs)),
            (Step.ATTENDANCE, any(told.counted for told in self.programs)),
            (Step.PROGRAMS, bool(self.programs) or any(promise.kept_on for promise in self.commitments)),
            (Step.DECISIONS, bool(self.decisions)),
            (Step.NEEDS, bool(self.needs)),
        ]
        return next((int(step) for step, there in reached if there), int(Step.VOICES))


def _programs_told(programs: Iterable[Program]) -> list[ProgramTold]:
    told = []
    for program in programs:
        attendance = attendance_of(program)
        sessions = Session.objects.filter(series__program=program).exclude(status=SessionStatus.CANCELLED).count()
        sheets = OutcomeSheet.objects.filter(session__series__program=program).count()
        told.append(ProgramTold(program, sessions, attendance.sessions_counted, attendance.people, sheets))
    return told


def _ripples_of(programs: list[Program]) -> Ripples:
    hours = HourEntry.objects.filter(role__program__in=programs, state=HoursState.APPROVED).aggregate(total=Sum("hours"))["total"]
    gifts = Gift.objects.filter(program__in=programs).aggregate(total=Sum("amount"))["total"]
    stories = list(Story.objects.filter(program__in=programs, state=StoryState.PUBLISHED))
    return Ripples(hours, gifts, stories)


def _voices_of(needs: list[Need]) -> QuerySet[Voice]:
    keys = {key for need in needs for key in voices_behind(need).values_list("pk", flat=True)}
    return Voice.objects.filter(pk__in=keys)


def _woven(*, needs: list[Need], decisions: list[Decision], voices: QuerySet[Voice], programs: list[Program] | None = None) -> Thread:
    promises = list(Commitment.objects.filter(decision__in=decisions).prefetch_related("milestones", "programs"))
    offered = programs if programs is not None else list(Program.objects.filter(fulfils__in=promises).order_by("pk"))
    return Thread(voices, needs, decisions, promises, _programs_told(offered), _ripples_of(offered))


def thread_of_need(need: Need, user: Anyone) -> Thread:
    """Return the thread of one need; drafts of decisions are in it for those who may read drafts."""
    decisions = list(decisions_visible_to(user).filter(needs=need).distinct())
    return _woven(needs=[need], decisions=decisions, voices=_voices_of([need]))


def thread_of_decision(decision: Decision) -> Thread:
    """Return the thread of one decision: back to the voices behind its needs, forward to what it changed."""
    needs = list(decision.needs.all())
    return _woven(needs=needs, decisions=[decision], voices=_voices_of(needs))


def thread_of_program(program: Program, user: Anyone) -> Thread:
    """Return the thread of one program; without a commitment it starts at itself."""
    promise = program.fulfils
    decisions = list(decisions_visible_to(user).filter(pk=promise.decision_id)) if promise else []
    needs = [need for decision in decisions for need in decision.needs.all()]
    return _woven(needs=needs, decisions=decisions, voices=_voices_of(needs), programs=[program])


def thread_of_voice(voice: Voice, user: Anyone) -> Thread:
    """Return the thread of one voice: the needs it stands behind and what came of them."""
    needs = list(needs_of_voice(voice))
    decisions = list(decisions_visible_to(user).filter(needs__in=needs).distinct())
    return _woven(needs=needs, decisions=decisions, voices=Voice.objects.filter(pk=voice.pk))


def shown_voices(thread: Thread, *, most: int = 5) -> list[Voice]:
    """Return a few voices of a thread that everybody may read, in an order that tells nothing about who spoke first."""
    return list(thread.voices.filter(shown_on__isnull=False).order_by("id")[:most])


def needs_told_to(user: Anyone) -> QuerySet[Need]:
    """Return the needs whose thread this user may open: staff every one, the public those that a published decision answers."""
    if may(user, "pages.see_today"):
        return Need.objects.all()
    return Need.objects.filter(decisions__in=decisions_visible_to(user)).distinct()
