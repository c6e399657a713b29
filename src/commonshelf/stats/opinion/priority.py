"""Which statement to ask the next person about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.opinion.tallies import Tallies

NEWNESS = 8.0
NEWNESS_FADES = 5.0  # votes after which the favour for new statements is halved


def asking_priority(everybody: Tallies, place: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Polis's weight for asking about each statement next, shape (statements,), from 0 up.

    `everybody` has one group, place are the statements' coordinates, shape (statements, axes). Weighed up: statements people agree with, do not
    pass on, that move people on the map, and that are new. Draw the next statement with chances in proportion.
    Source: Polis; see docs/methods/opinion-map.md.
    """
    votes, agrees = everybody.votes[0], everybody.agrees[0]
    passes = votes - agrees - everybody.disagrees[0]
    importance = (agrees + 1) / (votes + 2) * (1 - (passes + 1) / (votes + 2)) * (1 + np.hypot.reduce(place, axis=1))
    weight: NDArray[np.float64] = (importance * (1 + NEWNESS * 2.0 ** (-votes / NEWNESS_FADES))) ** 2
    return weight
