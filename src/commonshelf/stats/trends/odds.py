"""The odds that a series has fallen, week after week: a mixture over when, how deep and where its level lay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.trends.usual import Usual
    from commonshelf.stats.trends.weekly import Weekly

    Floats = NDArray[np.float64]

FALLS = (0.8, 0.7, 0.55)
# Three points stand for the normal uncertainty of the level (Gauss and Hermite); five or seven find no more.
PLACES = (-np.sqrt(3.0), 0.0, np.sqrt(3.0))
CHANCES = (1 / 6, 2 / 3, 1 / 6)
# No single week may count for more than this on the log scale: an empty room behind a locked door is one week, a fall is many.
MOST_A_WEEK = 2.0
# What keeps the sums within what a float can hold: odds and weeks of this size are certain, and all is divided again every few weeks.
CERTAIN, MOST_TELLING, TIDY = 1e100, 50.0, 4
# So many series at a time: their arrays then stay in the memory nearest to the processor, which saves a fifth of the time.
BLOCK = 334


def log_odds(weekly: Weekly, usual: Usual) -> tuple[Floats, Floats]:
    """Return the score (series, watched) and what each week says for each depth at the expected level (depths, watched, series).

    With P(j) the chance of the counts so far at level j and no fall, and A(j, d) that of a fall to d begun in any week up to now, each begun
    week alike: A <- (A + P) f(d), P <- P f(1). The score is log(mean over d of sum A / sum P): the Shiryaev-Roberts statistic
    with the level integrated out by what has been seen of it, before the watch and during it.
    """
    cut, series = weekly.watching, len(weekly.people)
    watched = weekly.people.shape[1] - weekly.learned
    score, evidence = np.empty((series, watched)), np.empty((len(FALLS), watched, series))
    for first in range(0, series, BLOCK):
        rows = slice(first, first + BLOCK)
        people = np.ascontiguousarray(weekly.people[rows, cut].T)
        expected = np.ascontiguousarray(usual.expected[rows, cut].T)
        # An uncounted week has no people: with nothing in the other term either, it says nothing.
        both = (people + usual.size[rows]) * weekly.known[rows, cut].T
        hit = expected / (expected + usual.size[rows])
        score[rows] = _log_odds_of(people, both, hit, usual.level_error[rows], evidence[:, :, rows]).T
    return score, evidence


def _log_odds_of(people: Floats, both: Floats, hit: Floats, level_error: Floats, evidence: Floats) -> Floats:
    """Return the score (watched, series) of one block, whose arrays are (watched, series), and write its evidence."""
    watched, series = people.shape
    same = np.empty((len(PLACES), watched, series))
    fallen = np.empty((len(PLACES), len(FALLS), watched, series))
    for place, at in enumerate(PLACES):
        level = np.exp(at * level_error)
        _against_expected(people, both, hit, level, out=same[place])
        np.clip(same[place], -MOST_TELLING, MOST_TELLING, out=same[place])
        for depth, fall in enumerate(FALLS):
            found = fallen[place, depth]
            _against_expected(people, both, hit, level * fall, out=found)
            found -= same[place]
            np.minimum(found, MOST_A_WEEK, out=found)
            if at == 0:
                evidence[depth] = found
            found += same[place]
    return _accumulate(np.exp(same, out=same), np.exp(fallen, out=fallen))


def _against_expected(people: Floats, both: Floats, hit: Floats, share: Floats, *, out: Floats) -> None:
    """Write the negative-binomial log-likelihood of each week at this share of what was expected, less that at all of it.

    With y people, size r and mean m: y log s - (y + r) log((r + s m) / (r + m)), and the last is log(1 + (s - 1) m / (r + m)).
    """
    np.multiply(hit, share - 1, out=out)
    out += 1
    np.log(out, out=out)
    out *= both
    np.subtract(people * np.log(share), out, out=out)


def _accumulate(same: Floats, fallen: Floats) -> Floats:
    watched, series = same.shape[1:]
    quiet = np.repeat(np.array(CHANCES)[:, None], series, axis=1)
    fell = np.zeros((len(PLACES), len(FALLS), series))
    score, against = np.empty((watched, series)), np.empty((watched, series))
    for week in range(watched):
        fell += quiet[:, None]
        fell *= fallen[:, :, week]
        quiet *= same[:, week]
        fell.sum(axis=(0, 1), out=score[week])
        quiet.sum(axis=0, out=against[week])
        if week % TIDY == TIDY - 1:  # keep both within what a float can hold
            quiet /= against[week]
            fell /= against[week]
            np.minimum(fell, CERTAIN, out=fell)
    score /= against * len(FALLS)
    np.log(np.maximum(score, 1 / CERTAIN, out=score), out=score)
    return score
