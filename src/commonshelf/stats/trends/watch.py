"""The watch over many series: which of them dwindle, with a rate of false alarms set for each series and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.frozen import freeze
from commonshelf.stats.trends.odds import NEVER, log_odds
from commonshelf.stats.trends.thresholds import LOOKS_A_YEAR, fewest_learned, threshold_of
from commonshelf.stats.trends.usual import WEEKS_A_YEAR, Usual, learn_usual
from commonshelf.stats.trends.watched import Watch
from commonshelf.stats.trends.weekly import as_weekly

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from commonshelf.stats.trends.weekly import Weekly

    Floats = NDArray[np.float64]
    Whole = NDArray[np.intp]

MOST_HARMONICS = 6


def watch(
    counts: ArrayLike,
    *,
    learned: int,
    branch: ArrayLike | None = None,
    exposure: ArrayLike | None = None,
    false_alarms: float = 0.1,
    threshold: float | None = None,
    period: float = WEEKS_A_YEAR,
    harmonics: int = 1,
) -> Watch:
    """Learn what is usual from the first `learned` weeks, then watch the others week by week for a fall.

    counts has shape (series, weeks), people a week, oldest first; NaN: not counted, which is not zero. branch has shape (series,), anything that
    tells branches apart: the series of a branch share what they know of the season (all series are one branch unless said).
    exposure, (series, weeks) or (weeks,), says how much was open: sessions held, or days; 0 is a known closure, which is never taken for a fall.
    The score of a week uses only counts up to that week; every week is a look, and all looks together are held to false_alarms, the chance
    that a series to which nothing happens alarms within a year (0.1: one quiet series in ten; the result says how many that makes).
    threshold replaces the table's, e.g. with one from `simulate_threshold`. period is a year in weeks; harmonics 0 knows no season.

    A series with fewer than 39 weeks counted in the first `learned` (12 where harmonics is 0: a season takes three quarters of a year to
    know), with nobody in them, or with none counted since, is not judged; nor does it
    disturb the others. An empty list of series gives an empty watch. Raises NotACountError, WrongShapeError, OutOfRangeError,
    ClosedButCountedError, NothingWatchedError, NoThresholdError.
    Sources: Shiryaev (1963), Theory Probab. Appl. 8, 22-46; Roberts (1966), Technometrics 8, 411-430; Morris (1983), J. Amer. Statist. Assoc.
    78, 47-55 (empirical Bayes). See docs/methods/watch.md.
    """
    check_share("false_alarms", false_alarms)
    check_season(period, harmonics)
    weekly = as_weekly(counts, learned=learned, branch=branch, exposure=exposure)
    if not len(weekly.people):
        return _nobody(weekly, false_alarms)
    usual = learn_usual(weekly, period=period, harmonics=harmonics)
    score, since = log_odds(weekly, usual)
    limits = _limits(weekly, false_alarms, threshold, season=harmonics > 0)
    crossed = score >= limits[:, None]
    alarm_at = np.where(crossed.any(axis=1), learned + crossed.argmax(axis=1), NEVER)
    told = _since_then(weekly, usual, since)
    return _frozen(weekly, false_alarms, score=score, threshold=limits, expected=usual.expected, alarm_at=alarm_at, since=since, told=told)


def check_season(period: float, harmonics: int) -> None:
    """Raise OutOfRangeError for a year or a number of waves that makes no sense."""
    if not period > 1:
        raise OutOfRangeError(f"period is {period}; a year has more than one week")
    if not 0 <= harmonics <= MOST_HARMONICS:
        raise OutOfRangeError(f"harmonics is {harmonics}; 0 to {MOST_HARMONICS} make sense")


def _limits(weekly: Weekly, false_alarms: float, threshold: float | None, *, season: bool) -> Floats:
    """Return the threshold of each series; NaN for those that cannot be judged."""
    counted = weekly.known[:, weekly.learning].sum(axis=1)
    if threshold is None:
        watched = weekly.people.shape[1] - weekly.learned
        limits = threshold_of(false_alarms, learned=counted, watched=max(watched, LOOKS_A_YEAR), season=season)
    else:
        limits = np.full(len(counted), float(threshold))
    return np.where(enough_to_learn(weekly, season=season), limits, np.nan)


def enough_to_learn(weekly: Weekly, *, season: bool) -> NDArray[np.bool_]:
    """Tell the series that can be watched: counted often enough before, and somebody came."""
    counted = weekly.known[:, weekly.learning].sum(axis=1)
    came = weekly.people[:, weekly.learning].sum(axis=1)
    return np.asarray((counted >= fewest_learned(season=season)) & (came > 0), dtype=np.bool_)


def _since_then(weekly: Weekly, usual: Usual, since: Whole) -> tuple[Floats, Floats, Whole]:
    """Return usual and recent people in one unit of exposure in the counted weeks from `since` (a week of the watch), and how many they are."""
    cut = weekly.watching
    weeks = np.arange(weekly.people.shape[1] - weekly.learned)
    meant = weekly.known[:, cut] & (weeks >= since[:, None]) & (since[:, None] != NEVER)
    opened = (weekly.exposure[:, cut] * meant).sum(axis=1)
    per_unit = np.where(opened > 0, opened, np.nan)
    usually = (usual.expected[:, cut] * meant).sum(axis=1) / per_unit
    recently = (weekly.people[:, cut] * meant).sum(axis=1) / per_unit
    return usually, recently, meant.sum(axis=1)


def _frozen(
    weekly: Weekly,
    false_alarms: float,
    *,
    score: Floats,
    threshold: Floats,
    expected: Floats,
    alarm_at: Whole,
    since: Whole,
    told: tuple[Floats, Floats, Whole],
) -> Watch:
    judgeable = ~np.isnan(threshold)
    came = weekly.people[:, weekly.learning].sum(axis=1)
    counted = weekly.known[:, weekly.learning].sum(axis=1)
    arrays = {
        "score": score,
        "threshold": threshold,
        "expected": expected,
        "alarm_at": alarm_at,
        "since": np.where((since != NEVER) & judgeable, weekly.learned + since, NEVER),
        "usual": told[0],
        "recent": told[1],
        "weeks_since": told[2],
        "learned_weeks": counted,
        "watched_weeks": weekly.known[:, weekly.watching].sum(axis=1),
        "nobody_came": (counted > 0) & (came == 0),
    }
    freeze(*arrays.values())
    return Watch(**arrays, false_alarms=false_alarms)


def _nobody(weekly: Weekly, false_alarms: float) -> Watch:
    none, never = np.zeros(0), np.zeros(0, dtype=np.intp)
    watched = weekly.people.shape[1] - weekly.learned
    told = (none, none.copy(), never.copy())
    shape = {"score": np.zeros((0, watched)), "threshold": none.copy(), "expected": np.zeros(weekly.people.shape)}
    return _frozen(weekly, false_alarms, **shape, alarm_at=never.copy(), since=never.copy(), told=told)
