"""Slow: how often the intervals hold the truth, and how often a placebo test cries wolf. `python -m tests.stats.test_effects_coverage` prints the table of the method pages."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from scipy.stats import binom

from commonshelf.stats.effects import difference_in_differences, interrupted_time_series, synthetic_control
from commonshelf.stats.effects.figures import student_effect
from commonshelf.stats.effects.line import Line
from commonshelf.stats.effects.mixing import Mixing
from tests.stats.simulated_branches import branches


def line_holds(rng, *, periods, change_at, lean, errors):
    """Say whether the interval of the mean effect holds zero, for one branch alone where nothing changed."""
    figures = branches(rng, units=1, periods=periods, lean=lean, spread=0.2, shared=0.0)[0]
    fit = Line(change_at, None, 1, errors, None).fit(figures, np.arange(float(periods)))
    error, degrees = float(fit.standard_errors[0]), float(fit.degrees_of_freedom[0])
    return not student_effect(float(fit.values[0]), error, degrees, level=0.95, scale="difference").surely_not_zero


def mix_holds(rng, *, periods, change_at, lean):
    figures = np.log(branches(rng, units=13, periods=periods, lean=lean) + 0.5)
    value, error = Mixing(0.0, intercept=False).freed_of_misfit(figures[0], figures[1:], change_at, 3)
    return not student_effect(value, error, 2.0, level=0.95, scale="difference").surely_not_zero


def steps_hold(rng, *, periods, change_at, lean, matches=None):
    figures = np.log(branches(rng, units=13, periods=periods, lean=lean) + 0.5)
    return not difference_in_differences(figures, changed=0, change_at=change_at, matches=matches).effect.surely_not_zero


def share(holds, runs, seed, **kind):
    rng = np.random.default_rng(seed)
    return float(np.mean([holds(rng, **kind) for _ in range(runs)]))


@pytest.mark.slow
@pytest.mark.parametrize(("lean", "least"), [(0.0, 0.93), (0.4, 0.91)])
def test_interrupted_series_interval_holds_the_truth_although_weeks_hang_together(lean, least):
    covered = share(line_holds, 200, 61, periods=60, change_at=45, lean=lean, errors="prais_winsten")
    assert binom.ppf(0.002, 200, least) / 200 <= covered <= 0.99


@pytest.mark.slow
@pytest.mark.parametrize("lean", [0.0, 0.5, 0.8])
def test_synthetic_control_interval_holds_the_truth(lean):
    covered = share(mix_holds, 200, 62, periods=60, change_at=45, lean=lean)
    assert binom.ppf(0.002, 200, 0.94) / 200 <= covered <= 0.99


@pytest.mark.slow
@pytest.mark.parametrize("matches", [None, 5])
def test_differences_interval_holds_the_truth(matches):
    covered = share(steps_hold, 300, 63, periods=36, change_at=24, lean=0.5, matches=matches)
    assert binom.ppf(0.002, 300, 0.945) / 300 <= covered <= 0.99


@pytest.mark.slow
@pytest.mark.parametrize("way", ["differences", "synthetic", "interrupted"])
def test_placebo_in_space_cries_wolf_as_often_as_its_level(way):
    """With nine controls and no change, the real unit is the most striking of ten in one town of ten."""
    rng, runs = np.random.default_rng(64), {"differences": 200, "synthetic": 120, "interrupted": 60}[way]
    wolves = 0
    for _ in range(runs):
        figures = branches(rng, units=10, periods=30)
        if way == "differences":
            result = difference_in_differences(figures, changed=0, change_at=20)
        elif way == "synthetic":
            result = synthetic_control(figures, changed=0, change_at=20, worst_fit=100.0)
        else:
            result = interrupted_time_series(figures[0], change_at=20, controls=figures[1:], errors="newey_west")
        wolves += result.in_space.p_value <= 0.1
    assert binom.ppf(0.002, runs, 0.1) <= wolves <= binom.ppf(0.998, runs, 0.1)


@pytest.mark.slow
def test_differences_find_a_rise_by_a_half_about_four_times_in_five():
    rng, runs, found = np.random.default_rng(65), 100, 0
    for _ in range(runs):
        figures = branches(rng, units=13, periods=36, shared=0.1) + 1
        figures[0, 24:] *= 1.5
        found += difference_in_differences(figures, changed=0, change_at=24, scale="ratio").effect.surely_not_zero
    assert binom.ppf(0.002, runs, 0.8) <= found <= binom.ppf(0.998, runs, 0.8)


def main():
    for periods, change_at in ((24, 16), (36, 24), (60, 45), (104, 78)):
        for lean in (0.0, 0.4, 0.7):
            kind = {"periods": periods, "change_at": change_at, "lean": lean}
            row = [share(line_holds, 500, 71, errors=errors, **kind) for errors in ("prais_winsten", "newey_west")]
            row += [share(steps_hold, 500, 72, **kind), share(steps_hold, 500, 73, matches=5, **kind), share(mix_holds, 500, 74, **kind)]
            sys.stdout.write(f"| {periods} | {change_at} | {lean} | " + " | ".join(f"{one:.3f}" for one in row) + " |\n")


if __name__ == "__main__":
    main()
