"""Raking: weights that meet several margins of the population at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.weighting.margins import agreed_totals, read_margins
from commonshelf.stats.weighting.raking import fit_margins
from commonshelf.stats.weighting.weights import Weights, read_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import ArrayLike, NDArray


def rake(
    categories: Sequence[ArrayLike] | NDArray[np.integer],
    control_totals: Sequence[ArrayLike] | NDArray[np.float64],
    *,
    base_weights: ArrayLike | None = None,
    tolerance: float = 1e-9,
    max_iterations: int = 200,
    names: Sequence[str] | None = None,
) -> Weights:
    """Return the weights closest to base_weights that add up to every margin's control totals.

    categories holds one integer array of shape (people,) for each margin: 0, 1, … for its categories, -1 for not known.
    control_totals holds one array of shape (categories,) for each margin, in people of the population (or shares: the weights then
    add up to 1); every margin must have the same sum. base_weights has shape (people,) and is 1 for everybody unless given; only
    its proportions matter. names are used in errors.

    People not known in a margin keep, together, the share they have in base_weights: they are one more category, and the known
    ones share what is left in the proportions of the control totals. A category with a control total of 0 gets weights of 0.

    tolerance is the largest difference left in any category, as a share of its control total, in the weights returned;
    max_iterations the most rounds over all margins.

    Raises EmptyCellError (with margin and category), MarginsDisagreeError, NotConvergedError, NotACodeError, NotATotalError,
    NotAWeightError, NobodyToWeightError, WrongShapeError, OutOfRangeError.
    Source: Deming and Stephan (1940), Annals of Mathematical Statistics 11, 427-444. See docs/methods/raking.md.
    """
    if not max_iterations >= 1:
        raise OutOfRangeError(f"max_iterations is {max_iterations}; it takes at least one round")
    check_share("tolerance", tolerance)
    margins = read_margins(categories, control_totals, names=names)
    base = None if base_weights is None else read_weights(base_weights, people=len(margins[0].codes))
    totals = agreed_totals(margins, tolerance=tolerance)
    weights, settled = fit_margins(margins, totals, base, tolerance=tolerance, rounds=max_iterations)
    return Weights(weights, "rake", settled.sweeps, float(settled.errors.max()), tuple(margin.missing for margin in margins))
