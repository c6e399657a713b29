"""What came of programs: how many sessions and people, and what grew. Asked for all programs of a page at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, Sum

from commonshelf.path.attendance.queries import counts_of_each
from commonshelf.path.outcomes.models import OutcomeSheet
from commonshelf.path.programs.models import Series, Session
from commonshelf.path.programs.terms import SessionStatus
from commonshelf.path.ripples.gifts.models import Gift
from commonshelf.path.ripples.stories.queries import published_stories
from commonshelf.path.ripples.volunteers.models import HourEntry
from commonshelf.path.ripples.volunteers.terms import HoursState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from commonshelf.path.programs.models import Program
    from commonshelf.path.ripples.stories.models import Story


FEWEST_GIFTS_TOLD = 3


@dataclass(frozen=True)
class ProgramTold:
    """One program: its sessions (cancelled ones left out), how many were counted and the people in those, and who answered after them."""

    program: Program
    sessions: int
    counted: int
    people: int
    sheets: int


@dataclass(frozen=True)
class Ripples:
    """What grew beyond the room: approved hours, gifts and published stories."""

    hours: Decimal
    gifts: Decimal
    gift_count: int
    stories: tuple[Story, ...]

    @property
    def tells_amount(self) -> bool:
        """Whether the sum may be told: of one gift, or two, it would tell what somebody gave."""
        return self.gift_count >= FEWEST_GIFTS_TOLD

    def __bool__(self) -> bool:
        """Whether anything grew."""
        return bool(self.hours or self.gifts or self.stories)

    @classmethod
    def together(cls, many: Iterable[Ripples]) -> Ripples:
        """Return what grew out of several programs."""
        each = list(many)
        stories = tuple(story for one in each for story in one.stories)
        hours = sum((one.hours for one in each), Decimal(0))
        return cls(hours, sum((one.gifts for one in each), Decimal(0)), sum(one.gift_count for one in each), stories)


def programs_told(programs: Sequence[Program]) -> dict[int, ProgramTold]:
    """Return each program with what came of it, by its key."""
    if not programs:
        return {}
    keys = [program.pk for program in programs]
    planned = Session.objects.filter(series__program__in=keys).exclude(status=SessionStatus.CANCELLED)
    sessions = dict(planned.values_list("series__program_id").annotate(Count("pk")).order_by())
    answered = OutcomeSheet.objects.filter(session__series__program__in=keys)
    sheets = dict(answered.values_list("session__series__program_id").annotate(Count("pk")).order_by())
    people = _people(keys)
    return {
        program.pk: ProgramTold(
            program, sessions.get(program.pk, 0), len(people[program.pk]), sum(people[program.pk]), sheets.get(program.pk, 0)
        )
        for program in programs
    }


def _people(programs: list[int]) -> dict[int, list[int]]:
    """Return how many came to each session that was counted, by the key of the program."""
    series = list(Series.objects.filter(program__in=programs))
    counts = counts_of_each(series)
    people: dict[int, list[int]] = defaultdict(list)
    for one in series:
        people[one.program_id] += [each.people for each in counts[one.pk] if each.people is not None]
    return people


def ripples_of(programs: Sequence[Program]) -> dict[int, Ripples]:
    """Return what grew out of each program, by its key."""
    if not programs:
        return {}
    keys = [program.pk for program in programs]
    approved = HourEntry.objects.filter(role__program__in=keys, state=HoursState.APPROVED)
    hours = dict(approved.values_list("role__program_id").annotate(Sum("hours")).order_by())
    given = Gift.objects.filter(program__in=keys).values_list("program_id").annotate(Sum("amount"), Count("pk")).order_by()
    gifts = {key: (amount, count) for key, amount, count in given}
    stories: dict[int, list[Story]] = defaultdict(list)
    for story in published_stories().filter(program__in=keys):
        stories[story.program_id].append(story)
    return {key: Ripples(hours.get(key, Decimal(0)), *gifts.get(key, (Decimal(0), 0)), tuple(stories[key])) for key in keys}
