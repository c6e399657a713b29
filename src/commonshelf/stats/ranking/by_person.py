"""Standard errors that know that one person's choices resemble each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.special import expit

from commonshelf.stats.errors import WrongShapeError
from commonshelf.stats.ranking.errors import TooFewPeopleError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from commonshelf.stats.ranking.choices import Choices
    from commonshelf.stats.ranking.likelihood import Maximum


def people_of(persons: ArrayLike, choices: Choices) -> NDArray[np.intp]:
    """Return for each choice that counts the number of its person, counted from 0."""
    who = np.asarray(persons)
    if who.shape != choices.kept.shape:
        raise WrongShapeError(f"persons has shape {who.shape}; one person for each of the {len(choices.kept)} choices is needed")
    names, number = np.unique(who[choices.kept], return_inverse=True)
    if len(names) < 2:
        raise TooFewPeopleError(f"{len(names)} person chose; how people differ needs two at least")
    return number.astype(np.intp)


def covariance_by_person(found: Maximum, choices: Choices, people: NDArray[np.intp], *, prior_sd: float | None) -> NDArray[np.float64]:
    """Return the sandwich: information at both ends, what each person adds to the slope squared between them.

    The prior keeps its share of the middle, so that an item nobody has seen stays as unsure as the prior says.
    """
    size, n_items = len(found.covariance), len(found.scores)
    gap = found.scores[choices.left] - found.scores[choices.right] + found.pull
    surprise = choices.won - expit(gap)
    rows, columns, values = [people, people], [choices.left, choices.right], [surprise, -surprise]
    if size > n_items:
        rows, columns, values = [*rows, people], [*columns, np.full(len(people), n_items)], [*values, surprise]
    n_people = int(people.max()) + 1
    place = (np.concatenate(rows), np.concatenate(columns))
    slopes = coo_array((np.concatenate(values), place), shape=(n_people, size)).tocsr()
    middle = (slopes.T @ slopes).toarray() * (n_people / (n_people - 1))
    if prior_sd is not None:
        middle[np.diag_indices(size)] += prior_sd**-2
    sandwich: NDArray[np.float64] = found.covariance @ middle @ found.covariance
    return sandwich
