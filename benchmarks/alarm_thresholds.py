"""Makes the table of thresholds in `commonshelf.stats.trends.table`, by simulation. Some minutes: `python -m benchmarks.alarm_thresholds`.

Quiet libraries of one branch with five series, because a small library knows its season and its dispersion worst: with many series the
rate is a little lower than asked for. Levels from 3 to 80 people a week and sizes from 3 to 60, uniform on the log scale; for the watch
that knows a season a yearly wave up to 0.35, from which a series strays by 0.05, for the one that knows none no wave. For
each number of weeks learned, 20,000 series are watched for three years; a threshold is the quantile of the highest score
within the watch at which quiet series alarm at the rate a year. The seed is none of those of `alarm_data`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.trends import table as old_table
from commonshelf.stats.trends.odds import log_odds
from commonshelf.stats.trends.usual import WEEKS_A_YEAR, learn_usual, waves
from commonshelf.stats.trends.weekly import as_weekly

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SEED = 20_261_123
LEARNED = {"SEASONAL": (39, 52, 78, 104, 156, 260), "SEASONLESS": (12, 16, 20, 26, 39, 52, 104, 260)}
WATCHED = (52, 104, 156)
RATES = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
LIBRARIES, SERIES = 4000, 5
LEVELS, SIZES, WAVE_MOST, STRAY = (3.0, 80.0), (3.0, 60.0), 0.35, 0.05


def quiet_library(rng: np.random.Generator, weeks: int, *, season: bool) -> Floats:
    """Return counts (series, weeks) to which nothing happens."""
    wave, peak = rng.uniform(0, WAVE_MOST), rng.uniform(0, 2 * np.pi)
    waved = np.array([wave * np.cos(peak), wave * np.sin(peak)]) + rng.normal(0, STRAY, (SERIES, 2))
    level, size = (np.exp(rng.uniform(np.log(low), np.log(high), SERIES)) for low, high in (LEVELS, SIZES))
    logs = np.concatenate([np.log(level)[:, None], waved * season], axis=1)
    mean = np.exp(logs @ waves(weeks, WEEKS_A_YEAR, 1).T)
    return rng.negative_binomial(size[:, None], size[:, None] / (size[:, None] + mean)).astype(np.float64)


def thresholds(learned: int, *, season: bool) -> tuple[tuple[float, ...], ...]:
    """Return (watched, rates) thresholds after so many weeks learned."""
    rng = np.random.default_rng([SEED, learned, season])
    highest = {watched: np.empty((LIBRARIES, SERIES)) for watched in WATCHED}
    for library in range(LIBRARIES):
        counts = quiet_library(rng, learned + WATCHED[-1], season=season)
        weekly = as_weekly(counts, learned=learned, branch=None, exposure=None)
        score, _ = log_odds(weekly, learn_usual(weekly, period=WEEKS_A_YEAR, harmonics=int(season)))
        for watched in WATCHED:
            highest[watched][library] = score[:, :watched].max(axis=1)
    quiet = [(1 - np.array(RATES)) ** (watched / WATCHED[0]) for watched in WATCHED]
    found = [np.quantile(highest[watched], share) for watched, share in zip(WATCHED, quiet, strict=True)]
    return tuple(tuple(round(float(value), 2) for value in row) for row in found)


def table_of(name: str) -> list[str]:
    """Return the lines of one table: for each number of weeks learned (watched, rates)."""
    lines = [f"{name}: dict[int, tuple[tuple[float, ...], ...]] = {{"]
    for learned in LEARNED[name]:
        rows = thresholds(learned, season=name == "SEASONAL")
        print(name, learned, rows, flush=True)
        lines += [f"    {learned}: (", *(f"        {row}," for row in rows), "    ),"]
    return [*lines, "}"]


def main() -> None:
    """Write the module anew."""
    place = Path(str(old_table.__file__))
    head = place.read_text().split("\n\n#", 1)[0]
    meaning = "# By weeks counted before the watch; then a row for each of WATCHED weeks, and a column for each of RATES, false alarms a series and year."
    lines = [meaning, f"WATCHED = {WATCHED}", f"RATES = {RATES}", *table_of("SEASONAL"), *table_of("SEASONLESS")]
    place.write_text(head + "\n\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
