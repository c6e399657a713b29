"""Weekly counts of a library's series with the truth known: what the alarms of `benchmarks.alarm` are judged on.

The hierarchy, written down before the method that is judged by it:

- A town has 20 branches; a branch has 50 series. Each series has one count a week.
- Season. A branch has a yearly wave: its size uniform from 0 to 0.35 on the log scale, its peak anywhere in the year. A series follows the
  wave of its branch, with its own small deviation: normal, 0.05, on each of the two coefficients (cosine and sine).
- Level. A branch's usual level lies between 12 and 40 people a week, uniform on the log scale; a series lies around it, normal on the log
  scale with 0.5, drawn anew until it is between 6 and 80.
- Dispersion. The negative-binomial size of a series is log-normal around 17 with 0.6, drawn anew until between 5 and 60; all
  branches alike. Small is wild: the variance is mean + mean^2 / size.
- Weeks are independent given all that.
- A change comes in a random watched week from the 5th to the 32nd, a week for each series: none, a fall of 30 %, a halving,
  or a slow fall to half over 20 weeks (straight on the log scale).
- Missing weeks, where asked for: each count is lost with chance 0.1, whatever it was.
- Closures, where asked for: each branch is closed two weeks running, in the same weeks each year, and this is known (its exposure is 0, its count
  is 0); and in one watched week each branch was open half the days and nobody wrote it down.

With 104 weeks the last 52 are watched; with 208 too, so that there are 156 to learn from.
SEEDS are for the judgement alone. A method is made with other seeds (DEVELOPMENT_SEEDS).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SEEDS = (20_261_101, 20_261_102, 20_261_103, 20_261_104, 20_261_105)
DEVELOPMENT_SEEDS = (7, 8, 9)
BRANCHES, SERIES_EACH, WATCHED = 20, 50, 52
WEEKS_A_YEAR = 52
WAVE_MOST, WAVE_DEVIATION = 0.35, 0.05
LEVEL_CENTRES, LEVEL_SPREAD, LEVEL_LIMITS = (12.0, 40.0), 0.5, (6.0, 80.0)
SIZE_CENTRE, SIZE_SPREAD, SIZE_LIMITS = 17.0, 0.6, (5.0, 60.0)
FIRST_CHANGE, LAST_CHANGE = 5, 32
SLOW_WEEKS = 20

Fall = Literal["none", "third", "half", "slow"]
FALLS: tuple[Fall, ...] = ("none", "third", "half", "slow")


@dataclass(frozen=True)
class Variant:
    """How the counts of a town were kept."""

    name: str = "plain"
    weeks: int = 104
    missing: float = 0.0
    closures: bool = False

    @property
    def learned(self) -> int:
        """The weeks before the watch begins."""
        return self.weeks - WATCHED


VARIANTS = (
    Variant(),
    Variant("missing", missing=0.1),
    Variant("closures", closures=True),
    Variant("four years", weeks=208),
)


@dataclass(frozen=True)
class Town:
    """The counts, and the truth behind them. Arrays are (series, weeks) or (series,); `changes` counts columns from 0."""

    counts: Floats
    branch: NDArray[np.intp]
    exposure: Floats
    usual: Floats
    size: Floats
    changes: NDArray[np.intp]

    @property
    def seen(self) -> Floats:
        """The counts as a method without exposures gets them: a week known to be closed is a week without a count."""
        return np.where(self.exposure > 0, self.counts, np.nan)


def within(rng: np.random.Generator, centre: Floats, spread: float, limits: tuple[float, float]) -> Floats:
    """Draw log-normally around each centre, anew until within the limits."""
    drawn = np.full(len(centre), np.nan)
    while (open_still := ~((drawn >= limits[0]) & (drawn <= limits[1]))).any():
        drawn[open_still] = centre[open_still] * np.exp(rng.normal(0, spread, int(open_still.sum())))
    return drawn


def town(seed: int, purpose: int, number: int, *, variant: Variant, fall: Fall) -> Town:
    """Make one town. `purpose` keeps the towns that set thresholds apart from those that are judged; `number` counts them."""
    rng = np.random.default_rng([seed, purpose, number])
    n = BRANCHES * SERIES_EACH
    branch = np.repeat(np.arange(BRANCHES), SERIES_EACH)
    wave, peak = rng.uniform(0, WAVE_MOST, BRANCHES), rng.uniform(0, 2 * np.pi, BRANCHES)
    waves = np.stack([wave * np.cos(peak), wave * np.sin(peak)], axis=1)[branch] + rng.normal(0, WAVE_DEVIATION, (n, 2))
    centres = np.exp(rng.uniform(np.log(LEVEL_CENTRES[0]), np.log(LEVEL_CENTRES[1]), BRANCHES))
    level = within(rng, centres[branch], LEVEL_SPREAD, LEVEL_LIMITS)
    size = within(rng, np.full(n, SIZE_CENTRE), SIZE_SPREAD, SIZE_LIMITS)
    angle = 2 * np.pi * np.arange(variant.weeks) / WEEKS_A_YEAR
    usual = level[:, None] * np.exp(waves @ np.stack([np.cos(angle), np.sin(angle)]))
    changes = variant.learned + rng.integers(FIRST_CHANGE - 1, LAST_CHANGE, n)
    exposure, open_days = closures(rng, branch, variant)
    mean = usual * open_days * after(changes, variant.weeks, fall)
    counts = rng.negative_binomial(size[:, None], size[:, None] / (size[:, None] + mean)).astype(np.float64)
    if variant.missing:
        counts[rng.random(counts.shape) < variant.missing] = np.nan
    return Town(counts, branch, exposure, usual, size, changes)


def after(changes: NDArray[np.intp], weeks: int, fall: Fall) -> Floats:
    """Return what share of the usual people come, week by week."""
    since = np.arange(weeks) - changes[:, None] + 1
    if fall == "slow":
        return np.asarray(0.5 ** np.clip(since / SLOW_WEEKS, 0, 1), dtype=np.float64)
    return np.where(since > 0, {"none": 1.0, "third": 0.7, "half": 0.5}[fall], 1.0)


def closures(rng: np.random.Generator, branch: NDArray[np.intp], variant: Variant) -> tuple[Floats, Floats]:
    """Return the exposure that is known and the share of days that was really open."""
    known = np.ones((BRANCHES, variant.weeks))
    if not variant.closures:
        return known[branch], known[branch]
    week = np.arange(variant.weeks)
    first = rng.integers(0, WEEKS_A_YEAR - 1, BRANCHES)
    known[(week % WEEKS_A_YEAR >= first[:, None]) & (week % WEEKS_A_YEAR <= first[:, None] + 1)] = 0.0
    real = known.copy()
    real[np.arange(BRANCHES), variant.learned + rng.integers(0, WATCHED, BRANCHES)] *= 0.5
    return known[branch], real[branch]
