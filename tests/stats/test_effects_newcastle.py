"""A real rebuilding: Outer West library of Newcastle upon Tyne, closed May to August 2023 and reopened in a cabin, beside the other branches."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from commonshelf.stats.effects import difference_in_differences, interrupted_time_series, synthetic_control
from commonshelf.stats.effects.errors import NoRatioOfZeroError
from tests.conftest import SHARED_DATA

VISITS = SHARED_DATA / "newcastle_libraries" / "2008-onwards-monthly-visits.csv"
FIRST, CLOSED, REOPENED, LAST = (2021, 9), (2023, 5), (2023, 9), (2024, 8)


def month(year, number):
    return 12 * year + number - 1


@pytest.fixture(scope="module")
def newcastle():
    """Return (branch names, visits) by month from September 2021, of the branches that were open; months closed or without data are missing."""
    if not VISITS.exists():
        pytest.skip("needs shared/data/newcastle_libraries beside the repository")
    with VISITS.open(encoding="utf-8-sig", newline="") as lines:
        head, *rows = list(csv.reader(lines))
    months = np.array([month(*map(int, name.split("-"))) for name in head[1:]]) - month(*FIRST)
    visits = np.full((len(rows), month(*LAST) - month(*FIRST) + 1), np.nan)
    for row, cells in enumerate(rows):
        for place, cell in zip(months, cells[1:], strict=True):
            if cell.strip() and 0 <= place < visits.shape[1]:
                visits[row, place] = float(cell)
    names = [cells[0] for cells in rows]
    visits[names.index("Outer West"), month(*CLOSED) - month(*FIRST) : month(*REOPENED) - month(*FIRST)] = np.nan
    kept = (np.nan_to_num(visits, nan=1.0) > 0).all(axis=1) & ~np.isnan(visits).all(axis=1)  # Blakelaw had a month of nobody: it was shut
    return [name for name, is_kept in zip(names, kept, strict=True) if is_kept], visits[kept]


@pytest.fixture
def rebuilt(newcastle):
    names, visits = newcastle
    return visits, names.index("Outer West"), month(*CLOSED) - month(*FIRST)


def test_rebuilt_branch_fell_behind_the_others_and_the_intervals_say_how_little_is_sure(rebuilt):
    visits, outer_west, change = rebuilt
    result = difference_in_differences(visits, changed=outer_west, change_at=change, scale="ratio")
    assert (result.compared.before, result.compared.after, len(result.compared.control_units)) == (20, 12, 11)
    assert -0.6 < result.effect.value < -0.4
    assert not result.effect.surely_not_zero
    assert result.in_space.tried == 11
    before = np.log(visits[:, :change]).mean(axis=1)
    after = np.log(visits[:, change + 4 :]).mean(axis=1)
    others = list(result.compared.control_units)
    by_hand = (after - before)[outer_west] - (after - before)[others].mean()
    assert result.effect.value == pytest.approx(np.expm1(by_hand))


def test_rebuilt_branch_beside_a_mix_of_the_others(rebuilt):
    visits, outer_west, change = rebuilt
    result = synthetic_control(visits, changed=outer_west, change_at=change, scale="ratio")
    assert result.effect.low < result.effect.value < 0 < result.effect.high
    assert (result.weights.sum(), result.weights.min() >= 0, result.in_space.tried) == (pytest.approx(1.0), True, 11)
    assert result.fit < 1


def test_rebuilt_branch_beside_its_own_line(rebuilt):
    visits, outer_west, change = rebuilt
    controls = np.delete(visits, outer_west, axis=0)
    beside = interrupted_time_series(visits[outer_west], change_at=change, controls=controls, scale="ratio")
    alone = interrupted_time_series(visits[outer_west], change_at=change, controls=None, scale="ratio", season=12)
    assert (beside.compared.periods_left_out, beside.compared.before, alone.compared_with) == (4, 20, "own_past")
    assert beside.effect.low < beside.effect.value < beside.effect.high


def test_a_month_with_nobody_is_no_ratio_and_is_refused(rebuilt):
    visits, outer_west, change = rebuilt
    empty = visits.copy()
    empty[outer_west, change + 5] = 0
    with pytest.raises(NoRatioOfZeroError):
        difference_in_differences(empty, changed=outer_west, change_at=change, scale="ratio")
