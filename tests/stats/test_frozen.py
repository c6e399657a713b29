from dataclasses import dataclass

import numpy as np

from commonshelf.stats.frozen import freeze, freeze_fields, frozen


@dataclass(frozen=True)
class Figures:
    people: np.ndarray
    shares: np.ndarray
    names: tuple[str, ...]


def test_freeze_closes_every_array():
    first, second = np.zeros(2), np.ones(3)
    freeze(first, second)
    assert (first.flags.writeable, second.flags.writeable) == (False, False)


def test_frozen_gives_the_same_array_back():
    array = np.zeros(2)
    assert frozen(array) is array
    assert not array.flags.writeable


def test_freeze_fields_closes_the_arrays_of_a_result_and_leaves_the_rest():
    figures = Figures(np.zeros(2), np.ones(2), ("a", "b"))
    freeze_fields(figures)
    assert (figures.people.flags.writeable, figures.shares.flags.writeable, figures.names) == (False, False, ("a", "b"))
