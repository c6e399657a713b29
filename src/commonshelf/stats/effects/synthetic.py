"""Synthetic control: one changed unit against the mix of controls that looked like it before the change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.counts import check_share
from commonshelf.stats.effects.errors import NoControlsError, PoorFitError, TooFewUnitsError
from commonshelf.stats.effects.figures import Effect, PlaceboTest, Scale, student_effect
from commonshelf.stats.effects.mixing import Mixing, misfit
from commonshelf.stats.effects.panel import LEAST_COUNTED, Compared, Panel, changed_rows, check_periods, comparable
from commonshelf.stats.effects.sentences import say
from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.frozen import freeze

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

FEWEST_BEFORE, FEWEST_AFTER, FEWEST_CONTROLS = 9, 3, 2
FOLDS = 3
WORST_FIT = 1.5


@dataclass(frozen=True)
class SyntheticControl:
    """The changed unit beside its mix of controls.

    effect is per period, averaged over the periods after, freed of the misfit before (see the page). weights belong to compared.control_units, add up to
    one and are never negative; weights_unique says whether no other mix fits as well. expected is the mix at each period
    compared, on the scale of the figures, gap what was seen less what was expected on the working scale. fit is the
    misfit before the change (root mean square) in units of the series' own spread: refused above worst_fit.
    """

    effect: Effect
    weights: NDArray[np.float64]
    weights_unique: bool
    expected: NDArray[np.float64]
    gap: NDArray[np.float64]
    fit: float
    compared: Compared
    in_space: PlaceboTest
    in_time: PlaceboTest

    @property
    def sentence(self) -> str:
        """What was found, in plain English."""
        used = int((self.weights > 0.005).sum())
        return say(self.effect, against=f"a mix of {used} controls would suggest", in_time=self.in_time, in_space=self.in_space)


def synthetic_control(
    figures: ArrayLike,
    *,
    changed: int,
    change_at: int,
    ridge: float = 0.0,
    intercept: bool = False,
    scale: Scale = "difference",
    level: float = 0.95,
    least_counted: float = LEAST_COUNTED,
    worst_fit: float = WORST_FIT,
    folds: int = FOLDS,
) -> SyntheticControl:
    """Compare one unit after change_at with the mix of the others that was nearest to it before.

    figures has shape (units, periods), NaN where nobody counted (see panel.comparable); changed is the row that changed.
    ridge adds ridge · variance of the controls · sum of squared weights to the mean squared misfit, and so spreads the weights; intercept
    lets the mix lie higher or lower by a constant. The interval is Student's with folds - 1 degrees of freedom, from weights found
    without one block of the periods before, in turn.

    Raises NoControlsError (fewer than 2), TooFewPeriodsError (fewer than 9 before or 3 after, or than 3 a fold), ChangeAtTheEdgeError,
    PoorFitError, TooFewUnitsError (several changed units), NoRatioOfZeroError, NotANumberError, WrongShapeError, OutOfRangeError.
    Source: Abadie, Diamond and Hainmueller (2010), JASA 105, 493-505; Doudchenko and Imbens (2016), NBER 22791, for intercept and ridge;
    Chernozhukov, Wüthrich and Zhu (2018), arXiv 1812.10820, for the interval. See docs/methods/synthetic-control.md.
    """
    _check(changed, figures, ridge=ridge, level=level, worst_fit=worst_fit, folds=folds)
    panel = comparable(figures, changed=changed, change_at=change_at, scale=scale, least_counted=least_counted)
    check_periods(panel.compared, fewest_before=max(FEWEST_BEFORE, 3 * folds), fewest_after=FEWEST_AFTER)
    if len(panel.controls) < FEWEST_CONTROLS:
        raise NoControlsError(f"{len(panel.controls)} controls cannot be mixed; it takes {FEWEST_CONTROLS}")
    return _compare(panel, Mixing(ridge, intercept), scale=scale, level=level, worst_fit=worst_fit, folds=folds)


def _compare(panel: Panel, way: Mixing, *, scale: Scale, level: float, worst_fit: float, folds: int) -> SyntheticControl:
    seen, controls, before = panel.changed[0], panel.controls, panel.before
    mix, gap = way.gap(seen, controls, np.arange(before))
    fit = misfit(gap[:before], seen[:before], controls[:, :before])
    if fit > worst_fit:
        raise PoorFitError(f"before the change the best mix misses by {fit:.2f} times the series' own spread; at most {worst_fit} will do")
    value, error = way.freed_of_misfit(seen, controls, before, folds)
    expected = np.exp(seen - gap) if scale == "ratio" else seen - gap
    freeze(mix.weights, expected, gap)
    return SyntheticControl(
        effect=student_effect(value, error, float(folds - 1), level=level, scale=scale),
        weights=mix.weights,
        weights_unique=mix.unique,
        expected=expected,
        gap=gap,
        fit=fit,
        compared=panel.compared,
        in_space=way.elsewhere(gap, controls, before),
        in_time=way.earlier(gap, seen, controls, before),
    )


def _check(changed: int, figures: ArrayLike, *, ridge: float, level: float, worst_fit: float, folds: int) -> None:
    check_share("level", level)
    if ridge < 0 or worst_fit <= 0 or folds < 2:
        raise OutOfRangeError(f"ridge {ridge}, worst_fit {worst_fit}, folds {folds}: at least 0, above 0, at least 2")
    if len(changed_rows(changed, len(np.atleast_1d(np.asarray(figures, dtype=object))))) > 1:
        raise TooFewUnitsError("a synthetic control is of one unit; add the figures of several up first, or use difference_in_differences")
