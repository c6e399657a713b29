import numpy as np
import pytest

from commonshelf.stats.errors import NotACountError, WrongShapeError
from commonshelf.stats.reading import ensure_dimensions, first_where, read_numbers


def read(given, **options):
    return read_numbers(given, NotACountError, "people must be numbers", **options)


def test_numbers_are_read_as_a_private_copy():
    given = np.array([1.0, 2.0])
    read(given)[0] = 9
    assert given.tolist() == [1, 2]
    assert read([True, 2, np.float32(0.5)]).tolist() == [1, 2, 0.5]
    assert np.isnan(read([None, 1])).tolist() == [True, False]


def test_numbers_are_not_copied_when_they_are_only_read():
    given = np.array([1.0, 2.0])
    assert read(given, copy=False) is given
    assert read([1, 2], copy=False).tolist() == [1, 2]


@pytest.mark.parametrize("given", [["one"], [[1], [1, 2]], object(), [1j]])
def test_what_is_no_number_is_refused_in_the_words_of_the_method(given):
    for copy in (True, False):
        with pytest.raises(NotACountError, match=r"^people must be numbers: "):
            read(given, copy=copy)


def test_dimensions_are_counted():
    ensure_dimensions(np.zeros((2, 2)), 2, "a table has", "rows by columns makes two")
    with pytest.raises(WrongShapeError, match=r"^a table has 1 dimensions; rows by columns makes two$"):
        ensure_dimensions(np.zeros(2), 2, "a table has", "rows by columns makes two")


def test_first_wrong_value_is_placed_by_rows():
    assert first_where(np.array([False, True, True])) == (1,)
    assert first_where(np.array([[False, False], [False, True]])) == (1, 1)
    assert first_where(np.zeros((2, 3), dtype=bool)) is None
    assert first_where(np.zeros(0, dtype=bool)) is None
