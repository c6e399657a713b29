"""Shares of people, each with the interval and the honesty it deserves."""

from commonshelf.stats.estimates.estimate import Estimate, IntervalKind, Recruitment
from commonshelf.stats.estimates.proportions import proportion, top_two_box

__all__ = ["Estimate", "IntervalKind", "Recruitment", "proportion", "top_two_box"]
