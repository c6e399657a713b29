"""Scores from choices between two things, by the model of Zermelo, Bradley and Terry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.estimates.estimate import Recruitment, check_recruitment
from commonshelf.stats.frozen import freeze
from commonshelf.stats.ranking.by_person import covariance_by_person, people_of
from commonshelf.stats.ranking.choices import Choices, PairCounts, Ties, checked_choices, count_pairs
from commonshelf.stats.ranking.existence import require_maximum
from commonshelf.stats.ranking.likelihood import Maximum, find_maximum
from commonshelf.stats.ranking.scores import PairwiseScores

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

PRIOR_SD = 2.0


def pairwise_scores(
    left: ArrayLike,
    right: ArrayLike,
    chosen: ArrayLike,
    *,
    n_items: int,
    recruitment: Recruitment,
    persons: ArrayLike | None = None,
    ties: Ties = "half",
    prior_sd: float | None = PRIOR_SD,
    position: bool = False,
    level: float = 0.95,
) -> PairwiseScores:
    """Turn choices between two items each into scores with intervals.

    left, right and chosen have shape (choices,): the numbers (0 to n_items - 1) of the items shown on either side, and 1 where the left one was
    chosen, -1 the right one, 0 "both equally" (ties says what that counts for), NaN "I cannot decide" (left out and counted). The
    chance of the left one is 1 / (1 + exp(-(score(left) - score(right) + position))); scores add up to zero.

    prior_sd is the spread of a weak normal prior for each score (and the position), on the logit scale; it keeps scores finite where an item
    always won or no chain of choices links two groups. None asks for plain maximum likelihood, which refuses those. position=True estimates
    what standing on the left is worth. persons (one code for each choice) makes the standard errors know that one person's choices resemble
    each other. With a prior and no choices every score is 0, as unsure as the prior. level is the coverage of low and high, item by item.

    Raises TooFewItemsError, NotAnItemError, NotAChoiceError, WrongShapeError, OutOfRangeError, TooFewPeopleError, UnknownRecruitmentError;
    with prior_sd=None also DisconnectedItemsError and OneSidedItemsError (both say which items), OneSidedPositionError; NoAgreementReachedError.
    Source: Zermelo (1929), Math. Z. 29, 436-460; Bradley and Terry (1952), Biometrika 39, 324-345; Ford (1957), Amer. Math. Monthly 64, 28-33;
    by person: Liang and Zeger (1986), Biometrika 73, 13-22. See docs/methods/pairwise-choices.md.
    """
    _check(recruitment, level, prior_sd)
    choices = checked_choices(left, right, chosen, n_items=n_items, ties=ties)
    people = None if persons is None else people_of(persons, choices)
    counts = count_pairs(choices, int(n_items))
    if prior_sd is None:
        require_maximum(counts, position=position)
    found = find_maximum(counts, prior_sd=prior_sd, position=position)
    covariance = found.covariance if people is None else covariance_by_person(found, choices, people, prior_sd=prior_sd)
    return _result(
        choices, counts, found, covariance, people=people, prior_sd=prior_sd, position=position, level=level, recruitment=recruitment
    )


def _check(recruitment: str, level: float, prior_sd: float | None) -> None:
    check_recruitment(recruitment)
    check_share("level", level)
    if prior_sd is not None and not 0 < prior_sd < np.inf:
        raise OutOfRangeError(f"prior_sd is {prior_sd}; it is a spread above 0, or None for no prior")


def _result(
    choices: Choices,
    counts: PairCounts,
    found: Maximum,
    covariance: NDArray[np.float64],
    *,
    people: NDArray[np.intp] | None,
    prior_sd: float | None,
    position: bool,
    level: float,
    recruitment: Recruitment,
) -> PairwiseScores:
    n = counts.n_items
    se = np.sqrt(np.diag(covariance))
    arm = float(ndtri((1 + level) / 2)) * se[:n]
    chosen = counts.per_item(counts.won, counts.shown - counts.won)
    asked = counts.per_item(counts.shown, counts.shown).astype(np.int64)
    arrays = (found.scores.copy(), se[:n].copy(), found.scores - arm, found.scores + arm, chosen, asked, covariance[:n, :n].copy())
    freeze(*arrays)
    return PairwiseScores(
        *arrays,
        n=len(choices.left),
        people=None if people is None else int(people.max()) + 1,
        equal=choices.equal,
        undecided=choices.undecided,
        position=found.pull if position else None,
        position_se=float(se[n]) if position else None,
        prior_sd=prior_sd,
        level=level,
        recruitment=recruitment,
        interval_kind="wald" if recruitment == "probability" else "wald_model",
        steps=found.steps,
    )
