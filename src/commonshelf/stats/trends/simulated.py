"""A threshold made for one library's own series: what their counts would look like if nothing happened, many times over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import NothingToEstimateError, OutOfRangeError
from commonshelf.stats.trends.odds import log_odds
from commonshelf.stats.trends.thresholds import LOOKS_A_YEAR
from commonshelf.stats.trends.usual import WEEKS_A_YEAR, learn_usual, waves
from commonshelf.stats.trends.watch import check_season, enough_to_learn
from commonshelf.stats.trends.weekly import as_weekly

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from commonshelf.stats.trends.usual import Usual
    from commonshelf.stats.trends.weekly import Floats, Weekly


def simulate_threshold(
    counts: ArrayLike,
    *,
    learned: int,
    rng: np.random.Generator,
    branch: ArrayLike | None = None,
    exposure: ArrayLike | None = None,
    false_alarms: float = 0.1,
    towns: int = 20,
    period: float = WEEKS_A_YEAR,
    harmonics: int = 1,
) -> float:
    """Return the threshold at which these very series would alarm at the rate false_alarms a year if nothing happened to them.

    A parametric bootstrap: `towns` times, level and season of each series are drawn around what was learned (normal, with their errors),
    counts are drawn for a year of watch as long as it was and with the same weeks missing and closed (a shorter watch is made a full
    year by what is usual), everything is learned anew, and the highest score of each series is kept. With 20 towns of 1,000 series the threshold is
    known to about 0.05. Arguments and errors as in `watch`, towns at least 1; NothingToEstimateError where no series can be judged.
    Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 6. See docs/methods/watch.md.
    """
    check_share("false_alarms", false_alarms)
    check_season(period, harmonics)
    if towns < 1:
        raise OutOfRangeError(f"towns is {towns}; at least one must be simulated")
    weekly = _a_year_of_watch(as_weekly(counts, learned=learned, branch=branch, exposure=exposure))
    judged = enough_to_learn(weekly, season=harmonics > 0)
    if not judged.any():
        raise NothingToEstimateError("no series was counted often enough, with somebody there, to learn from")
    usual = learn_usual(weekly, period=period, harmonics=harmonics)
    design = waves(weekly.people.shape[1], period, harmonics)
    highest = np.empty((towns, int(judged.sum())))
    for town in range(towns):
        quiet = replace(weekly, people=_quiet_counts(weekly, usual, design, rng))
        score, _ = log_odds(quiet, learn_usual(quiet, period=period, harmonics=harmonics))
        highest[town] = score.max(axis=1)[judged]
    watched = weekly.people.shape[1] - weekly.learned
    return float(np.quantile(highest, (1 - false_alarms) ** (watched / LOOKS_A_YEAR)))


def _a_year_of_watch(weekly: Weekly) -> Weekly:
    """Lengthen a watch of less than a year by weeks that are open and counted as the average week is."""
    missing = weekly.learned + LOOKS_A_YEAR - weekly.people.shape[1]
    if missing <= 0:
        return weekly
    series = len(weekly.people)
    opened = weekly.exposure.sum(axis=1, keepdims=True) / np.maximum((weekly.exposure > 0).sum(axis=1, keepdims=True), 1)
    return replace(
        weekly,
        people=np.concatenate([weekly.people, np.zeros((series, missing))], axis=1),
        exposure=np.concatenate([weekly.exposure, np.repeat(opened, missing, axis=1)], axis=1),
        known=np.concatenate([weekly.known, np.repeat(opened > 0, missing, axis=1)], axis=1),
    )


def _quiet_counts(weekly: Weekly, usual: Usual, design: Floats, rng: np.random.Generator) -> Floats:
    level = np.log(usual.level) + rng.normal(0, 1, usual.level.shape) * usual.level_error
    season = usual.season + rng.normal(0, 1, usual.season.shape) * usual.season_error
    mean = weekly.exposure * np.exp(np.concatenate([level[:, None], season], axis=1) @ design.T)
    size = usual.size[:, None]
    drawn = rng.negative_binomial(np.broadcast_to(size, mean.shape), size / (size + mean))
    return np.where(weekly.known, drawn, 0).astype(np.float64)
