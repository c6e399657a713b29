"""What estimates under a design refuse to answer. Each refusal says where the trouble is and what to do about it."""

from __future__ import annotations

from commonshelf.stats.errors import StatsError


class NotAWeightError(StatsError):
    """A weight is missing, negative, infinite or no number; the message says whose."""


class NotAMeasureError(StatsError):
    """An answer is infinite or no number; the message says whose. A missing answer is NaN."""


class NotYesOrNoError(StatsError):
    """A share was asked of answers that are neither 0 (no) nor 1 (yes) nor NaN (missing)."""


class NotADomainError(StatsError):
    """A domain is not one True or False for each person."""


class MissingLabelError(StatsError):
    """Somebody has no stratum, cluster, margin or population, and no design can be told without."""


class ClusterInTwoStrataError(StatsError):
    """A cluster has people in two strata. If both only share their number, make the labels differ."""


class UnevenPopulationError(StatsError):
    """One stratum was given two population sizes."""


class PopulationTooSmallError(StatsError):
    """A stratum was said to hold fewer clusters than were drawn from it."""


class LonelyStratumError(StatsError):
    """A stratum has one cluster: nothing there shows how much clusters differ. `stratum` names it; `lonely` states what to do instead."""

    def __init__(self, stratum: str, advice: str = "join it with another stratum, or choose a rule: certainty, centre or average") -> None:
        """Say which stratum is lonely, and what would help."""
        super().__init__(f"the stratum {stratum} has only one cluster, so its sampling error cannot be seen; {advice}")
        self.stratum = stratum


class UnknownRuleError(StatsError):
    """A rule was named that does not exist; the message lists those that do."""


class ZeroDenominatorError(StatsError):
    """A ratio was asked over a total of zero."""


class AlreadyCalibratedError(StatsError):
    """The weights of this design were calibrated before. Calibrate once, to all margins together."""


class NothingToCalibrateError(StatsError):
    """Calibration was claimed, but neither margins nor controls were given."""


class NotPairsError(StatsError):
    """Balanced half samples need exactly two clusters in every stratum."""


class NoReplicateLeftError(StatsError):
    """In no replicate was anybody left to estimate this figure from."""


class DifferentDesignsError(StatsError):
    """Two figures rest on different designs, and nobody said that the samples are independent."""


class OneCategoryError(StatsError):
    """An association was asked of a question to which all gave one answer."""


class TooFewClustersError(StatsError):
    """There are not more clusters than strata among those who answered, so there is nothing to test with."""


class EmptyCellsError(StatsError):
    """So many cells are empty that the association cannot be told from them; join categories."""


class NothingToTestError(StatsError):
    """Everyone answered: what the table shows is what there is, and chance had no part in it."""
