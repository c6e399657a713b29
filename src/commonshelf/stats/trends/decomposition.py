"""What moves the count of a day: its level, the season, the day of the week. For charts and for a sentence, not for an alarm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.counts import as_counts
from commonshelf.stats.errors import NothingToEstimateError, OutOfRangeError, WrongShapeError
from commonshelf.stats.frozen import freeze
from commonshelf.stats.reading import ensure_dimensions
from commonshelf.stats.trends.errors import NotADayError, TooFewDaysError
from commonshelf.stats.trends.parts import DAYS_A_YEAR, parts_of, year_waves
from commonshelf.stats.trends.weekly import refuse_closed_but_counted

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from commonshelf.stats.trends.parts import Parts

    Floats = NDArray[np.float64]
    Whole = NDArray[np.intp]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_HARMONICS = 12
STEPS, SETTLED, FURTHEST = 60, 1e-12, 30.0


@dataclass(frozen=True)
class Decomposition:
    """expected = exposure x level x season x weekday, day by day. Arrays cannot be written to.

    level: (n,), people in one unit of exposure on a day of no special season or weekday. season: (n,), a factor around 1; all 1 where less than a year
    was counted (season_known says so). weekday: (7,), a factor, Monday first; NaN for weekdays never counted, 1 where there is only one.
    weekday_error: (7,), the standard error of its log. expected: (n,), 0 where closed. surprise: (n,), how far the count lies from what
    was expected in standard deviations, NaN where nobody counted or it was closed. dispersion: the variance in means (1: Poisson).
    year: (12,), the season in the middle of each month. counted: days counted while open; missing: open but not counted; closed.
    """

    level: Floats
    season: Floats
    season_known: bool
    weekday: Floats
    weekday_error: Floats
    expected: Floats
    surprise: Floats
    dispersion: float
    year: Floats
    counted: int
    missing: int
    closed: int

    @property
    def explanation(self) -> str:
        """Level, weekday and season in a plain English sentence."""
        said = [f"Level {self.level[0]:.0f} → {self.level[-1]:.0f} people"]
        if np.isfinite(self.weekday).sum() > 1:
            best, worst = int(np.nanargmax(self.weekday)), int(np.nanargmin(self.weekday))
            said.append(
                f"busiest {WEEKDAYS[best]} ({_percent(self.weekday[best])}), quietest {WEEKDAYS[worst]} ({_percent(self.weekday[worst])})"
            )
        if self.season_known:
            high, low = int(self.year.argmax()), int(self.year.argmin())
            said.append(f"most in month {high + 1} ({_percent(self.year[high])}), fewest in month {low + 1} ({_percent(self.year[low])})")
        return "; ".join(said) + f". From {self.counted} counts; {self.missing} missing, {self.closed} closed."


def decompose(
    counts: ArrayLike, days: ArrayLike, *, exposure: ArrayLike | None = None, harmonics: int = 2, level_days: float = DAYS_A_YEAR
) -> Decomposition:
    """Tell level, season and weekday apart in one series of counts.

    counts has shape (n,), people; NaN is not counted, which is not zero. days, (n,): dates (datetime64, or text such as 2026-03-01), rising; for
    weekly or monthly counts the day each begins. exposure, (n,): how much was open; 0 is a known closure and says nothing about people.
    The level is a line that may bend once in `level_days` counted days; the season has `harmonics` waves a year and is left out where
    less than a year was counted; weekdays are left out where there is one. Quasi-Poisson maximum likelihood, all at once.

    Raises NotACountError, NotADayError, WrongShapeError, OutOfRangeError, ClosedButCountedError, NothingToEstimateError (nothing
    counted, or nobody ever came), TooFewDaysError.
    Source: McCullagh and Nelder (1989), Generalized Linear Models, chapters 6 and 9. See docs/methods/decomposition.md.
    """
    if not 0 <= harmonics <= MOST_HARMONICS or not level_days > 0:
        raise OutOfRangeError(
            f"harmonics is {harmonics} and level_days {level_days}; 0 to {MOST_HARMONICS} harmonics and a positive number of days"
        )
    people = as_counts(counts)
    when = _as_days(days, people)
    opened = _as_exposure(exposure, people)
    known = ~np.isnan(people) & (opened > 0)
    if not np.nansum(people[known]) > 0:
        raise NothingToEstimateError("nobody came, or nothing was counted; there is no level to speak of")
    parts = parts_of(when, known, harmonics=harmonics, level_days=level_days)
    design = parts.all
    if known.sum() <= design.shape[1]:
        raise TooFewDaysError(f"{known.sum()} days were counted; level, season and weekday are {design.shape[1]} numbers")
    coefficients = _fit(people[known], design[known], np.log(opened[known]))
    with np.errstate(divide="ignore"):
        expected = np.exp(design @ coefficients + np.log(opened))
    return _told(people, opened, known, expected, parts, coefficients)


def _fit(people: Floats, design: Floats, offset: Floats) -> Floats:
    """Return the Poisson maximum-likelihood coefficients by Newton's method. A weekday on which nobody comes has no finite one; it stops at FURTHEST."""
    coefficients = np.linalg.lstsq(design, np.log(people + 0.5) - offset, rcond=None)[0]
    for _ in range(STEPS):
        linear = np.clip(design @ coefficients + offset, -FURTHEST, FURTHEST)
        mean = np.exp(linear)
        root = np.sqrt(mean)
        move = np.linalg.lstsq(design * root[:, None], (people - mean) / root, rcond=None)[0]
        move *= min(1.0, 2.0 / max(float(np.abs(move).max()), 1e-300))
        coefficients += move
        if np.abs(move).max() < SETTLED:
            break
    return np.asarray(coefficients, dtype=np.float64)


