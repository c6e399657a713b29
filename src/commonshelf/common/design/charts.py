"""Numbers become pictures here: plain geometry without words, so that the words beside it can wrap, grow and turn around."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.functional import Promise

# The picture of a line is drawn on a field this wide and high and then stretched to the page.
_WIDE, _HIGH = 1000, 100
NOT_COUNTED = _("not counted")


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A titled row of numbers. None is “not counted”, which is not zero and is drawn as neither.

    `marked` names rows that are striped and called out; `marks` says what happened at a row of a line ("two clubs begin").
    """

    title: str | Promise
    rows: Sequence[tuple[str | Promise, float | None]]
    unit: str | Promise = ""
    missing: str | Promise = NOT_COUNTED
    note: str | Promise = ""
    row_title: str | Promise = ""
    marked: frozenset[str] = frozenset()
    marks: Mapping[str, str | Promise] = field(default_factory=dict)


class Bar(NamedTuple):
    """A row of a bar chart: its words, and its length in percent of the longest."""

    label: str | Promise
    words: str
    percent: str
    marked: bool


class Tick(NamedTuple):
    """A number that was counted, on the line."""

    x: str
    y: str


class Line(NamedTuple):
    """A line chart ready to be drawn: `runs` are the stretches without a gap, each a list of points."""

    runs: list[str]
    points: list[Tick]
    gaps: list[str]
    marks: list[tuple[str, str | Promise, str | Promise]]
    up: list[str]
    along: list[str | Promise]
    rows: list[tuple[str | Promise, str, str | Promise]]


def said(value: float | None) -> str:
    """Return a number as the reader's language writes it; nothing for what was not counted."""
    if value is None:
        return ""
    places = 0 if float(value).is_integer() else 1
    return str(number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True))


def _top(chart: Chart) -> float:
    """Return the round number at which the scale ends: 1, 2 or 5 with zeros, never under the greatest value."""
    greatest = max((value for _label, value in chart.rows if value is not None), default=0)
    step = 1.0
    while step < greatest:
        step = step * 2.5 if f"{step:g}".startswith("2") else step * 2
    return step


def drawn_bars(chart: Chart) -> list[Bar]:
    """Return the rows of a bar chart; the longest bar fills its track."""
    greatest = max((value for _label, value in chart.rows if value is not None), default=0) or 1
    return [
        Bar(
            label=label,
            words=said(value),
            percent="" if value is None else f"{max(value, 0) / greatest:.2%}",
            marked=str(label) in chart.marked,
        )
        for label, value in chart.rows
    ]


def drawn_line(chart: Chart) -> Line:
    """Return the geometry of a line chart: points, the stretches between gaps, and where the gaps are."""
    top = _top(chart)
    count = len(chart.rows)
    across = [f"{(place + 0.5) * _WIDE / max(count, 1):.1f}" for place in range(count)]
    points: list[Tick] = []
    gaps: list[str] = []
    runs: list[list[Tick]] = [[]]
    for x, (_label, value) in zip(across, chart.rows, strict=True):
        if value is None:
            gaps.append(x)
            runs.append([])
            continue
        tick = Tick(x, f"{_HIGH - value / top * _HIGH:.1f}")
        points.append(tick)
        runs[-1].append(tick)
    return Line(
        runs=[" ".join(f"{tick.x},{tick.y}" for tick in run) for run in runs if len(run) > 1],
        points=points,
        gaps=gaps,
        marks=[
            (x, label, chart.marks[str(label)]) for x, (label, _value) in zip(across, chart.rows, strict=True) if str(label) in chart.marks
        ],
        up=[said(top), said(top / 2), said(0)],
        along=_ends([label for label, _value in chart.rows]),
        rows=[(label, said(value), chart.marks.get(str(label), "")) for label, value in chart.rows],
    )


def _ends(labels: list[str | Promise]) -> list[str | Promise]:
    """Return the first, the middle and the last label: more would not fit on a phone, and the table has them all."""
    if len(labels) < 4:
        return labels
    return [labels[0], labels[len(labels) // 2], labels[-1]]
