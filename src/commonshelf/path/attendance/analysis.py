"""Which series lose their people. A number that fell is a question to ask those who stopped coming, not a verdict."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import ngettext

from commonshelf.common.dates.clock import now
from commonshelf.path.attendance.queries import counts_of_each, series_held
from commonshelf.stats.trends import dwindling_many

if TYPE_CHECKING:
    from commonshelf.path.programs.models import Series
    from commonshelf.stats.trends import DwindlingResult

# A series that has rested for two months has ended; nobody needs an alarm about it.
STILL_RUNNING = dt.timedelta(days=60)
# Of a hundred days on which nothing dwindles anywhere, at most one has an alarm.
ALARM_RATE = 0.01


@dataclass(frozen=True)
class DwindlingSeries:
    """A series whose latest sessions drew fewer people than usual: medians in people per session, and both in a sentence."""

    series: Series
    usual: float
    recent: float
    sentence: str


def dwindling_series() -> list[DwindlingSeries]:
    """Return the running series that dwindle, judged together so that looking at many raises no false alarm more."""
    running = list(series_held(since=now() - STILL_RUNNING))
    counts = counts_of_each(running)
    people = [[math.nan if each.people is None else float(each.people) for each in counts[series.pk]] for series in running]
    results = dwindling_many(people, alarm_rate=ALARM_RATE)
    return [
        DwindlingSeries(series, result.usual, result.recent, _sentence(result))
        for series, result in zip(running, results, strict=True)
        if result.alarm and result.usual is not None and result.recent is not None
    ]


def _sentence(result: DwindlingResult) -> str:
    """Say it in words with its numbers."""
    said = ngettext(
        "Usually %(usual)s people come; the last %(sessions)s session had %(recent)s.",
        "Usually %(usual)s people come; the last %(sessions)s sessions had %(recent)s.",
        result.recent_n,
    )
    return said % {"usual": _median(result.usual), "sessions": result.recent_n, "recent": _median(result.recent)}


def _median(value: float | None) -> str:
    """Write a median: a whole number, or one with a half."""
    value = value or 0.0
    return str(number_format(value, decimal_pos=0 if value.is_integer() else 1))
