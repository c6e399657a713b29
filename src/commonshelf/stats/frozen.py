"""Results nobody can change by mistake: a frozen dataclass does not close the arrays it holds."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from numpy.typing import NDArray

Array = TypeVar("Array", bound="NDArray[Any]")


def freeze(*arrays: NDArray[Any]) -> None:
    """Close arrays for writing. Only for arrays of our own: a caller's array would be closed for the caller too."""
    for array in arrays:
        array.setflags(write=False)


def frozen(array: Array) -> Array:
    """Return the array, closed for writing."""
    freeze(array)
    return array


def freeze_fields(result: DataclassInstance) -> None:
    """Close every array that stands in a field of `result`; other fields stay as they are."""
    values = [getattr(result, each.name) for each in fields(result)]
    freeze(*[value for value in values if isinstance(value, np.ndarray)])
