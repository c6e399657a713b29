"""Post-stratification: the people of each cell share that cell's part of the population."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.weighting.joint_cells import count_cells, joint_cells
from commonshelf.stats.weighting.margins import read_margins, with_unknown
from commonshelf.stats.weighting.raking import starting_weights
from commonshelf.stats.weighting.weights import Weights, read_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike


def poststratify(
    categories: ArrayLike, control_totals: ArrayLike, *, base_weights: ArrayLike | None = None, names: Sequence[str] | None = None
) -> Weights:
    """Return base_weights × (control total / sum of base_weights) of each person's cell.

    categories has shape (people,): the cell each person is in, 0, 1, …, or -1 for not known. control_totals has shape (cells,), in
    people of the population. base_weights has shape (people,) and is 1 for everybody unless given. To use several attributes at
    once, number their joint cells (`numpy.ravel_multi_index`). names has one name, used in errors.

    People whose cell is not known keep, together, the share they have in base_weights, and the others share what is left. A cell
    with a control total of 0 gets weights of 0. With base_weights of 1 and strata drawn on purpose, these are the design weights
    of a stratified sample.

    Raises EmptyCellError for a cell with a control total and nobody in it, NotACodeError, NotATotalError, NotAWeightError,
    NobodyToWeightError, WrongShapeError.
    Source: Holt and Smith (1979), Journal of the Royal Statistical Society A 142, 33-46. See docs/methods/poststratification.md.
    """
    margins = read_margins([categories], [control_totals], names=names)
    cells = joint_cells(margins)
    base = starting_weights(margins, np.ones(len(cells)) if base_weights is None else read_weights(base_weights, people=len(cells)))
    found = count_cells(cells, margins[0].size, base)
    wanted = with_unknown(margins[0], margins[0].totals, found)
    # A cell nobody stands for has nothing to share out: whoever is in it has a weight of 0 already.
    factors = np.divide(wanted, found, out=np.zeros(len(found)), where=found > 0)
    return Weights(base * factors[cells], "poststratify", missing=(margins[0].missing,))
