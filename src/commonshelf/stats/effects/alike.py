"""Which controls moved most like the changed units before the change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def most_alike(changed: NDArray[np.float64], controls: NDArray[np.float64], matches: int | None) -> NDArray[np.intp]:
    """Return the rows of the `matches` controls nearest to the mean of the changed units, in their order; all where matches is None.

    Both hold only periods before the change, shapes (units, periods). Each path is taken from its own mean first: a control may be larger or
    smaller as long as it rises and falls alike. Nearness is the root of the mean squared distance; ties go to the earlier row.
    """
    if matches is None or matches >= len(controls):
        return np.arange(len(controls))
    path = changed.mean(axis=0)
    apart = (controls - controls.mean(axis=1, keepdims=True)) - (path - path.mean())
    nearest = np.argsort((apart**2).mean(axis=1), kind="stable")[:matches]
    return np.sort(nearest)
