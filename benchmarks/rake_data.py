"""The people of the raking race: their categories in every margin, correlated, and control totals their shares do not meet.

Written before the method. Each set is made once into a folder, and every side reads the same bytes from there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

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
