"""What calibrated weights take out of the sampling error: only what the margins cannot foretell of a figure still varies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import qr

from commonshelf.stats.errors import WrongShapeError
from commonshelf.stats.estimates.arrays import as_full_labels
from commonshelf.stats.estimates.errors import NotAMeasureError, NothingToCalibrateError
from commonshelf.stats.reading import read_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from commonshelf.stats.estimates.arrays import FloatArray


@dataclass(frozen=True, eq=False)
class Calibration:
    """root is the square root of the weights before calibration, shape (people,); basis spans root times the controls, shape (people, rank)."""

    root: FloatArray
    basis: FloatArray

    def residuals(self, scores: FloatArray) -> FloatArray:
        """Return scores, shape (people, figures), less what a regression on the controls with the weights before foretells."""
        foretold = self.basis @ (self.basis.T @ (self.root[:, None] * scores))
        # A person without weight has none after calibration either; whatever is foretold for them counts for nothing.
        rest: FloatArray = scores - foretold / np.where(self.root > 0, self.root, np.inf)[:, None]
        return rest


def read_calibration(base_weights: FloatArray, *, margins: Sequence[ArrayLike] | None, controls: ArrayLike | None) -> Calibration:
    """Return the calibration of base_weights to margins (labels) and controls (numbers)."""
    people = len(base_weights)
    columns = [_indicators(labels, number=number, people=people) for number, labels in enumerate(margins or (), start=1)]
    if controls is not None:
        columns.append(_numbers(controls, people=people))
    if not columns:
        raise NothingToCalibrateError("calibrated needs margins, controls or both: what were the weights calibrated to?")
    root = np.sqrt(base_weights)
    table = np.hstack(columns)
    scaled = root[:, None] * table / np.maximum(np.abs(table).max(axis=0), np.finfo(np.float64).tiny)
    basis, triangle, _ = qr(scaled, mode="economic", pivoting=True)
    sizes = np.abs(np.diag(triangle))
    rank = int((sizes > sizes[0] * max(table.shape) * np.finfo(np.float64).eps).sum())
    return Calibration(root, basis[:, :rank])


def _indicators(labels: ArrayLike, *, number: int, people: int) -> FloatArray:
    found = as_full_labels(labels, name=f"margin {number}", people=people)
    marks = np.zeros((people, len(found.names)))
    marks[np.arange(people), found.codes] = 1.0
    return marks


def _numbers(controls: ArrayLike, *, people: int) -> FloatArray:
    table = read_numbers(controls, NotAMeasureError, "controls must be numbers")
    if table.ndim == 1:
        table = table[:, None]
    if table.ndim != 2 or len(table) != people:
        raise WrongShapeError(f"controls has shape {table.shape}; it needs a row for each of {people} people")
    if not np.isfinite(table).all():
        row, column = np.argwhere(~np.isfinite(table))[0]
        raise NotAMeasureError(f"control {column} of the person at position {row} is missing or infinite")
    return table
