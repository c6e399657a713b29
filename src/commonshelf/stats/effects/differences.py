"""Difference in differences: how much further those who changed moved than those who did not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from commonshelf.stats.counts import check_share
from commonshelf.stats.effects.alike import most_alike
from commonshelf.stats.effects.clusters import clustered
from commonshelf.stats.effects.errors import NoControlsError
from commonshelf.stats.effects.figures import Effect, PlaceboTest, Scale, placebo_test, pooled_error, student_effect, swept
from commonshelf.stats.effects.lots import by_lot, sets_of_units
from commonshelf.stats.effects.panel import LEAST_COUNTED, Compared, Panel, check_periods, comparable
from commonshelf.stats.effects.sentences import say
from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.frozen import freeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

Errors = Literal["collapsed", "clustered", "by_lot"]
"""How sure: Student's t on one before-after step a unit; errors clustered by unit; or what drawing the changed units by lot would do."""

FEWEST_BEFORE, FEWEST_AFTER, FEWEST_CONTROLS = 4, 2, 3


@dataclass(frozen=True)
class DifferenceInDifferences:
    """How much further the changed units moved than their controls.

    effect is per period, averaged over the periods after. pre_trend is the difference of slopes before the change, per period: if
    its interval leaves zero out, the two were drifting apart anyway. gap is the distance of the means of both at each period compared, with
    the mean before taken away. compared says which periods and controls were used.
    """

    effect: Effect
    errors: Errors
    pre_trend: Effect
    in_space: PlaceboTest
    in_time: PlaceboTest
    gap: NDArray[np.float64]
    compared: Compared

    @property
    def sentence(self) -> str:
        """What was found, in plain English."""
        drift = " Before the change the two were already drifting apart." if self.pre_trend.surely_not_zero else ""
        against = f"its {len(self.compared.control_units)} controls would suggest"
        return say(self.effect, against=against, in_time=self.in_time, in_space=self.in_space) + drift


def difference_in_differences(
    figures: ArrayLike,
    *,
    changed: int | Sequence[int],
    change_at: int,
    matches: int | None = None,
    errors: Errors = "collapsed",
    scale: Scale = "difference",
    level: float = 0.95,
    least_counted: float = LEAST_COUNTED,
    rng: np.random.Generator | None = None,
) -> DifferenceInDifferences:
    """Compare the step of the changed units at change_at with the step of units where nothing changed.

    figures has shape (units, periods), evenly spaced periods, oldest first, NaN where nobody counted (see panel.comparable for the rule);
    changed the rows that changed, change_at the first period after. matches keeps only that many controls, those that moved most alike
    before. rng is needed only where over 5,000 sets of units could have been drawn.

    Raises NoControlsError (fewer than 3), TooFewPeriodsError (fewer than 4 before or 2 after), ChangeAtTheEdgeError,
    TooFewUnitsError (the errors asked for need more units), NeedsRandomnessError, NothingToCompareWithError, NoRatioOfZeroError,
    NotANumberError, WrongShapeError, OutOfRangeError.
    Source: Donald and Lang (2007), Rev. Econ. Stat. 89, 221-233; Bertrand, Duflo and Mullainathan (2004), Q. J. Econ. 119, 249-275.
    See docs/methods/difference-in-differences.md.
    """
    _check(errors, matches, level)
    panel = comparable(figures, changed=changed, change_at=change_at, scale=scale, least_counted=least_counted)
    check_periods(panel.compared, fewest_before=FEWEST_BEFORE, fewest_after=FEWEST_AFTER)
    if len(panel.controls) < FEWEST_CONTROLS:
        raise NoControlsError(f"{len(panel.controls)} controls are too few to tell an effect from chance; it takes {FEWEST_CONTROLS}")
    return _compare(panel, matches, errors, scale=scale, level=level, rng=rng)


