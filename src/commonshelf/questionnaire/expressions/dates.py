"""Days and moments: read from the text an answer holds, counted in days since 1970."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.(?P<part>\d{1,9}))?)?(?P<zone>Z|[+-]\d\d:\d\d)?)?\Z",
    re.ASCII,
)
CLOCK = re.compile(r"(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?(?:Z|[+-]\d\d:\d\d)?\Z", re.ASCII)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Moment:
    """A day, or a time on it, as written: `local` is what the clock on the wall said."""

    local: datetime
    zone: timezone
    whole_day: bool

    def days(self) -> float:
        """Return the days since 1970 in UTC. A day alone is a whole number, wherever it was."""
        milliseconds = (self.local.replace(tzinfo=UTC if self.whole_day else self.zone) - EPOCH) // timedelta(milliseconds=1)
        return milliseconds / 86_400_000


def moment(text: str, *, zone: timezone = UTC) -> Moment | None:
    """Read `2026-03-04` or `2026-03-04T10:20:30.000+02:00`; a time without a zone is in `zone`. None when it is neither."""
    match = MOMENT.match(text.strip())
    if match is None:
        return None
    try:
        day = date.fromisoformat(match["day"])
        if match["hour"] is None:
            return Moment(datetime(day.year, day.month, day.day), UTC, whole_day=True)  # noqa: DTZ001 -- what the wall says; the zone lies beside
        part = int((match["part"] or "0").ljust(6, "0")[:3]) * 1000
        local = datetime(day.year, day.month, day.day, int(match["hour"]), int(match["minute"]), int(match["second"] or 0), part)  # noqa: DTZ001 -- as above
    except ValueError:  # the thirtieth of February, or 25 o'clock
        return None
    return Moment(local, _zone(match["zone"]) if match["zone"] else zone, whole_day=False)


def _zone(text: str) -> timezone:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:6])
    offset = min(timedelta(hours=hours, minutes=minutes), timedelta(hours=23, minutes=59))
    return timezone(-offset if text[0] == "-" else offset)


def at_days(days: float, *, zone: timezone = UTC) -> Moment | None:
    """Return the moment so many days after 1970 in UTC, as a clock in `zone` shows it; a whole number is a day. None outside of the years 1–9999."""
    if not math.isfinite(days):
        return None
    whole = days == math.floor(days)
    try:
        utc = EPOCH + timedelta(milliseconds=math.floor(days * 86_400_000 + 0.5))
        local = (utc if whole else utc.astimezone(zone)).replace(tzinfo=None)
    except OverflowError:
        return None
    return Moment(local, UTC if whole else zone, whole_day=whole)


def clock(text: str) -> float:
    """Return a time as a part of a day: noon is 0.5. The zone it names is not asked for: it is the wall's. NaN when it is no time."""
    match = CLOCK.match(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return math.nan
    return (int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3] or 0)) / 86_400
