"""What came before a decision: the series it ended, session by session."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from commonshelf.common.design.charts import Chart
from commonshelf.common.text.fields import in_language
from commonshelf.path.attendance.queries import counts_of
from commonshelf.path.programs.queries import series_ended_by

if TYPE_CHECKING:
    from commonshelf.path.decisions.models import Decision
    from commonshelf.path.programs.models import Series


class Before(NamedTuple):
    """A series that a decision ended, and how many came to its sessions."""

    series: Series
    chart: Chart


def what_came_before(decision: Decision) -> list[Before]:
    """Return the series a decision ended, each with the line of its sessions; sessions nobody counted are gaps."""
    return [Before(series, _line_of(series)) for series in series_ended_by(decision)]


def _line_of(series: Series) -> Chart:
    rows = [(date_format(localdate(one.session.starts_at), "SHORT_DATE_FORMAT"), one.people) for one in counts_of(series)]
    return Chart(title=in_language(series.title), rows=rows, unit=_("people"), row_title=_("Session"))
