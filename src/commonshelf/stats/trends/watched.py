"""What a watch saw, as facts and in plain English. The application says it in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from commonshelf.stats.trends.odds import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Whole = NDArray[np.intp]

Unjudged = Literal["too_few", "nobody_came", "not_counted_since"]
"""Why a series could not be judged: too few weeks counted to learn from, nobody ever came in them, or no week counted in the watch."""


@dataclass(frozen=True)
class Watched:
    """One series under watch. `since` and `alarmed` are columns of the counts; usual and recent are people in one unit of exposure.

    usual is what was to be expected in the weeks counted from `since` on, had nothing changed; recent what came in them. `since` is
    the most likely beginning of a fall, None where even the likeliest says there was none. unjudged says why nothing can be said.
    """

    number: int
    alarm: bool
    standing: bool
    alarmed: int | None
    since: int | None
    usual: float | None
    recent: float | None
    weeks_since: int
    score: float | None
    threshold: float | None
    unjudged: Unjudged | None

    def sentence(self, name: str = "", since: str = "") -> str:
        """Say it: `sentence("Tuesday book club", "March")` is "Tuesday book club: 14 → 6 since March"."""
        who = name or f"Series {self.number}"
        if self.unjudged is not None:
            return f"{who}: cannot tell ({self.unjudged.replace('_', ' ')})"
        if self.usual is None or self.recent is None:
            return f"{who}: as usual"
        numbers = f"{self.usual:.0f} → {self.recent:.0f} since {since or f'week {self.since}'}"
        if not self.alarm:
            return f"{who}: no alarm ({numbers} may be chance)"
        return f"{who}: {numbers}" if self.standing else f"{who}: alarmed, and has come back since (now {numbers})"

    @property
    def explanation(self) -> str:
        """The sentence without a name."""
        return self.sentence()


@dataclass(frozen=True)
class Watch:
    """What the watch saw of n series in its weeks. Arrays cannot be written to.

    score, threshold, alarm_at: the log odds that a series has fallen, (n, watched); the score at which each alarms, (n,); the column of its
    first alarm, or -1, (n,). since: the column where a fall most likely began, or -1. usual, recent: people in one unit of exposure in
    the weeks since, NaN where unknown. expected: (n, weeks), what was to be expected had nothing changed. judged: (n,).
    false_alarms is the chance for each quiet series and year, that the thresholds were made for.
    """

    score: Floats
    threshold: Floats
    expected: Floats
    alarm_at: Whole
    since: Whole
    usual: Floats
    recent: Floats
    weeks_since: Whole
    learned_weeks: Whole
    watched_weeks: Whole
    nobody_came: Bools
    false_alarms: float

    def __len__(self) -> int:
        return len(self.threshold)

    @property
    def judged(self) -> Bools:
        """Which series could be judged."""
        return ~np.isnan(self.threshold) & (self.watched_weeks > 0)

    @property
    def alarm(self) -> Bools:
        """Which series alarmed in any week of the watch."""
        return np.not_equal(self.alarm_at, NEVER)

    @property
    def expected_false_alarms(self) -> float:
        """How many alarms a year to expect of all series together if nothing happens to any of them."""
        return self.false_alarms * int(self.judged.sum())

    @property
    def explanation(self) -> str:
        """What was watched and how far to believe it."""
        judged, alarms = int(self.judged.sum()), int(self.alarm.sum())
        chance = f"{self.expected_false_alarms:.1f} of them a year would alarm by chance alone"
        return f"{alarms} of {judged} series alarm; {chance}. {len(self) - judged} could not be judged."

    def series(self, number: int) -> Watched:
        """Return what was seen of one series."""
        begun = self.since[number] != NEVER
        judged = bool(self.judged[number])
        score, threshold = float(self.score[number, -1]), float(self.threshold[number])
        alarm = bool(self.alarm[number])
        return Watched(
            number=number,
            alarm=alarm,
            standing=alarm and score >= threshold,
            alarmed=int(self.alarm_at[number]) if alarm else None,
            since=int(self.since[number]) if begun else None,
            usual=float(self.usual[number]) if begun else None,
            recent=float(self.recent[number]) if begun else None,
            weeks_since=int(self.weeks_since[number]) if begun else 0,
            score=score if judged else None,
            threshold=threshold if judged else None,
            unjudged=self._why_unjudged(number),
        )

    def _why_unjudged(self, number: int) -> Unjudged | None:
        if self.judged[number]:
            return None
        if self.nobody_came[number]:
            return "nobody_came"
        return "too_few" if np.isnan(self.threshold[number]) else "not_counted_since"

    @property
    def alarms(self) -> tuple[Watched, ...]:
        """The series that alarmed, the surest first."""
        numbers = np.flatnonzero(self.alarm)
        surest = numbers[np.argsort(-(self.score[numbers, -1] - self.threshold[numbers]), kind="stable")]
        return tuple(self.series(int(number)) for number in surest)
