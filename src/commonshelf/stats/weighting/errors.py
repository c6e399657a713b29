"""What weighting refuses, each with a name and with the place that must be mended."""

from __future__ import annotations

from commonshelf.stats.errors import StatsError


class NobodyToWeightError(StatsError):
    """There are no people, or all their weights are zero."""


class NotACodeError(StatsError):
    """A category is not a whole number from -1 (not known) up to the last category its margin has."""


class NotAWeightError(StatsError):
    """A weight or a chance of being asked is missing, endless, negative, or out of range; the message says where."""


class NotATotalError(StatsError):
    """A control total is missing, endless or negative, or all of a margin are zero; the message says which."""


class NotAnAuxiliaryError(StatsError):
    """What is known of a person is missing, infinite or no number; the message says where."""


class MarginsDisagreeError(StatsError):
    """Two margins describe populations of different size, so no weights can meet both."""

    def __init__(self, first: tuple[str, float], other: tuple[str, float]) -> None:
        self.first, self.other = first, other
        super().__init__(
            f"the control totals of {first[0]} add up to {first[1]:.12g}, those of {other[0]} to {other[1]:.12g}; they must describe one population"
        )


class EmptyCellError(StatsError):
    """A category that some of the population are in has nobody (or only weights of zero) to stand for them.

    margin is the position of the margin, category the code; both are also in the message.
    """

    def __init__(self, margin: int, category: int, margin_name: str, total: float) -> None:
        self.margin, self.category = margin, category
        super().__init__(
            f"nobody stands for category {category} of {margin_name}, whose control total is {total:.12g}; merge it with another"
        )


class NotConvergedError(StatsError):
    """The weights did not come within the tolerance: the totals contradict each other among these people, or need more rounds.

    iterations says how many rounds were made, largest_error how far (relative) the worst total was still off.
    """

    def __init__(self, iterations: int, largest_error: float, worst: str) -> None:
        self.iterations, self.largest_error = iterations, largest_error
        super().__init__(f"after {iterations} rounds {worst} is still off by {largest_error:.3g} of its control total")


class NoSuchWeightsError(StatsError):
    """No weights at all can do what is asked: totals that contradict each other, or bounds the sum cannot lie in."""