def _told(people: Floats, opened: Floats, known: NDArray[np.bool_], expected: Floats, parts: Parts, coefficients: Floats) -> Decomposition:
    design = parts.all[known]
    free = int(known.sum()) - design.shape[1]
    dispersion = float(((people[known] - expected[known]) ** 2 / expected[known]).sum() / free)
    surprise = np.full(len(people), np.nan)
    surprise[known] = (people[known] - expected[known]) / np.sqrt(max(dispersion, 1e-300) * expected[known])
    level, season, _ = parts.split(coefficients)
    covariance = np.asarray(np.linalg.pinv((design * expected[known, None]).T @ design) * dispersion, dtype=np.float64)
    weekday, weekday_error = _weekdays(parts, coefficients, covariance)
    midmonth = np.round((np.arange(12) + 0.5) * DAYS_A_YEAR / 12).astype(np.intp)
    found = Decomposition(
        level=np.exp(parts.level @ level),
        season=np.exp(parts.season @ season),
        season_known=bool(len(season)),
        weekday=weekday,
        weekday_error=weekday_error,
        expected=expected,
        surprise=surprise,
        dispersion=dispersion,
        year=np.exp(year_waves(midmonth, len(season) // 2) @ season),
        counted=int(known.sum()),
        missing=int((np.isnan(people) & (opened > 0)).sum()),
        closed=int((opened <= 0).sum()),
    )
    freeze(found.level, found.season, found.weekday, found.weekday_error, found.expected, found.surprise, found.year)
    return found


def _weekdays(parts: Parts, coefficients: Floats, covariance: Floats) -> tuple[Floats, Floats]:
    """Return the factor of each weekday and the standard error of its log; the last one is minus the sum of the others."""
    width = len(parts.weekdays) - 1
    first = len(coefficients) - width
    spell = np.concatenate([np.eye(width), -np.ones((1, width))])
    factor, error = np.full(7, np.nan), np.full(7, np.nan)
    factor[parts.weekdays] = np.exp(spell @ coefficients[first:])
    error[parts.weekdays] = np.sqrt(np.einsum("ij,jk,ik->i", spell, covariance[first:, first:], spell))
    return factor, error


def _as_days(days: ArrayLike, people: Floats) -> Whole:
    ensure_dimensions(people, 1, "counts has", "one count for each day makes one")
    try:
        dates = np.array(days, dtype="datetime64[D]")
    except (TypeError, ValueError) as fault:
        raise NotADayError(f"days must be dates: {fault}") from fault
    if dates.shape != people.shape:
        raise WrongShapeError(f"days has the shape {dates.shape}; counts has {people.shape}")
    if np.isnat(dates).any():
        raise NotADayError("a day is missing; every count has one")
    whole = dates.astype(np.int64).astype(np.intp)
    if (np.diff(whole) <= 0).any():
        raise NotADayError(
            f"day {dates[int(np.argmax(np.diff(whole) <= 0)) + 1]} does not come after the day before it; days rise, each once"
        )
    return whole


def _as_exposure(exposure: ArrayLike | None, people: Floats) -> Floats:
    if exposure is None:
        return np.ones_like(people)
    opened = np.array(exposure, dtype=np.float64)
    if opened.shape != people.shape:
        raise WrongShapeError(f"exposure has the shape {opened.shape}; counts has {people.shape}")
    if not (np.isfinite(opened) & (opened >= 0)).all():
        raise OutOfRangeError("exposure is how much was open: a number from 0 (closed) up, known for each day")
    refuse_closed_but_counted(np.nan_to_num(people), opened)
    return opened


def _percent(factor: float) -> str:
    return f"{100 * (factor - 1):+.0f} %"
