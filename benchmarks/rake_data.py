"""The people of the raking race: their categories in every margin, correlated, and control totals their shares do not meet.

Written before the method. Each set is made once into a folder, and every side reads the same bytes from there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED = 20240611
SIX = (2, 3, 5, 7, 9, 12)
TWENTY = SIX * 3 + (4, 6)
SHARED = 0.5
"""How much of what decides a person's category is the same in every margin."""
FURTHEST = 2.6
"""How far a share among the people may lie off its share in the control totals."""


def people(n: int, sizes: tuple[int, ...], *, seed: int = SEED) -> tuple[list[NDArray[np.int8]], list[NDArray[np.float64]]]:
    """Return one code array of n people for each margin, and the share each category ought to have."""
    rng = np.random.default_rng([seed, n, len(sizes)])
    common = rng.standard_normal(n)
    codes, targets = [], []
    for size in sizes:
        shares = rng.dirichlet(np.full(size, 20.0))
        leaning = np.sqrt(SHARED) * common + np.sqrt(1 - SHARED) * rng.standard_normal(n)
        edges = np.quantile(leaning, np.cumsum(shares)[:-1])
        code = np.searchsorted(edges, leaning).astype(np.int8)
        found = np.bincount(code, minlength=size) / n
        off = np.exp(rng.uniform(-0.5, 0.5, size) * np.log(FURTHEST))
        codes.append(code)
        targets.append(found * off / (found * off).sum())
    return codes, targets


def write(folder: Path, n: int, sizes: tuple[int, ...]) -> None:
    """Write codes.bin (int8, margin by margin) and targets.json into the folder, in the simplest form R can read too."""
    codes, targets = people(n, sizes)
    (folder / "codes.bin").write_bytes(np.concatenate(codes).tobytes())
    (folder / "targets.json").write_text(json.dumps({"n": n, "targets": [target.tolist() for target in targets]}))


def read(folder: str) -> tuple[NDArray[np.int8], list[list[float]]]:
    """Return the codes, shape (margins, people), and the control totals as shares. The folder stands in every task."""
    place = Path(folder)
    told = json.loads((place / "targets.json").read_text())
    return np.fromfile(place / "codes.bin", np.int8).reshape(-1, told["n"]), told["targets"]


def forget_peak() -> None:
    """Let the kernel count this process's peak of memory from now on, so that making the data ready hides nothing of the run."""
    Path("/proc/self/clear_refs").write_text("5")


def describe(codes: NDArray[np.int8], targets: list[list[float]], weights: NDArray[np.float64], place: Path) -> dict[str, float]:
    """Leave the weights, scaled to a mean of 1, for comparison; say how far the worst margin is off, as a share of its target."""
    (weights / weights.mean()).tofile(place)
    shares = (
        np.bincount(code, weights=weights, minlength=len(target)) / weights.sum() for code, target in zip(codes, targets, strict=True)
    )
    errors = [np.abs(share / target - 1).max() for share, target in zip(shares, targets, strict=True)]
    return {"margin_error": float(max(errors)), "smallest": float(weights.min()), "largest": float(weights.max())}
