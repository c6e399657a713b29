"""Weights: how many of the population each person who answered stands for, and what that costs."""

from commonshelf.stats.weighting.calibrate import calibrate
from commonshelf.stats.weighting.design import design_weight
from commonshelf.stats.weighting.distances import Distance
from commonshelf.stats.weighting.poststratify import poststratify
from commonshelf.stats.weighting.rake import rake
from commonshelf.stats.weighting.trim import Redistribution, trim
from commonshelf.stats.weighting.weights import Weights, design_effect, n_eff

__all__ = [
    "Distance",
    "Redistribution",
    "Weights",
    "calibrate",
    "design_effect",
    "design_weight",
    "n_eff",
    "poststratify",
    "rake",
    "trim",
]
