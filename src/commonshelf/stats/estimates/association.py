"""Whether two answers go together, under a design: Pearson's chi-square with the corrections of Rao and Scott."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.linalg import null_space
from scipy.special import chdtrc, fdtrc

from commonshelf.stats.errors import NothingToEstimateError
from commonshelf.stats.estimates.arrays import Labels, as_domain, as_labels
from commonshelf.stats.estimates.errors import EmptyCellsError, NothingToTestError, OneCategoryError, TooFewClustersError
from commonshelf.stats.estimates.estimate import Recruitment, check_recruitment
from commonshelf.stats.estimates.spread import Fraction

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from commonshelf.stats.estimates.arrays import FloatArray, Mask
    from commonshelf.stats.estimates.figures import AnyDesign


@dataclass(frozen=True)
class Association:
    """A test of "the two answers have nothing to do with each other", and how strongly they go together.

    pearson is X² of the weighted table brought to n people; design_effect what the design multiplies it by when nothing is going on.
    first_order = pearson / design_effect with first_order_df, its p from chi-square; second_order is F with its two degrees of freedom,
    which also heeds how unequal the design effects are: p_value is its p. cramers_v lies in 0..1. kind is rao_scott, or rao_scott_model
    for opt_in: what the test would say IF these people had been drawn by chance.
    """

    pearson: float
    design_effect: float
    first_order: float
    first_order_df: int
    first_order_p_value: float
    second_order: float
    second_order_df: tuple[float, float]
    p_value: float
    cramers_v: float
    n: int
    missing: int
    recruitment: Recruitment
    kind: Literal["rao_scott", "rao_scott_model"]


def association(
    rows: ArrayLike, columns: ArrayLike, design: AnyDesign, *, recruitment: Recruitment, domain: ArrayLike | None = None
) -> Association:
    """Test whether two questions are answered independently of each other.

    rows and columns have shape (people,), labels; None or NaN is missing. Categories in which nobody with weight is are left out.

    Raises OneCategoryError, TooFewClustersError, EmptyCellsError, NothingToEstimateError; NothingToTestError for a census;
    WrongShapeError, NotADomainError, UnknownRecruitmentError, LonelyStratumError.
    Source: Rao and Scott (1984), Annals of Statistics 12, 46-60; Thomas and Rao (1987), JASA 82, 630-636. See docs/methods/cross-table.md.
    """
    check_recruitment(recruitment)
    if recruitment == "census" or design.is_complete:
        raise NothingToTestError("everyone answered: what the table shows is no accident of a draw")
    first = as_labels(rows, name="rows", people=design.people)
    second = as_labels(columns, name="columns", people=design.people)
    asked = as_domain(domain, people=design.people) & (design.weights > 0)
    answered = asked & (first.codes >= 0) & (second.codes >= 0)
    if not answered.any():
        raise NothingToEstimateError("nobody who has weight answered both questions, so there is nothing to test")
    marks, shape = _cells(first, second, answered)
    fraction = Fraction(marks, answered.astype(np.float64))
    shares = fraction.values(design.weights)
    effects = _design_effects(shares, shape, design.spread(fraction).covariance(), int(answered.sum()))
    clusters = design.degrees_of_freedom(answered)
    if clusters < 1:
        raise TooFewClustersError("there are not more clusters than strata among those who answered")
    return _judge(shares.reshape(shape), effects, clusters, answered, int(asked.sum() - answered.sum()), recruitment)


def _judge(shares: FloatArray, effects: FloatArray, clusters: float, answered: Mask, missing: int, recruitment: Recruitment) -> Association:
    n, degrees = int(answered.sum()), len(effects)
    expected = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    pearson = n * float(((shares - expected) ** 2 / expected).sum())
    total = float(np.trace(effects))
    if total <= 0:
        raise TooFewClustersError("the table would have come out the same in every draw, so there is nothing to test with")
    spread = total**2 / float(np.trace(effects @ effects))
    return Association(
        pearson=pearson,
        design_effect=total / degrees,
        first_order=pearson * degrees / total,
        first_order_df=degrees,
        first_order_p_value=float(chdtrc(degrees, pearson * degrees / total)),
        second_order=pearson / total,
        second_order_df=(spread, spread * clusters),
        p_value=float(fdtrc(spread, spread * clusters, pearson / total)),
        cramers_v=min(math.sqrt(pearson / (n * (min(shares.shape) - 1))), 1.0),
        n=n,
        missing=missing,
        recruitment=recruitment,
        kind="rao_scott" if recruitment == "probability" else "rao_scott_model",
    )


def _cells(first: Labels, second: Labels, answered: Mask) -> tuple[FloatArray, tuple[int, int]]:
    """Mark, in shape (people, cells), which cell of the table each person is in; only rows and columns that somebody is in."""
    row_names, row = np.unique(first.codes[answered], return_inverse=True)
    column_names, column = np.unique(second.codes[answered], return_inverse=True)
    shape = (len(row_names), len(column_names))
    if min(shape) == 1:
        raise OneCategoryError("all who answered gave one answer to one of the questions, so it cannot go together with anything")
    marks = np.zeros((len(answered), shape[0] * shape[1]))
    marks[np.flatnonzero(answered), row * shape[1] + column] = 1.0
    return marks, shape


def _design_effects(shares: FloatArray, shape: tuple[int, int], covariance: FloatArray, n: int) -> FloatArray:
    """Return the matrix whose eigenvalues are the design effects of the interaction, shape (degrees, degrees)."""
    contrasts = np.kron(*(null_space(np.ones((1, size))) for size in shape))
    over = np.divide(1, shares, out=np.zeros_like(shares), where=shares > 0)
    scaled = over[:, None] * contrasts
    simple = contrasts.T @ scaled / n
    if np.linalg.matrix_rank(simple, hermitian=True) < len(simple):
        raise EmptyCellsError("too many cells are empty to tell; join categories")
    effects: FloatArray = np.linalg.solve(simple, scaled.T @ covariance @ scaled)
    return effects
