"""Errors for regressions over time: neighbouring weeks hang together, so they say less than as many separate weeks would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize_scalar

if TYPE_CHECKING:
    from numpy.typing import NDArray

HIGHEST = 0.99
STEP = 1e-4  # for derivatives by differences


@dataclass(frozen=True)
class Fit:
    """Coefficients, and for each contrast its value, standard error and degrees of freedom.

    autocorrelation is the estimated tie of neighbouring periods, None where none was modelled.
    """

    coefficients: NDArray[np.float64]
    values: NDArray[np.float64]
    standard_errors: NDArray[np.float64]
    degrees_of_freedom: NDArray[np.float64]
    autocorrelation: float | None


def newey_west(
    figures: NDArray[np.float64], design: NDArray[np.float64], times: NDArray[np.float64], picked: NDArray[np.float64], *, lags: int
) -> Fit:
    """Fit by least squares, with errors that allow for ties of neighbours up to `lags` periods apart (Bartlett weights).

    Lags are counted in calendar periods: a period nobody counted adds nothing, and its neighbours are two apart. Multiplied by
    n / (n - k) for small samples. Source: Newey and West (1987), Econometrica 55, 703-708; Parzen (1963) for gaps.
    """
    bread = np.linalg.inv(design.T @ design)
    coefficients = np.linalg.lstsq(design, figures, rcond=None)[0].astype(np.float64)
    n, k = design.shape
    scores = design * (figures - design @ coefficients)[:, None]
    apart = np.abs(times[:, None] - times[None, :])
    weights = np.clip(1 - apart / (lags + 1), 0, None)
    covariance = bread @ (scores.T @ weights @ scores) @ bread * n / (n - k)
    errors: NDArray[np.float64] = np.sqrt(np.clip(np.einsum("ij,jk,ik->i", picked, covariance, picked), 0, None))
    return Fit(coefficients, picked @ coefficients, errors, np.full(len(picked), float(n - k)), None)


def prais_winsten(
    figures: NDArray[np.float64], design: NDArray[np.float64], times: NDArray[np.float64], picked: NDArray[np.float64]
) -> Fit:
    """Fit where each period leans on the one before (first-order autoregression), the lean found by restricted likelihood.

    Gaps of d periods lean by the d-th power. Degrees of freedom by Satterthwaite's rule, one for each contrast, since the lean is estimated too.
    Source: Prais and Winsten (1954), Cowles Commission Discussion Paper 383; Turner et al. (2021), BMC Med. Res. Methodol. 21, 181, for
    the restricted likelihood in interrupted time series; Satterthwaite (1946), Biometrics Bull. 2, 110-114.
    """
    gaps = np.diff(times)
    lean = most_likely_lean(figures, design, gaps)
    at = _Leaning(figures, design, gaps, lean)
    spread = np.einsum("ij,jk,ik->i", picked, at.bread, picked)
    degrees = np.array([_satterthwaite(figures, design, gaps, lean, one) for one in picked])
    return Fit(at.coefficients, picked @ at.coefficients, np.sqrt(at.variance * spread), degrees, lean)


def most_likely_lean(figures: NDArray[np.float64], design: NDArray[np.float64], gaps: NDArray[np.float64]) -> float:
    """Return the lean with the highest restricted likelihood: the best of a rough grid, then refined beside it."""
    grid = np.linspace(-HIGHEST, HIGHEST, 23)
    rough = grid[int(np.argmax([_Leaning(figures, design, gaps, lean).likelihood for lean in grid]))]
    found = minimize_scalar(
        lambda lean: -_Leaning(figures, design, gaps, lean).likelihood,
        bounds=(max(-HIGHEST, rough - 0.09), min(HIGHEST, rough + 0.09)),
        method="bounded",
        options={"xatol": 1e-9},
    )
    return float(found.x)


class _Leaning:
    """Least squares after taking from every figure what it owes to the one before."""

    def __init__(self, figures: NDArray[np.float64], design: NDArray[np.float64], gaps: NDArray[np.float64], lean: float) -> None:
        owed = np.sign(lean) ** gaps * np.abs(lean) ** gaps
        left = np.sqrt(1 - owed**2)
        whole = np.column_stack([design, figures])
        white = np.vstack([whole[:1], (whole[1:] - owed[:, None] * whole[:-1]) / left[:, None]])
        n, k = design.shape
        gram = white[:, :k].T @ white[:, :k]
        self.bread: NDArray[np.float64] = np.linalg.inv(gram)
        self.coefficients: NDArray[np.float64] = np.linalg.lstsq(white[:, :k], white[:, k], rcond=None)[0]
        self.squares = float(((white[:, k] - white[:, :k] @ self.coefficients) ** 2).sum())
        self.variance = self.squares / (n - k)
        self.volume = 2 * float(np.log(left).sum()) + float(np.linalg.slogdet(gram)[1])
        self.likelihood = -0.5 * ((n - k) * np.log(max(self.squares, 1e-300)) + self.volume)


def _satterthwaite(
    figures: NDArray[np.float64], design: NDArray[np.float64], gaps: NDArray[np.float64], lean: float, picked: NDArray[np.float64]
) -> float:
    """Return 2 v² / var(v), v being the squared error of one contrast as a function of the two estimated variances."""
    free = design.shape[0] - design.shape[1]
    lean = float(np.clip(lean, -HIGHEST + STEP, HIGHEST - STEP))
    below, at, above = (_Leaning(figures, design, gaps, lean + step) for step in (-STEP, 0.0, STEP))
    spreads = [float(picked @ one.bread @ picked) for one in (below, at, above)]
    variance = at.variance
    if variance <= 0:
        return float(free)
    full = [-0.5 * (one.squares / variance + one.volume) for one in (below, at, above)]
    information = np.array([[free / 2, 0.0], [0.0, -(full[0] - 2 * full[1] + full[2]) / STEP**2]])
    information[0, 1] = information[1, 0] = -0.5 * (above.squares - below.squares) / (2 * STEP * variance)
    slope = variance * np.array([spreads[1], (spreads[2] - spreads[0]) / (2 * STEP)])
    if np.linalg.eigvalsh(information)[0] <= 0:
        return 1.0
    return float(np.clip(2 * (variance * spreads[1]) ** 2 / (slope @ np.linalg.solve(information, slope)), 1.0, free))
