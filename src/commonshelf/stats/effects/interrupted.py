"""Interrupted time series: how far the line breaks at the change, beside the line of the controls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from commonshelf.stats.counts import check_share
from commonshelf.stats.effects.errors import NoControlsError
from commonshelf.stats.effects.figures import Effect, PlaceboTest, Scale, placebo_test, student_effect
from commonshelf.stats.effects.line import FEWEST_AFTER, Errors, Line, size
from commonshelf.stats.effects.panel import LEAST_COUNTED, Compared, as_figures, check_change, check_periods, comparable, compared_periods
from commonshelf.stats.effects.sentences import say
from commonshelf.stats.errors import WrongShapeError
from commonshelf.stats.frozen import freeze

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from commonshelf.stats.effects.hanging_together import Fit

FEWEST_CONTROLS = 2


@dataclass(frozen=True)
class InterruptedTimeSeries:
    """How the line broke at the change.

    effect is per period, averaged over the periods counted after; level_change is the jump at the first period after, slope_change how
    much steeper the line runs from then on, per period. expected is what the line before, gone on, says of each period compared,
    on the scale of the figures; of the gap to the controls, where there are any. autocorrelation is None for newey_west, lags
    None for prais_winsten. compared_with "own_past" means: no controls, anything else that changed at that time is in the effect too.
    """

    effect: Effect
    level_change: Effect
    slope_change: Effect
    errors: Errors
    lags: int | None
    autocorrelation: float | None
    compared_with: Literal["own_past", "controls"]
    in_time: PlaceboTest
    in_space: PlaceboTest | None
    expected: NDArray[np.float64]
    compared: Compared

    @property
    def sentence(self) -> str:
        """What was found, in plain English."""
        if self.compared_with == "controls":
            against = f"its own line before and its {len(self.compared.control_units)} controls would suggest"
            return say(self.effect, against=against, in_time=self.in_time, in_space=self.in_space)
        only = " It is compared with its own past only: whatever else changed at that time is in this too."
        return say(self.effect, against="its own line before would suggest", in_time=self.in_time, in_space=None) + only


def interrupted_time_series(
    figures: ArrayLike,
    *,
    change_at: int,
    controls: ArrayLike | None,
    season: int | None = None,
    harmonics: int = 2,
    errors: Errors = "prais_winsten",
    lags: int | None = None,
    scale: Scale = "difference",
    level: float = 0.95,
    least_counted: float = LEAST_COUNTED,
) -> InterruptedTimeSeries:
    """Fit one line before change_at and one after, with a season over both, and say how far they lie apart.

    figures has shape (periods,), evenly spaced, oldest first, NaN where nobody counted: such periods are left out and time goes on.
    controls has shape (controls, periods): the mean of them is taken from the series first, missing periods as in panel.comparable; None, said
    aloud, compares with the own past alone. season is the number of periods in a year (52, 12), fitted by
    `harmonics` waves and needing a whole year before. lags (newey_west) defaults to 0.75 n^(1/3), rounded down.

    Raises TooFewPeriodsError (below 11 before, or 3 more than a season, or than the line has parts; below 3 after), ChangeAtTheEdgeError, NoControlsError (fewer than
    2), NoRatioOfZeroError, NotANumberError, WrongShapeError, OutOfRangeError.
    Source: Wagner et al. (2002), J. Clin. Pharm. Ther. 27, 299-309; Newey and West (1987); Prais and Winsten (1954).
    See docs/methods/interrupted-time-series.md.
    """
    line = Line(change_at, season, harmonics, errors, lags)
    check_share("level", level)
    data = _alone(figures, change_at, scale) if controls is None else _beside(figures, controls, change_at, scale, least_counted)
    check_periods(data.compared, fewest_before=line.fewest_before() + FEWEST_AFTER, fewest_after=FEWEST_AFTER)
    return _compare(line, data, level=level, scale=scale, alone=controls is None)


def _compare(line: Line, data: _Data, *, level: float, scale: Scale, alone: bool) -> InterruptedTimeSeries:
    before = data.compared.before
    times = data.compared.periods.astype(np.float64)
    fit = line.fit(data.gap, times)
    effects = _effects(fit, level, scale)
    expected = line.expected(fit, times)
    expected = np.exp(expected) if scale == "ratio" else expected
    freeze(expected)
    return InterruptedTimeSeries(
        effect=effects[0],
        level_change=effects[1],
        slope_change=effects[2],
        errors=line.errors,
        lags=line.lags_for(len(times)) if line.errors == "newey_west" else None,
        autocorrelation=fit.autocorrelation,
        compared_with="own_past" if alone else "controls",
        in_time=placebo_test("in_time", size(fit), line.earlier(data.gap[:before], times[:before])),
        in_space=None if alone else placebo_test("in_space", size(fit), line.elsewhere(data.others, times)),
        expected=expected,
        compared=data.compared,
    )


def _effects(fit: Fit, level: float, scale: Scale) -> list[Effect]:
    return [
        student_effect(float(value), float(error), float(degrees), level=level, scale=scale)
        for value, error, degrees in zip(fit.values, fit.standard_errors, fit.degrees_of_freedom, strict=True)
    ]


@dataclass(frozen=True)
class _Data:
    """The series to fit (less the mean of its controls), the controls themselves, and what they are of."""

    gap: NDArray[np.float64]
    others: NDArray[np.float64]
    compared: Compared


def _alone(figures: ArrayLike, change_at: int, scale: Scale) -> _Data:
    values = as_figures(figures, dimensions=1, scale=scale, name="figures")
    check_change(change_at, len(values))
    times, none = np.flatnonzero(~np.isnan(values)), np.empty(0, dtype=np.intp)
    return _Data(values[times], np.empty((0, len(times))), compared_periods(times, change_at, len(values), none, none))


def _beside(figures: ArrayLike, controls: ArrayLike, change_at: int, scale: Scale, least_counted: float) -> _Data:
    one = as_figures(figures, dimensions=1, scale="difference", name="figures")
    others = as_figures(controls, dimensions=2, scale="difference", name="controls")
    if others.shape[1] != len(one):
        raise WrongShapeError(f"controls has {others.shape[1]} periods and figures {len(one)}")
    panel = comparable(np.vstack([one, others]), changed=0, change_at=change_at, scale=scale, least_counted=least_counted)
    if len(panel.controls) < FEWEST_CONTROLS:
        raise NoControlsError(f"{len(panel.controls)} controls leave none to pretend a change with; it takes {FEWEST_CONTROLS}")
    kept, left_out = (tuple(row - 1 for row in rows) for rows in (panel.compared.control_units, panel.compared.left_out))
    compared = replace(panel.compared, control_units=kept, left_out=left_out)
    return _Data(panel.changed[0] - panel.controls.mean(axis=0), panel.controls, compared)
