"""Groups of people who vote alike, judged by the votes themselves: a missing vote says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.opinion.tallies import SMOOTHING
from commonshelf.stats.opinion.votes import AGREE, DISAGREE, PASS, Votes, some_votes, sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csc_array

MOST_ROUNDS = 40
SETTLED = 2e-5  # relative gain of the log-likelihood under which more rounds are not worth their time
PRICE = 1.5  # of each further share, in units of log-likelihood
DOUBT = 0.1  # how far a first guess of somebody's group is doubted


@dataclass(frozen=True)
class Classes:
    """k classes: chance of each person to be in each, shape (people, k); gain in log-likelihood over one class, less what chance would give."""

    chance: NDArray[np.float64]
    gain: float

    @property
    def label(self) -> NDArray[np.intp]:
        """The likeliest class of each person."""
        label: NDArray[np.intp] = self.chance.argmax(axis=1)
        return label

    @property
    def k(self) -> int:
        """How many classes there are."""
        return int(self.chance.shape[1])


@dataclass(frozen=True)
class VoteSheets:
    """The votes apart by what was voted: agree, pass, disagree; and how everybody voted, each share of shape (statements,)."""

    sheets: tuple[csc_array, csc_array, csc_array]
    usual: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]
    usual_likelihood: float
    parameters: int


def vote_sheets(votes: Votes) -> VoteSheets:
    """Set the votes apart, once for all numbers of classes."""
    apart = [some_votes(votes, votes.value == stance) for stance in (AGREE, PASS, DISAGREE)]
    counts = np.stack([np.diff(part.start) for part in apart])
    usual = (counts + 1 / 3) / (counts.sum(axis=0) + 1)
    agree, passed, disagree = (sparse(part, np.ones(len(part), dtype=np.float32)) for part in apart)
    stances_seen = np.maximum((counts > 0).sum(axis=0) - 1, 0)
    return VoteSheets(
        (agree, passed, disagree), (usual[0], usual[1], usual[2]), float((counts * np.log(usual)).sum()), int(stances_seen.sum())
    )


def fit_classes(sheets: VoteSheets, label: NDArray[np.intp], k: int) -> Classes:
    """Let classes and people follow each other from a first guess `label`, shape (people,), -1 for no guess, until little changes.

    Each class has its own shares of agree, pass and disagree for each statement, drawn towards everybody's as if by `SMOOTHING` more votes. gain is the
    log-likelihood above that of one class, less 1.5 for each share that k classes may choose freely beyond one (the criterion AIC3): below 0,
    the classes are what chance would make of people who are alike.
    Source: Dempster, Laird and Rubin (1977), J. R. Statist. Soc. B 39, 1-38; Andrews and Currim (2003), J. Marketing Research 40, 235-243.
    """
    people = label.size
    chance = np.full((people, k), DOUBT / k, dtype=np.float32)
    known = label >= 0
    chance[known, label[known]] += 1 - DOUBT
    chance[~known] = 1 / k
    before = -np.inf
    for _round in range(MOST_ROUNDS):
        likely, size = _shares(sheets, chance), np.log((chance.sum(axis=0, dtype=np.float64) + 1) / (people + k))
        evidence = sum((sheet @ share for sheet, share in zip(sheets.sheets, likely, strict=True)), start=size.astype(np.float32))
        best = evidence.max(axis=1, keepdims=True)
        np.exp(evidence - best, out=evidence)
        total = evidence.sum(axis=1, keepdims=True)
        chance = evidence / total
        likelihood = float(np.log(total).sum(dtype=np.float64) + best.sum(dtype=np.float64))
        if likelihood - before < SETTLED * abs(likelihood):
            break
        before = likelihood
    free = PRICE * (k - 1) * (sheets.parameters + 1)
    return Classes(chance=chance.astype(np.float64), gain=likelihood - sheets.usual_likelihood - free)


def _shares(sheets: VoteSheets, chance: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """Return the logarithms of each class's shares, three arrays of shape (statements, k)."""
    counts = [sheet.T @ chance for sheet in sheets.sheets]
    total = counts[0] + counts[1] + counts[2] + np.float32(SMOOTHING)
    return [
        np.log((count + SMOOTHING * usual[:, None]) / total).astype(np.float32) for count, usual in zip(counts, sheets.usual, strict=True)
    ]
