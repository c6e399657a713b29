"""Many series watched at once: the more one looks at, the more one would find by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scipy.stats import false_discovery_control

from commonshelf.stats.counts import check_share
from commonshelf.stats.trends.dwindling import EARLIEST, LEAST_FALL, DwindlingResult, check_patience, decisive_p_value, look, settle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike


def dwindling_many(
    list_of_counts: Iterable[ArrayLike], *, alarm_rate: float = 0.01, earliest: int = EARLIEST, least_fall: float = LEAST_FALL
) -> tuple[DwindlingResult, ...]:
    """Look at many series at once, in their order, holding alarm_rate over all of them by Benjamini and Hochberg's step-up rule.

    Two promises, for series that are independent or rise and fall together: when nothing dwindles, the chance of any alarm at this
    look is at most alarm_rate; when some do, at most the share alarm_rate of the alarms is false on average. Series that
    cannot be judged are left out and cost the others nothing. A series whose median fell less than least_fall counts as looked
    at and quiet (its p-value enters as 1), so that dropping it cannot break the second promise.

    Each series as in dwindling; an empty list gives an empty tuple. Raises what dwindling raises.
    Source: Benjamini and Hochberg (1995), J. R. Statist. Soc. B 57, 289-300; Benjamini and Yekutieli (2001), Ann. Statist. 29,
    1165-1188, for series that move together. See docs/methods/many-series.md.
    """
    check_share("alarm_rate", alarm_rate)
    check_patience(earliest, least_fall)
    looks = [look(counts, earliest=earliest, hardest_rate=alarm_rate) for counts in list_of_counts]
    entering = [p_value for p_value in (decisive_p_value(seen, least_fall) for seen in looks) if p_value is not None]
    adjusted = iter(false_discovery_control(entering, method="bh").tolist() if entering else ())
    return tuple(
        settle(seen, alarm_rate=alarm_rate, least_fall=least_fall, decisive=None if seen.p_value is None else next(adjusted))
        for seen in looks
    )
