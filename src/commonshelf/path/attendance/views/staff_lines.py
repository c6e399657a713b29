"""The lines on the page of trends. Keys first, so that only the lines of one page are read and drawn."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from commonshelf.common.design.charts import Chart
from commonshelf.common.text.fields import in_language
from commonshelf.path.attendance.forms.staff import NumbersOf
from commonshelf.path.attendance.queries import (
    counts_of_each,
    months_of_others,
    places_of_others,
    places_with_visits,
    series_held,
    visits_by_month,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from commonshelf.path.attendance.queries import MonthOfOthers, SessionCount
    from commonshelf.path.programs.models import Series

# Two years of weeks: what a picture can still show. The counts of older sessions stay on their own pages.
SESSIONS_IN_A_LINE = 104


class Key(NamedTuple):
    """Which line: its kind, the thing it is of, and its title."""

    kind: NumbersOf
    thing: Series | int | str
    title: str


class Line(NamedTuple):
    """A line ready to be drawn."""

    key: Key
    chart: Chart


def lines_to_show(show: str) -> list[Key]:
    """Return the keys of the lines of one kind, or of all."""
    keys: list[Key] = []
    if show in {NumbersOf.EVERYTHING, NumbersOf.SESSIONS}:
        keys += [Key(NumbersOf.SESSIONS, series, in_language(series.title)) for series in series_held()]
    if show in {NumbersOf.EVERYTHING, NumbersOf.VISITS}:
        keys += [Key(NumbersOf.VISITS, place, name) for place, name in places_with_visits()]
    if show in {NumbersOf.EVERYTHING, NumbersOf.OTHERS}:
        keys += [Key(NumbersOf.OTHERS, words, words) for words in places_of_others()]
    return keys


def lines_of(keys: Sequence[Key]) -> list[Line]:
    """Read and draw the lines of these keys, each kind in one query."""
    counts = counts_of_each([key.thing for key in keys if not isinstance(key.thing, int | str)])
    visits = visits_by_month([key.thing for key in keys if isinstance(key.thing, int)])
    others = months_of_others([key.thing for key in keys if isinstance(key.thing, str)])
    lines = []
    for key in keys:
        if isinstance(key.thing, int):
            chart = _chart_of_visits(key.title, {month: float(count) for month, count in visits[key.thing].items()})
        elif isinstance(key.thing, str):
            chart = _chart_of_others(key.title, others[key.thing])
        else:
            chart = _chart_of_sessions(key.thing, key.title, counts[key.thing.pk])
        lines.append(Line(key, chart))
    return lines


def _chart_of_sessions(series: Series, title: str, counts: Sequence[SessionCount]) -> Chart:
    rows = [(date_format(localtime(each.session.starts_at), "DATE_FORMAT"), each.people) for each in counts[-SESSIONS_IN_A_LINE:]]
    marks = {str(rows[0][0]): in_language(series.changed_by.title)} if series.changed_by and rows else {}
    note = "" if len(counts) <= SESSIONS_IN_A_LINE else _("The latest %(count)s sessions.") % {"count": SESSIONS_IN_A_LINE}
    return Chart(title=title, rows=rows, unit=_("people"), row_title=_("Session"), note=note, marks=marks)


def _chart_of_visits(title: str, visits: Mapping[dt.date, float]) -> Chart:
    rows = [(_month(month), visits.get(month)) for month in _months_between(list(visits))]
    return Chart(title=title, rows=rows, unit=_("visits"), row_title=_("Month"), missing=_("no data"))


def _chart_of_others(title: str, months: Sequence[MonthOfOthers]) -> Chart:
    known = {each.month: each.attendance for each in months}
    rows = [(_month(month), known.get(month)) for month in _months_between(list(known))]
    told = {
        "events": sum(each.events or 0 for each in months),
        "rows": sum(each.rows for each in months),
        "missing": sum(each.not_recorded for each in months),
    }
    note = (
        _("Events: %(events)s. Rows: %(rows)s, of them without an attendance written down: %(missing)s. The line leaves those out.") % told
    )
    return Chart(title=title, rows=rows, unit=_("people"), row_title=_("Month"), missing=_("not recorded"), note=note)


def _months_between(known: Sequence[dt.date]) -> list[dt.date]:
    """Return every month from the first known to the last, so that a month without data is a gap and not a shorter line."""
    if not known:
        return []
    first, last = min(known), max(known)
    span = (last.year - first.year) * 12 + last.month - first.month
    return [dt.date(first.year + (first.month - 1 + step) // 12, (first.month - 1 + step) % 12 + 1, 1) for step in range(span + 1)]


def _month(month: dt.date) -> str:
    return str(date_format(month, "YEAR_MONTH_FORMAT"))
