"""Cross-tables of weighted answers: a share with its interval in every cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from commonshelf.stats.errors import NothingToEstimateError
from commonshelf.stats.estimates.arrays import Labels, as_domain, as_labels, check_rule
from commonshelf.stats.estimates.weighted import estimate_share
from commonshelf.stats.frozen import freeze

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from commonshelf.stats.estimates.arrays import Mask
    from commonshelf.stats.estimates.estimate import Estimate, Recruitment
    from commonshelf.stats.estimates.figures import AnyDesign
    from commonshelf.stats.estimates.intervals import ShareInterval

Whole = Literal["table", "row", "column"]
"""What the shares of a table add up to 1 within."""


@dataclass(frozen=True, eq=False)
class CrossTable:
    """rows and columns are the categories; shares[i][j] the share of cell i, j in its whole, None where nobody with weight is in the whole.

    counts, of shape (rows, columns), are people, unweighted: small ones are for stats.privacy to hide. missing counts people of the domain
    who lack either answer.
    """

    rows: tuple[Any, ...]
    columns: tuple[Any, ...]
    shares: tuple[tuple[Estimate | None, ...], ...]
    counts: NDArray[np.int64]
    whole: Whole
    missing: int

    def share(self, row: Any, column: Any) -> Estimate | None:
        """Return the share of one cell by the names of its row and column. Raises KeyError for a category that is not there."""
        if row not in self.rows or column not in self.columns:
            raise KeyError((row, column))
        return self.shares[self.rows.index(row)][self.columns.index(column)]


def cross_table(
    rows: ArrayLike,
    columns: ArrayLike,
    design: AnyDesign,
    *,
    recruitment: Recruitment,
    whole: Whole = "table",
    domain: ArrayLike | None = None,
    level: float = 0.95,
    interval: ShareInterval = "wilson",
) -> CrossTable:
    """Estimate the share of every pair of answers.

    rows and columns have shape (people,), labels; None or NaN is a missing answer and leaves the table. whole says what the shares are of:
    the whole table, their row or their column. An empty cell is a share of 0 with an interval. The categories are those of everyone, so
    tables of two domains have the same shape.

    Raises NothingToEstimateError when nobody answered both; WrongShapeError, NotADomainError, UnknownRuleError, and what estimate_share raises.
    Source: as estimate_share. See docs/methods/cross-table.md.
    """
    check_rule("whole", whole, get_args(Whole))
    first = as_labels(rows, name="rows", people=design.people)
    second = as_labels(columns, name="columns", people=design.people)
    asked = as_domain(domain, people=design.people)
    answered = asked & (first.codes >= 0) & (second.codes >= 0)
    if not (answered & (design.weights > 0)).any():
        raise NothingToEstimateError("nobody who has weight answered both questions, so there is no table")

    def share(row: int, column: int) -> Estimate | None:
        inside = _whole(whole, answered, first.codes == row, second.codes == column)
        if not (inside & (design.weights > 0)).any():
            return None
        cell = (first.codes == row) & (second.codes == column)
        return estimate_share(cell, design, recruitment=recruitment, domain=inside, level=level, interval=interval)

    shares = tuple(tuple(share(row, column) for column in range(len(second.names))) for row in range(len(first.names)))
    return CrossTable(first.names, second.names, shares, _counts(first, second, answered), whole, int(asked.sum() - answered.sum()))


def _whole(whole: Whole, answered: Mask, row: Mask, column: Mask) -> Mask:
    parts = {"table": answered, "row": answered & row, "column": answered & column}
    return parts[whole]


def _counts(first: Labels, second: Labels, answered: Mask) -> NDArray[np.int64]:
    places = first.codes[answered] * len(second.names) + second.codes[answered]
    counts = np.bincount(places, minlength=len(first.names) * len(second.names)).reshape(len(first.names), len(second.names))
    freeze(counts)
    return counts
