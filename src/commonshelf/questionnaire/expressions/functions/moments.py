from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from commonshelf.questionnaire.expressions.dates import Moment, at_days, clock, moment
from commonshelf.questionnaire.expressions.functions.calendar_words import short_day, short_month
from commonshelf.questionnaire.expressions.functions.entry import Function
from commonshelf.questionnaire.expressions.values import as_number, as_text

if TYPE_CHECKING:
    from commonshelf.questionnaire.expressions.environment import Given


def _moment(given: Given, *, whole_days: bool = False) -> Moment | None:
    """Read the first argument: a text that is a date, or a number of days since 1970.

    With `whole_days` a part of a day is dropped before any zone is looked at: `date(today() + 30.5)` is the same day everywhere.
    """
    value, zone = given.value(0), given.context.run.environment.zone
    found = moment(as_text(value), zone=zone)
    days = as_number(value)
    return found or at_days(math.floor(days) if whole_days and math.isfinite(days) else days, zone=zone)


def _date(given: Given) -> str:
    when = _moment(given, whole_days=True)
    return when.local.date().isoformat() if when else ""


def _now(given: Given) -> str:
    environment = given.context.run.environment
    return environment.now.replace(tzinfo=environment.zone).isoformat(timespec="milliseconds")


def _decimal_date_time(given: Given) -> float:
    when = _moment(given)
    return when.days() if when else math.nan


def _formatted(given: Given, *, whole_days: bool = False) -> str:
    """Write a date as `%d/%m/%Y` and the like say; nothing for what is no date. A mark nobody knows stays as it is."""
    when = _moment(given, whole_days=whole_days)
    if when is None:
        return ""
    local, language = when.local, given.context.run.environment.language
    marks = {
        "Y": f"{local.year:04}",
        "y": f"{local.year % 100:02}",
        "m": f"{local.month:02}",
        "n": str(local.month),
        "b": short_month(local.month, language),
        "d": f"{local.day:02}",
        "e": str(local.day),
        "a": short_day(local.isoweekday() % 7, language),
        "H": f"{local.hour:02}",
        "h": str(local.hour),
        "M": f"{local.minute:02}",
        "S": f"{local.second:02}",
        "3": f"{local.microsecond // 1000:03}",
    }
    return re.sub("%(.)", lambda match: marks.get(match[1], match[0]), given.text(1), flags=re.DOTALL)


MOMENTS = {
    "today": Function(lambda given: given.context.run.environment.today.isoformat(), 0, 0),
    "now": Function(_now, 0, 0),
    "date": Function(_date, 1, 1),
    "decimal-date-time": Function(_decimal_date_time, 1, 1),
    "decimal-time": Function(lambda given: clock(given.text(0)), 1, 1),
    "format-date": Function(lambda given: _formatted(given, whole_days=True), 2, 2),
    "format-date-time": Function(_formatted, 2, 2),
}
