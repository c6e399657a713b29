"""Turns what a caller passes into private arrays, or says what is wrong with it and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from commonshelf.stats.errors import WrongShapeError
from commonshelf.stats.estimates.errors import MissingLabelError, NotADomainError, NotAMeasureError, UnknownRuleError
from commonshelf.stats.reading import read_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike, NDArray

    FloatArray = NDArray[np.float64]
    IntArray = NDArray[np.int64]
    Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Labels:
    """codes has shape (people,): the position in names, or -1 where the label is missing (None or NaN)."""

    codes: IntArray
    names: tuple[Any, ...]


def as_values(values: ArrayLike, *, name: str, people: int | None = None) -> FloatArray:
    """Return a private float copy of shape (people,); NaN and None stay missing. Raises NotAMeasureError, WrongShapeError."""
    array = read_numbers(values, NotAMeasureError, f"{name} must be numbers")
    check_shape(array.shape, name=name, people=people)
    if np.isinf(array).any():
        first = int(np.argmax(np.isinf(array)))
        raise NotAMeasureError(f"{name} at position {first} is infinite")
    return array


def as_domain(domain: ArrayLike | None, *, people: int) -> Mask:
    """Return who belongs to the domain; None means everyone. Raises NotADomainError, WrongShapeError."""
    if domain is None:
        return np.ones(people, dtype=np.bool_)
    array = np.array(domain)
    if array.dtype != np.bool_:
        raise NotADomainError(f"domain holds {array.dtype}; it must be True or False for each person")
    check_shape(array.shape, name="domain", people=people)
    return array


def as_labels(labels: ArrayLike, *, name: str, people: int | None = None) -> Labels:
    """Number the labels in their own order (in order of appearance where they have none). Raises WrongShapeError."""
    array = labels if isinstance(labels, np.ndarray) else np.asarray(labels, dtype=object)
    check_shape(array.shape, name=name, people=people)
    missing = _missing(array)
    known = array[~missing]
    codes = np.full(len(array), -1, dtype=np.int64)
    try:
        names, codes[~missing] = np.unique(known, return_inverse=True)
        return Labels(codes, tuple(names.tolist()))
    except TypeError:  # numbers beside words have no order
        places = {label: place for place, label in enumerate(dict.fromkeys(known.tolist()))}
        codes[~missing] = [places[label] for label in known.tolist()]
        return Labels(codes, tuple(places))


def as_full_labels(labels: ArrayLike, *, name: str, people: int) -> Labels:
    """Like as_labels, for what nobody may lack. Raises MissingLabelError with the first position."""
    found = as_labels(labels, name=name, people=people)
    if (found.codes < 0).any():
        raise MissingLabelError(f"{name} at position {int(np.argmax(found.codes < 0))} is missing")
    return found


def check_shape(shape: tuple[int, ...], *, name: str, people: int | None) -> None:
    """Raise WrongShapeError unless there is one entry for each person."""
    if len(shape) != 1:
        raise WrongShapeError(f"{name} has {len(shape)} dimensions; one entry for each person makes one")
    if people is not None and shape[0] != people:
        raise WrongShapeError(f"{name} has {shape[0]} entries for {people} people")


def check_rule(name: str, rule: str, known: Iterable[str]) -> None:
    """Raise UnknownRuleError unless rule is one of those known."""
    if rule not in set(known):
        raise UnknownRuleError(f"{name} is {rule!r}; it must be one of {', '.join(known)}")


def _missing(array: NDArray[Any]) -> Mask:
    if array.dtype.kind == "f":
        missing: Mask = np.isnan(array)
        return missing
    if array.dtype.kind == "O":
        # NaN is the only label that differs from itself.
        return np.array([label is None or label != label for label in array], dtype=np.bool_)  # noqa: PLR0124 -- that is how NaN shows
    return np.zeros(len(array), dtype=np.bool_)
