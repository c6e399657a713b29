"""Figures of people's answers, each with the interval and the honesty it deserves."""

from commonshelf.stats.estimates.association import Association, association
from commonshelf.stats.estimates.bootstrap import bootstrap
from commonshelf.stats.estimates.comparisons import Comparison, compare
from commonshelf.stats.estimates.design import Design
from commonshelf.stats.estimates.estimate import Estimate, IntervalKind, Recruitment
from commonshelf.stats.estimates.groups import Groups, by_group
from commonshelf.stats.estimates.halves import balanced_halves
from commonshelf.stats.estimates.intervals import ShareInterval
from commonshelf.stats.estimates.jackknife import jackknife
from commonshelf.stats.estimates.proportions import proportion, top_two_box
from commonshelf.stats.estimates.replicates import ReplicateDesign, given_replicates
from commonshelf.stats.estimates.stages import LonelyRule
from commonshelf.stats.estimates.tables import CrossTable, cross_table
from commonshelf.stats.estimates.weighted import estimate_mean, estimate_ratio, estimate_share, estimate_total

__all__ = [
    "Association",
    "Comparison",
    "CrossTable",
    "Design",
    "Estimate",
    "Groups",
    "IntervalKind",
    "LonelyRule",
    "Recruitment",
    "ReplicateDesign",
    "ShareInterval",
    "association",
    "balanced_halves",
    "bootstrap",
    "by_group",
    "compare",
    "cross_table",
    "estimate_mean",
    "estimate_ratio",
    "estimate_share",
    "estimate_total",
    "given_replicates",
    "jackknife",
    "proportion",
    "top_two_box",
]
