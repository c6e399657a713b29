"""The odds that a series has fallen, week after week: a mixture over when, how deep and where its level lay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.trends.usual import Usual
    from commonshelf.stats.trends.weekly import Weekly

    Floats = NDArray[np.float64]
    Whole = NDArray[np.intp]

FALLS = (0.8, 0.7, 0.55)
# Three points stand for the normal uncertainty of the level (Gauss and Hermite); five or seven find no more.
PLACES = (-np.sqrt(3.0), 0.0, np.sqrt(3.0))
CHANCES = (1 / 6, 2 / 3, 1 / 6)
MIDDLE = 1
# No single week may count for more than this on the log scale: an empty room behind a locked door is one week, a fall is many.
MOST_A_WEEK = 2.0
# Odds of this size are certain; it keeps the sums within what a float can hold, looked at every so many weeks.
CERTAIN, TIDY = 1e100, 50
# So many series at a time: their arrays then stay in the memory nearest to the processor.
BLOCK = 250
NEVER = -1


def log_odds(weekly: Weekly, usual: Usual) -> tuple[Floats, Whole]:
    """Return the score (series, watched) and the week of the watch in which a fall most likely began, (series,), or NEVER.

    At one level and one depth d of fall, B <- (B + 1) f(y; level d) / f(y; level) is the odds that a fall began in any week up to now, each
    begun week alike: the statistic of Shiryaev and Roberts. The score is the log of its mean over depths and over levels, each level
    weighed by what has been seen of it, before the watch and during it.
    """
    cut, series = weekly.watching, len(weekly.people)
    score = np.empty((series, weekly.people.shape[1] - weekly.learned))
    since = np.empty(series, dtype=np.intp)
    for first in range(0, series, BLOCK):
        rows = slice(first, first + BLOCK)
        size = usual.size[rows]
        people = np.ascontiguousarray(weekly.people[rows, cut].T)
        expected = np.ascontiguousarray(usual.expected[rows, cut].T)
        # An uncounted week has no people: with nothing in the other term either, it says nothing.
        both = (people + size) * weekly.known[rows, cut].T
        worse, level_chance = _ratios(people, both, expected / (expected + size), usual.level_error[rows])
        since[rows] = begin_of_fall(worse[:, MIDDLE])
        score[rows] = _accumulate(np.exp(worse, out=worse), level_chance).T
    return score, since


def _ratios(people: Floats, both: Floats, hit: Floats, level_error: Floats) -> tuple[Floats, Floats]:
    """Return log f(y; level depth) / f(y; level), (depths, levels, weeks, series), and the chance of each level week by week, (levels, weeks, series).

    With y people, size r, mean m and hit = m / (r + m), the negative-binomial log-likelihood at the share s of what was expected, less
    that at all of it, is y log s - (y + r) log(1 + (s - 1) hit); both is y + r.
    """
    worse = np.empty((len(FALLS), len(PLACES), *people.shape))
    level_chance = np.empty((len(PLACES), *people.shape))
    in_people = [people * np.log(fall) for fall in FALLS]
    for place, at in enumerate(PLACES):
        level = np.exp(at * level_error)
        mean = _log_of_mean(hit, level, out=np.empty_like(hit))
        for depth, fall in enumerate(FALLS):
            found = _log_of_mean(hit, level * fall, out=worse[depth, place])
            found -= mean
            found *= both
            np.subtract(in_people[depth], found, out=found)
            np.minimum(found, MOST_A_WEEK, out=found)
        mean *= both
        np.subtract(people * (at * level_error), mean, out=level_chance[place])
        level_chance[place, 0] += np.log(CHANCES[place])
    for week in range(1, len(people)):  # quicker than a cumulative sum along this axis
        level_chance[:, week] += level_chance[:, week - 1]
    level_chance -= level_chance.max(axis=0)
    np.exp(level_chance, out=level_chance)
    level_chance /= level_chance.sum(axis=0)
    return worse, level_chance


def _log_of_mean(hit: Floats, share: Floats, *, out: Floats) -> Floats:
    np.multiply(hit, share - 1, out=out)
    out += 1
    return np.log(out, out=out)


def _accumulate(worse: Floats, level_chance: Floats) -> Floats:
    """Return the score, (weeks, series)."""
    depths, levels, weeks, series = worse.shape
    odds = np.zeros((depths, levels, series))
    at_level = np.empty((weeks, levels, series))
    for week in range(weeks):
        odds += 1
        odds *= worse[:, :, week]
        odds.sum(axis=0, out=at_level[week])
        if week % TIDY == TIDY - 1:
            np.minimum(odds, CERTAIN, out=odds)
    score = np.einsum("jws,wjs->ws", level_chance, at_level) / depths
    return np.asarray(np.log(np.maximum(score, 1 / CERTAIN)), dtype=np.float64)


def begin_of_fall(evidence: Floats) -> Whole:
    """Return the week in which a fall most likely began, or NEVER, (series,), from what each week says, (depths, weeks, series).

    The beginning from which to the end the weeks speak loudest for some depth of fall: Page's chart read backwards.
    """
    onward = evidence.copy()
    for week in range(evidence.shape[1] - 2, -1, -1):
        onward[:, week] += onward[:, week + 1]
    best = onward.max(axis=0)
    return np.where(best.max(axis=0) > 0, best.argmax(axis=0), NEVER).astype(np.intp)
