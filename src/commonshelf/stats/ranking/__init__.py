"""Choices between two things: which come first, how sure that is, and which two to ask about next."""

from commonshelf.stats.ranking.bradley_terry import pairwise_scores
from commonshelf.stats.ranking.next_pair import NextPair, next_pair
from commonshelf.stats.ranking.rank_intervals import RankIntervals, rank_intervals
from commonshelf.stats.ranking.scores import Difference, PairwiseScores

__all__ = ["Difference", "NextPair", "PairwiseScores", "RankIntervals", "next_pair", "pairwise_scores", "rank_intervals"]
