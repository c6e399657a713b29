"""How many people must be asked."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import bdtr, bdtrc, ndtri

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.estimates.estimate import Recruitment, check_recruitment
from commonshelf.stats.representation.errors import NothingToDetectError
from commonshelf.stats.representation.population import check_design_effect

MOST_EXACT = 20_000  # beyond it the normal formula is near enough, and the saw takes long to walk


@dataclass(frozen=True)
class SampleSize:
    """How many answers are needed, and what for.

    n: answers. simple_n: answers of a simple random draw from a population without end, before the design effect and the finite
    population. invite: people to ask at the response_rate. power: of the test at simple_n, None where nothing is tested.
    For opt_in the number is what WOULD do if people were drawn by chance: volunteers do not become surer by being more.
    """

    n: int
    simple_n: int
    invite: int
    level: float
    power: float | None
    recruitment: Recruitment

    @property
    def has_margin_of_error(self) -> bool:
        """Whether the words "margin of error" may stand beside what this sample will say."""
        return self.recruitment == "probability"

    @property
    def sentence(self) -> str:
        """One plain English sentence; the application says it in its own languages."""
        if self.recruitment == "opt_in":
            return f"{self.n} answers would do if people were drawn by chance; of volunteers no number makes sure."
        return f"{self.n} answers are needed: invite {self.invite} people."


def sample_size_for_share(
    half_width: float,
    *,
    recruitment: Recruitment,
    share: float = 0.5,
    level: float = 0.95,
    population: float = math.inf,
    design_effect: float = 1.0,
    response_rate: float = 1.0,
) -> SampleSize:
    """How many answers make the interval of a share reach no more than half_width to each side.

    share: what it is expected to be; 0.5 asks for the most. population: how many there are to draw from. The normal formula:
    z2 share (1 - share) / half_width2, times design_effect, then shortened for the finite population.
    Raises OutOfRangeError, UnknownRecruitmentError. Source: Cochran (1977), Sampling Techniques, 3rd ed., 4.4 and 5.2.
    See docs/methods/sample-sizes.md.
    """
    for name, value in (("half_width", half_width), ("share", share), ("level", level)):
        check_share(name, value)
    z = float(ndtri((1 + level) / 2))
    simple = z * z * share * (1 - share) / half_width**2
    return _size(simple, recruitment, level, None, population, design_effect, response_rate)


def sample_size_for_ratio(
    ratio: float,
    *,
    population_share: float,
    recruitment: Recruitment,
    power: float = 0.8,
    level: float = 0.95,
    comparisons: int = 1,
    population: float = math.inf,
    design_effect: float = 1.0,
    response_rate: float = 1.0,
) -> SampleSize:
    """How many answers show, with chance `power`, that a group is heard `ratio` times its share (0.5: half as much as it is large).

    population_share: the group's share of the people here. comparisons: how many groups are tested together; the level is divided
    among them (Bonferroni, a little more than Holm needs). Up to 20,000 answers the power is that of the mid-p test itself, summed
    over every count, and it holds for every larger number too (power goes up in a saw); beyond, the normal formula.
    Raises OutOfRangeError, NothingToDetectError (ratio 1), UnknownRecruitmentError.
    Source: Cochran (1977); Chernick and Liu (2002), The American Statistician 56, 149-155 (the saw). See docs/methods/sample-sizes.md.
    """
    for name, value in (("population_share", population_share), ("power", power), ("level", level)):
        check_share(name, value)
    if ratio == 1:
        raise NothingToDetectError("a ratio of 1 is no difference; say which ratio should be found")
    heard = ratio * population_share
    if not 0 <= heard < 1 or comparisons < 1 or comparisons != int(comparisons):
        raise OutOfRangeError(f"ratio {ratio} of a share of {population_share}, {comparisons} comparisons: these do not fit")
    alpha = (1 - level) / comparisons
    reach = float(ndtri(1 - alpha / 2)) * math.sqrt(population_share * (1 - population_share))
    reach += float(ndtri(power)) * math.sqrt(heard * (1 - heard))
    simple = math.ceil((reach / (heard - population_share)) ** 2)
    if simple <= MOST_EXACT:
        simple = _smallest_safe(simple, heard, population_share, alpha, power)
        power = power_of_test(simple, share=heard, population_share=population_share, alpha=alpha)
    return _size(simple, recruitment, level, power, population, design_effect, response_rate)


def power_of_test(n: int, *, share: float, population_share: float, alpha: float) -> float:
    """Return the chance that the two-sided mid-p test of population_share at alpha finds a group whose true share of n heard is share."""
    middle, reach = n * population_share, 10 * math.sqrt(n * population_share * (1 - population_share)) + 10
    counts = np.arange(max(0, math.floor(middle - reach)), min(n, math.ceil(middle + reach)) + 1)  # where the test changes its mind
    at_most, above = bdtr(counts, n, population_share), bdtrc(counts, n, population_share)
    below = np.where(counts > 0, bdtr(np.maximum(counts - 1, 0), n, population_share), 0.0)
    at_least = 1.0 - below
    too_few, too_many = np.flatnonzero(below + at_most <= alpha), np.flatnonzero(above + at_least <= alpha)
    found = 0.0
    if too_few.size:
        found += float(bdtr(counts[too_few[-1]], n, share))
    if too_many.size:
        found += float(bdtrc(counts[too_many[0]] - 1, n, share))
    return found


def _smallest_safe(guess: int, heard: float, population_share: float, alpha: float, power: float) -> int:
    """Return the smallest n from which on the power holds, looking down from where the saw's teeth no longer reach below it."""
    tooth = 1 / math.sqrt(guess * population_share * (1 - population_share))
    most = math.ceil(guess * (1 + 2 * tooth) + 4 / population_share)

    def holds(n: int) -> bool:
        return power_of_test(n, share=heard, population_share=population_share, alpha=alpha) >= power

    while not holds(most):
        most = math.ceil(1.1 * most)
    while most > 1 and holds(most - 1):
        most -= 1
    return most


def _size(
    simple: float,
    recruitment: Recruitment,
    level: float,
    power: float | None,
    population: float,
    design_effect: float,
    response_rate: float,
) -> SampleSize:
    check_recruitment(recruitment)
    check_design_effect(design_effect)
    if not population >= 1 or not 0 < response_rate <= 1:
        raise OutOfRangeError(f"population is {population} and response_rate {response_rate}; at least one person, and above 0 up to 1")
    wide = simple * design_effect
    n = math.ceil(wide / (1 + (wide - 1) / population) - 1e-9)
    return SampleSize(
        n=n,
        simple_n=math.ceil(simple - 1e-9),
        invite=math.ceil(n / response_rate - 1e-9),
        level=level,
        power=power,
        recruitment=recruitment,
    )
