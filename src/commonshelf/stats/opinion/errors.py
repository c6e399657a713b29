"""What the opinion maps refuse, beside the shared refusals in stats/errors.py."""

from __future__ import annotations

from commonshelf.stats.errors import StatsError


class NoVotesError(StatsError):
    """Nobody voted on anything: there is nothing to map."""


class UnknownVoteError(StatsError):
    """A vote is none of 1 (agree), 0 (pass) and -1 (disagree); the message says which."""


class UnknownIndexError(StatsError):
    """A person or a statement has a number outside the conversation, or a number that is not whole."""


class UnequalLengthsError(StatsError):
    """Arrays that speak of the same votes, people or statements have different lengths."""


class UnknownModeError(StatsError):
    """The mode is neither latent_classes nor polis."""


class NoGroupsError(StatsError):
    """Groups were asked about where nobody is in one."""
