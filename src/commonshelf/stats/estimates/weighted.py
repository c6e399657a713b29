"""Figures of weighted answers: means, totals, ratios and shares, for everyone or for a domain."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import numpy as np

from commonshelf.stats.estimates.arrays import as_domain, as_values, check_rule
from commonshelf.stats.estimates.errors import NotYesOrNoError
from commonshelf.stats.estimates.figures import AnyDesign, Question
from commonshelf.stats.estimates.intervals import ShareInterval
from commonshelf.stats.estimates.spread import Fraction
from commonshelf.stats.reading import first_where

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from commonshelf.stats.estimates.arrays import FloatArray, Mask
    from commonshelf.stats.estimates.estimate import Estimate, Recruitment


def estimate_mean(
    values: ArrayLike, design: AnyDesign, *, recruitment: Recruitment, domain: ArrayLike | None = None, level: float = 0.95
) -> Estimate:
    """Estimate the mean of values among the people the design speaks for, with a t interval.

    values has shape (people,), in any unit, which is also the result's; NaN is a missing answer. domain, True or False of shape
    (people,), asks for a part of them: the others stay in the design, so that the standard error knows that the part's size was luck.

    Raises NotAMeasureError, WrongShapeError, NotADomainError, NothingToEstimateError, OutOfRangeError, UnknownRecruitmentError,
    LonelyStratumError. Source: Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, chapter 5.
    See docs/methods/weighted-figures.md.
    """
    answers, asked = _read(values, design, domain, name="values")
    answered = asked & ~np.isnan(answers)
    fraction = Fraction(_column(answers, answered), answered.astype(np.float64))
    return Question(design, recruitment, level).estimate(fraction, answered=answered, missing=_silent(design, asked, answered))


def estimate_total(
    values: ArrayLike, design: AnyDesign, *, recruitment: Recruitment, domain: ArrayLike | None = None, level: float = 0.95
) -> Estimate:
    """Estimate the sum of values over the people the design speaks for, with a t interval.

    As estimate_mean. The weights must say how many people each stands for, not only in proportion. Those who gave no answer are not made
    up for: they add nothing, and are counted in missing. estimate_total of ones counts people. See docs/methods/weighted-figures.md.
    """
    answers, asked = _read(values, design, domain, name="values")
    answered = asked & ~np.isnan(answers)
    fraction = Fraction(_column(answers, answered), None)
    return Question(design, recruitment, level).estimate(fraction, answered=answered, missing=_silent(design, asked, answered))


def estimate_ratio(
    numerator: ArrayLike,
    denominator: ArrayLike,
    design: AnyDesign,
    *,
    recruitment: Recruitment,
    domain: ArrayLike | None = None,
    level: float = 0.95,
) -> Estimate:
    """Estimate total(numerator) / total(denominator), such as visits for each household, with a t interval.

    Both have shape (people,); who lacks either is missing. As estimate_mean; raises also ZeroDenominatorError.
    See docs/methods/weighted-figures.md.
    """
    above, asked = _read(numerator, design, domain, name="numerator")
    below, _ = _read(denominator, design, domain, name="denominator")
    answered = asked & ~np.isnan(above) & ~np.isnan(below)
    fraction = Fraction(_column(above, answered), np.where(answered, below, 0.0))
    return Question(design, recruitment, level).estimate(fraction, answered=answered, missing=_silent(design, asked, answered))


def estimate_share(
    yes: ArrayLike,
    design: AnyDesign,
    *,
    recruitment: Recruitment,
    domain: ArrayLike | None = None,
    level: float = 0.95,
    interval: ShareInterval = "wilson",
) -> Estimate:
    """Estimate the share of people who say yes, with an interval that stays in 0..1.

    yes has shape (people,): 1 or True, 0 or False, NaN for no answer. interval: wilson (the score interval with the effective n; with
    equal weights, no strata and no clusters it is that of proportion), logit, beta (Korn and Graubard) or t. Where the
    variance comes out as none though others could have been drawn (all say yes, or every cluster came out the same), wilson and beta count
    answers by Kish's n_eff, and logit turns to beta and says so in interval_kind. When fewer than one cluster more than strata answered,
    nothing is known of the error: the interval is 0 to 1.

    Raises NotYesOrNoError, UnknownRuleError, and what estimate_mean raises. Source: Korn and Graubard (1998), Survey Methodology 24,
    193-201; Dean and Pagano (2015), Journal of Survey Statistics and Methodology 3, 484-503. See docs/methods/weighted-shares.md.
    """
    check_rule("interval", interval, get_args(ShareInterval))
    answers, asked = _read(yes, design, domain, name="yes")
    answered = asked & ~np.isnan(answers)
    wrong = ~np.isnan(answers) & (answers != 0) & (answers != 1)
    first = first_where(wrong)
    if first is not None:
        raise NotYesOrNoError(f"the answer at position {first[0]} is {answers[first]:g}; a share is of answers 1 (yes) and 0 (no)")
    fraction = Fraction(_column(answers, answered), answered.astype(np.float64))
    question = Question(design, recruitment, level, interval)
    return question.estimate(fraction, answered=answered, missing=_silent(design, asked, answered))


def _read(values: ArrayLike, design: AnyDesign, domain: ArrayLike | None, *, name: str) -> tuple[FloatArray, Mask]:
    return as_values(values, name=name, people=design.people), as_domain(domain, people=design.people)


def _column(values: FloatArray, answered: Mask) -> FloatArray:
    return np.where(answered, values, 0.0)[:, None]


def _silent(design: AnyDesign, asked: Mask, answered: Mask) -> int:
    """How many people with weight were asked and gave no answer."""
    return int((asked & ~answered & (design.weights > 0)).sum())
