"""The town's two years, counted in weeks before the week it is made in: week 0 is this one, week -104 the first."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.dates.weeks import monday_of

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_WEEK = -104


@dataclass(frozen=True)
class Calendar:
    """Turns a week and a weekday into a day, and sets the clock to it."""

    this_week: dt.date

    @classmethod
    def ending(cls, day: dt.date) -> Calendar:
        """Return the two years that end with the week of `day`."""
        return cls(monday_of(day))

    def day(self, week: int, weekday: int = 0) -> dt.date:
        """Return a day; weekday 0 is Monday."""
        return self.this_week + dt.timedelta(weeks=week, days=weekday)

    @contextmanager
    def at(self, week: int, weekday: int = 0, hour: int = 10) -> Iterator[None]:
        """Let it be that moment inside the block."""
        moment = timezone.make_aware(dt.datetime.combine(self.day(week, weekday), dt.time(hour)))
        with clock_set_to(moment):
            yield
