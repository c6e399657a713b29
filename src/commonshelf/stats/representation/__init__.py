"""Who is heard, against who lives here."""

from commonshelf.stats.representation.census_margins import (
    margin_of_change,
    margin_of_product,
    margin_of_proportion,
    margin_of_ratio,
    margin_of_sum,
    read_margins,
    standard_error,
)
from commonshelf.stats.representation.heard import RatioInterval, Representation, Verdict, representation
from commonshelf.stats.representation.population import CensusError, share_errors
from commonshelf.stats.representation.ranking import By, MissingRanking, rank_missing
from commonshelf.stats.representation.sample_sizes import SampleSize, sample_size_for_ratio, sample_size_for_share
from commonshelf.stats.representation.surprise import Adjustment, adjust_p_values, mid_p_value

__all__ = [
    "Adjustment",
    "By",
    "CensusError",
    "MissingRanking",
    "RatioInterval",
    "Representation",
    "SampleSize",
    "Verdict",
    "adjust_p_values",
    "margin_of_change",
    "margin_of_product",
    "margin_of_proportion",
    "margin_of_ratio",
    "margin_of_sum",
    "mid_p_value",
    "rank_missing",
    "read_margins",
    "representation",
    "sample_size_for_ratio",
    "sample_size_for_share",
    "share_errors",
    "standard_error",
]
