"""Ties that programs make, and how people move between levels of taking part: numbers of groups only, never a person."""

from commonshelf.stats.ties.groups import GroupTies, group_ties
from commonshelf.stats.ties.movement import ORBIT_WEIGHTS, Commitment, LevelMovement, level_movement, weighted_commitment
from commonshelf.stats.ties.people import PeopleTies, PeriodTies, people_ties

__all__ = [
    "ORBIT_WEIGHTS",
    "Commitment",
    "GroupTies",
    "LevelMovement",
    "PeopleTies",
    "PeriodTies",
    "group_ties",
    "level_movement",
    "people_ties",
    "weighted_commitment",
]
