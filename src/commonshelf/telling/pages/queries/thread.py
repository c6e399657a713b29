"""The thread: from what was said to what it changed, and back. Composed here because it needs every step at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, prefetch_related_objects

from commonshelf.common.accounts.rules import may
from commonshelf.path.decisions.models import Commitment, Decision
from commonshelf.path.decisions.queries import decisions_visible_to
from commonshelf.path.needs.models import Need
from commonshelf.path.needs.queries import accepted_codings, needs_of_voice, voices_behind
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.telling.pages.queries.programs_told import ProgramTold, Ripples, programs_told, ripples_of
from commonshelf.telling.pages.terms import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from commonshelf.common.accounts.models import User
    from commonshelf.path.programs.models import Program

    Anyone = User | AnonymousUser


@dataclass(frozen=True)
class Strand:
    """Where a thread begins. Without programs of its own, they are those that keep the promises of its decisions."""

    voices: QuerySet[Voice]
    voice_count: int
    needs: Sequence[Need]
    decisions: Sequence[Decision]
    programs: Sequence[Program] | None = None


@dataclass(frozen=True)
class Thread:
    """Everything on one line, in the order of the path; `filled` is the number of the furthest step reached."""

    voices: QuerySet[Voice]
    voice_count: int
    needs: Sequence[Need]
    decisions: Sequence[Decision]
    commitments: Sequence[Commitment]
    programs: Sequence[ProgramTold]
    ripples: Ripples

    @property
    def counted(self) -> bool:
        """Whether the people of any session were counted."""
        return any(told.counted for told in self.programs)

    @property
    def filled(self) -> int:
        """How far it has come, 1 to 7."""
        reached = [
            (Step.RIPPLES, bool(self.ripples)),
            (Step.OUTCOMES, any(told.sheets for told in self.programs)),
            (Step.ATTENDANCE, self.counted),
            (Step.PROGRAMS, bool(self.programs) or any(promise.kept_on for promise in self.commitments)),
            (Step.DECISIONS, bool(self.decisions)),
            (Step.NEEDS, bool(self.needs)),
        ]
        return next((int(step) for step, there in reached if there), int(Step.VOICES))


def weave(strands: Sequence[Strand]) -> list[Thread]:
    """Return the thread of each strand; however many there are, the same number of queries."""
    decided = {decision.pk for strand in strands for decision in strand.decisions}
    promises: dict[int, list[Commitment]] = {key: [] for key in decided}
    for promise in Commitment.objects.filter(decision__in=decided).prefetch_related("programs"):
        promises[promise.decision_id].append(promise)
    kept = [[promise for decision in strand.decisions for promise in promises[decision.pk]] for strand in strands]
    offered = [_offered(strand, promised) for strand, promised in zip(strands, kept, strict=True)]
    every = list({program.pk: program for programs in offered for program in programs}.values())
    told, grown = programs_told(every), ripples_of(every)
    return [
        Thread(
            voices=strand.voices,
            voice_count=strand.voice_count,
            needs=strand.needs,
            decisions=strand.decisions,
            commitments=promised,
            programs=[told[program.pk] for program in programs],
            ripples=Ripples.together(grown[program.pk] for program in programs),
        )
        for strand, promised, programs in zip(strands, kept, offered, strict=True)
    ]


def _offered(strand: Strand, promised: list[Commitment]) -> list[Program]:
    if strand.programs is not None:
        return list(strand.programs)
    return sorted((program for promise in promised for program in promise.programs.all()), key=lambda program: program.pk)


def threads_of_decisions(decisions: Iterable[Decision]) -> list[Thread]:
    """Return the thread of each decision: back to the voices behind its needs, forward to what it changed."""
    each = list(decisions)
    prefetch_related_objects(each, "needs")
    behind = accepted_codings().filter(theme__evidence__need__decisions__in=each)
    counts = dict(behind.values_list("theme__evidence__need__decisions").annotate(Count("voice", distinct=True)).order_by())
    needs = [list(decision.needs.all()) for decision in each]
    return weave(
        [Strand(voices_behind(*found), counts.get(decision.pk, 0), found, [decision]) for decision, found in zip(each, needs, strict=True)]
    )


def thread_of_decision(decision: Decision) -> Thread:
    """Return the thread of one decision."""
    return threads_of_decisions([decision])[0]


def thread_of_need(need: Need, user: Anyone) -> Thread:
    """Return the thread of one need; drafts of decisions are in it for those who may read drafts."""
    decisions = list(decisions_visible_to(user).filter(needs=need).distinct())
    voices = voices_behind(need)
    return weave([Strand(voices, voices.count(), [need], decisions)])[0]


def thread_of_program(program: Program, user: Anyone) -> Thread:
    """Return the thread of one program; without a commitment it starts at itself."""
    promise = program.fulfils
    decisions = list(decisions_visible_to(user).filter(pk=promise.decision_id).prefetch_related("needs")) if promise else []
    needs = [need for decision in decisions for need in decision.needs.all()]
    voices = voices_behind(*needs)
    return weave([Strand(voices, voices.count(), needs, decisions, [program])])[0]


def thread_of_voice(voice: Voice, user: Anyone) -> Thread:
    """Return the thread of one voice: the needs it stands behind, as far as this user may be told of them, and what came of them."""
    needs = list(needs_told_to(user).filter(pk__in=needs_of_voice(voice).values("pk")))
    decisions = list(decisions_visible_to(user).filter(needs__in=needs).distinct())
    return weave([Strand(Voice.objects.filter(pk=voice.pk), 1, needs, decisions)])[0]


def shown_voices(thread: Thread, *, most: int = 5) -> list[Voice]:
    """Return a few voices of a thread that everybody may read, in an order that tells nothing about who spoke first."""
    return list(thread.voices.filter(shown_on__isnull=False).order_by("id")[:most])


def needs_told_to(user: Anyone) -> QuerySet[Need]:
    """Return the needs whose thread this user may open: staff every one, the public those that a published decision answers."""
    if may(user, "needs.read_needs"):
        return Need.objects.all()
    return Need.objects.filter(decisions__in=decisions_visible_to(user)).distinct()
