"""What the themes and the agreement of coders refuse to answer."""

from __future__ import annotations

from commonshelf.stats.errors import StatsError


class NotTextsError(StatsError):
    """Something among the texts is not a string; the message says where."""


class VectorsDoNotFitError(StatsError):
    """There is not one vector of finite numbers for each text."""


class WrongNumberOfThemesError(StatsError):
    """The number of themes asked for is not a whole number that these texts can fill."""


class CodingsDoNotFitError(StatsError):
    """The codings are not one row for each coded text, or hold something else than yes, no and a theme's number."""


class TextModelMissingError(StatsError):
    """The optional packages that know words of many languages are not installed; the message says which extra brings them."""


class NoPairsError(StatsError):
    """No voice was coded twice, so there is nothing that coders could agree on."""


class NoVariationError(StatsError):
    """Everything was coded the same, so agreement beyond chance does not exist: chance alone would agree on all."""


class NotARatioScaleError(StatsError):
    """A value does not lie on the scale that was named: ratios need values from zero up."""