def _compare(
    panel: Panel, matches: int | None, errors: Errors, *, scale: Scale, level: float, rng: np.random.Generator | None
) -> DifferenceInDifferences:
    changed, before = panel.changed, panel.before
    chosen = most_alike(changed[:, :before], panel.controls[:, :before], matches)
    controls = panel.controls[chosen]
    gap = changed.mean(axis=0) - controls.mean(axis=0)
    gap -= gap[:before].mean()
    freeze(gap)
    return DifferenceInDifferences(
        effect=_effect(changed, controls, before, errors, level, scale, rng),
        errors=errors,
        pre_trend=_drift(changed, controls, panel.compared.periods[:before], level, scale),
        in_space=_elsewhere(changed, panel.controls, before, matches, rng),
        in_time=_earlier(changed, panel.controls, before, matches),
        gap=gap,
        compared=replace(panel.compared, control_units=tuple(panel.compared.control_units[row] for row in chosen)),
    )


def _check(errors: str, matches: int | None, level: float) -> None:
    check_share("level", level)
    if errors not in get_args(Errors):
        raise OutOfRangeError(f"errors is {errors!r}; it must be one of {', '.join(get_args(Errors))}")
    if matches is not None and matches < FEWEST_CONTROLS:
        raise OutOfRangeError(f"matches is {matches}; it takes {FEWEST_CONTROLS} controls to tell an effect from chance")


def _steps(values: NDArray[np.float64], before: int) -> NDArray[np.float64]:
    return swept(values[:, before:].mean(axis=1) - values[:, :before].mean(axis=1), values)


def _effect(
    changed: NDArray[np.float64],
    controls: NDArray[np.float64],
    before: int,
    errors: Errors,
    level: float,
    scale: Scale,
    rng: np.random.Generator | None,
) -> Effect:
    if errors == "clustered":
        return clustered(changed, controls, before, level=level, scale=scale)
    if errors == "by_lot":
        return by_lot(_steps(changed, before), _steps(controls, before), level=level, scale=scale, rng=rng)
    value, error, degrees = pooled_error(_steps(changed, before), _steps(controls, before))
    return student_effect(value, error, degrees, level=level, scale=scale)


def _drift(changed: NDArray[np.float64], controls: NDArray[np.float64], periods: NDArray[np.intp], level: float, scale: Scale) -> Effect:
    since = periods - periods.mean()
    slopes = [swept(values[:, : len(since)] @ since / (since @ since), values) for values in (changed, controls)]
    value, error, degrees = pooled_error(slopes[0], slopes[1])
    return student_effect(value, error, degrees, level=level, scale=scale)


def _size(changed: NDArray[np.float64], controls: NDArray[np.float64], before: int, matches: int | None) -> float:
    """Return how far the steps lie apart, controls chosen anew; the measure of both placebo tests."""
    chosen = most_alike(changed[:, :before], controls[:, :before], matches)
    return abs(float(_steps(changed, before).mean() - _steps(controls[chosen], before).mean()))


def _elsewhere(
    changed: NDArray[np.float64], controls: NDArray[np.float64], before: int, matches: int | None, rng: np.random.Generator | None
) -> PlaceboTest:
    """Pretend the change fell on controls, as many at a time as changed if enough others are left to compare with."""
    together = max(1, min(len(changed), len(controls) - FEWEST_CONTROLS + 1))
    sizes = []
    for rows in sets_of_units(len(controls), together, rng):
        others = np.delete(controls, rows, axis=0)
        sizes.append(_size(controls[rows], others, before, matches))
    return placebo_test("in_space", _size(changed, controls, before, matches), sizes)


def _earlier(changed: NDArray[np.float64], controls: NDArray[np.float64], before: int, matches: int | None) -> PlaceboTest:
    """Pretend the change came earlier; only periods before the real one are looked at."""
    after = min(changed.shape[1] - before, before // 2)
    sizes = [
        _size(changed[:, : at + after], controls[:, : at + after], at, matches) for at in range(FEWEST_BEFORE // 2, before - after + 1)
    ]
    return placebo_test("in_time", _size(changed, controls, before, matches), sizes)
