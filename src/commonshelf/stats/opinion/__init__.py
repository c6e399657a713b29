"""Who votes alike, what unites and what divides them, and whether that may be shown."""

from commonshelf.stats.opinion.divisiveness import Divisiveness, divisiveness
from commonshelf.stats.opinion.groups import GroupFigures, describe_groups
from commonshelf.stats.opinion.mapping import map_opinions
from commonshelf.stats.opinion.opinion_map import Mode, OpinionMap
from commonshelf.stats.opinion.rand_index import adjusted_rand_index
from commonshelf.stats.opinion.representative import MajorityStatement, RepresentativeStatement
from commonshelf.stats.opinion.tallies import Tallies, tally
from commonshelf.stats.opinion.uniting import CommonGround
from commonshelf.stats.opinion.verdict import GroupsVerdict, judge_groups
from commonshelf.stats.opinion.votes import Votes, add_votes, gather_votes

__all__ = [
    "CommonGround",
    "Divisiveness",
    "GroupFigures",
    "GroupsVerdict",
    "MajorityStatement",
    "Mode",
    "OpinionMap",
    "RepresentativeStatement",
    "Tallies",
    "Votes",
    "add_votes",
    "adjusted_rand_index",
    "describe_groups",
    "divisiveness",
    "gather_votes",
    "judge_groups",
    "map_opinions",
    "tally",
]
