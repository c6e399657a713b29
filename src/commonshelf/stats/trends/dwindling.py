"""Is this series losing its people? One look at one series, with a false alarm rate fixed beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from commonshelf.stats.counts import as_counts, check_share
from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.reading import ensure_dimensions
from commonshelf.stats.trends.ranks import chance_of_ranks_this_low, smallest_chance

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

FEWEST_RECENT, MOST_RECENT = 3, 8
LONGEST_BASELINE = 52
EARLIEST = 10
LEAST_FALL = 0.2
ROUNDING = 1 + 1e-9  # the last digit of a float must not decide whether 1/120 is at most 1/120

Silence = Literal["too_few", "not_counted_lately", "no_fall", "small_fall"]
"""Why there is no alarm. The first two mean "cannot tell"; the last two mean "looked, and found none"."""


@dataclass(frozen=True)
class DwindlingResult:
    """What one look at a series saw.

    usual and recent are medians in people per session, of the baseline_n sessions before and of the recent_n latest. Both,
    and the p-values, are None when the series could not be judged. p_value belongs to this series alone; adjusted_p_value is what
    the alarm goes by: it also counts how many series were looked at, and is 1 for a fall too small to matter. n is all sessions counted,
    missing those that were not.
    """

    alarm: bool
    usual: float | None
    recent: float | None
    p_value: float | None
    adjusted_p_value: float | None
    n: int
    baseline_n: int
    recent_n: int
    missing: int
    silence: Silence | None

    @property
    def judged(self) -> bool:
        """Whether there was enough to go by; an unjudged series is neither well nor ill."""
        return self.p_value is not None


def dwindling(counts: ArrayLike, *, alarm_rate: float = 0.01, earliest: int = EARLIEST, least_fall: float = LEAST_FALL) -> DwindlingResult:
    """Say whether the latest sessions of a series drew fewer people than the sessions before them.

    counts has shape (sessions,), people per session, oldest first; NaN means nobody counted, which is not zero. The latest
    sessions (a quarter of those counted, at least 3, at most 8) are compared with up to 52 counted before them by the exact rank
    test of Wilcoxon, Mann and Whitney. If sessions are alike, the chance of an alarm at one look is at most alarm_rate,
    whatever the spread of the counts. An alarm further needs the median to have fallen by the share least_fall (0.2: from 15
    to 12 or lower), and never comes before `earliest` sessions were counted.

    Silent with a reason rather than wrong: too_few (fewer than earliest, or even the clearest order could not reach alarm_rate),
    not_counted_lately (the latest sessions were not counted), no_fall, small_fall. An empty series is too_few.
    Raises NotACountError, WrongShapeError, OutOfRangeError (alarm_rate, earliest < 4, least_fall outside 0..1).
    Source: Mann and Whitney (1947), Ann. Math. Statist. 18, 50-60. See docs/methods/dwindling.md for what season and repeated looks do to the rate.
    """
    check_share("alarm_rate", alarm_rate)
    check_patience(earliest, least_fall)
    seen = look(counts, earliest=earliest, hardest_rate=alarm_rate)
    return settle(seen, alarm_rate=alarm_rate, least_fall=least_fall, decisive=decisive_p_value(seen, least_fall))


@dataclass(frozen=True)
class Look:
    """A series as seen, before anything is decided."""

    n: int
    missing: int
    before: tuple[float, ...]
    latest: tuple[float, ...]
    p_value: float | None
    silence: Silence | None

    @property
    def fall(self) -> float:
        """The share by which the median fell; 0 where it rose or nobody ever came."""
        usual, recent = float(np.median(self.before)), float(np.median(self.latest))
        return max(0.0, 1 - recent / usual) if usual > 0 else 0.0


def look(counts: ArrayLike, *, earliest: int, hardest_rate: float) -> Look:
    """Split a series into before and latest, and give the chance of such an order."""
    values = as_counts(counts)
    ensure_dimensions(values, 1, "counts has", "one count for each session makes one")
    counted: NDArray[np.float64] = values[~np.isnan(values)]
    n = len(counted)
    missing = len(values) - n
    recent = min(MOST_RECENT, max(FEWEST_RECENT, n // 4))
    if n < earliest:
        return Look(n, missing, (), (), None, "too_few")
    used = counted[-(LONGEST_BASELINE + recent) :]
    if smallest_chance(len(used), recent) > hardest_rate * ROUNDING:
        return Look(n, missing, (), (), None, "too_few")
    if np.isnan(values[-recent:]).all():
        return Look(n, missing, (), (), None, "not_counted_lately")
    before, latest = tuple(used[:-recent].tolist()), tuple(used[-recent:].tolist())
    return Look(n, missing, before, latest, chance_of_ranks_this_low(used, recent), None)


def decisive_p_value(seen: Look, least_fall: float) -> float | None:
    """Return the p-value an alarm goes by: a fall too small to matter has none. It only ever grows, so the rate still holds."""
    if seen.p_value is None or fell_enough(seen, least_fall):
        return seen.p_value
    return 1.0


def settle(seen: Look, *, alarm_rate: float, least_fall: float, decisive: float | None) -> DwindlingResult:
    """Decide. `decisive` is the p-value after counting all the series looked at; None for a series that could not be judged."""
    silence = seen.silence
    if decisive is not None:
        if seen.p_value is not None and seen.p_value <= alarm_rate * ROUNDING and not fell_enough(seen, least_fall):
            silence = "small_fall"
        elif decisive > alarm_rate * ROUNDING:
            silence = "no_fall"
    judged = decisive is not None
    return DwindlingResult(
        alarm=judged and silence is None,
        usual=float(np.median(seen.before)) if judged else None,
        recent=float(np.median(seen.latest)) if judged else None,
        p_value=seen.p_value,
        adjusted_p_value=decisive,
        n=seen.n,
        baseline_n=len(seen.before),
        recent_n=len(seen.latest),
        missing=seen.missing,
        silence=silence,
    )


def fell_enough(seen: Look, least_fall: float) -> bool:
    """Tell a fall worth a visit from one that is merely certain. Rounding must not decide: 15 to 12 is a fifth."""
    return seen.fall > 0 and seen.fall >= least_fall - 1e-12


def check_patience(earliest: int, least_fall: float) -> None:
    """Raise OutOfRangeError for a wait or a fall that makes no sense."""
    if earliest <= FEWEST_RECENT:
        raise OutOfRangeError(f"earliest is {earliest}; {FEWEST_RECENT} latest sessions need at least one before them")
    if not 0 <= least_fall <= 1:
        raise OutOfRangeError(f"least_fall is {least_fall}; a fall is a share from 0 to 1")
