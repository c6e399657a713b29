"""Weeks and days in the library's own time zone."""

from __future__ import annotations

import datetime as dt

from commonshelf.common.dates.clock import today


def monday_of(day: dt.date) -> dt.date:
    """Return the Monday of the week that holds `day`: what a voice keeps of when it was said."""
    return day - dt.timedelta(days=day.weekday())


def this_week() -> dt.date:
    """Return the Monday of this week."""
    return monday_of(today())
