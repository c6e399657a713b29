"""Numbers of results as the reader's language writes them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.template.defaultfilters import date as date_words
from django.utils.formats import number_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from commonshelf.path.voices.surveys.analysis.figures import Share

_MONTHS = 12


def number(value: float, places: int = 0) -> str:
    """Return a number as the reader's language writes it."""
    return str(number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True))


def percent(share: float) -> str:
    """Return a share in whole percent."""
    return _("%(number)s%%") % {"number": number(round(100 * share))}


def between(share: Share) -> str:
    """Return the interval of a share in whole percent."""
    return _("%(low)s to %(high)s%%") % {"low": number(round(100 * share.low)), "high": number(round(100 * share.high))}


def figure(value: float) -> str:
    """Return what was typed as a number: whole, or with one place."""
    return number(value) if float(value).is_integer() else number(value, 1)


def place_on_bar(share: float) -> str:
    """Return a share as a place on a bar, in the writing of pictures and not of the reader's language."""
    return f"{100 * min(max(share, 0.0), 1.0):.2f}%"


def class_words(start: float, end: float, sort: str) -> str:
    """Return what numbers from one bound up to the next are called: days by month or year, times by the hour."""
    if sort == "date":
        if end - start == 1:
            return date_words(dt.date(int(start) // _MONTHS, int(start) % _MONTHS + 1, 1), "YEAR_MONTH_FORMAT")
        years = {"first": str(int(start) // _MONTHS), "last": str(int(end) // _MONTHS - 1)}
        return years["first"] if years["first"] == years["last"] else _("%(first)s to %(last)s") % years
    if sort == "time":
        return _("from %(hour)s o'clock") % {"hour": number(start)}
    whole = float(start).is_integer() and float(end).is_integer()
    if whole and end - start == 1:
        return number(start)
    last = end - 1 if whole else end
    return _("%(first)s to %(last)s") % {"first": figure(start), "last": figure(last)}
