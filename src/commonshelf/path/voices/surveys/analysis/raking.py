"""Weights that bring those who answered to the sizes the population has, from the questions and facts that a census counts too."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

import numpy as np

from commonshelf.questionnaire.marks import NOT_SAID, SEVERAL, margin_of
from commonshelf.stats.errors import StatsError
from commonshelf.stats.weighting import rake

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from commonshelf.community.population.queries import Margins
    from commonshelf.path.voices.surveys.analysis.frame import Counted
    from commonshelf.path.voices.surveys.analysis.pool import Pool
    from commonshelf.questionnaire.definition import Choice

HOUSE_FACTS: Final = ("age_band", "area")
LEAST_KNOWN: Final = 0.5
"""A margin that fewer than half told says little of the others."""
NOT_KNOWN: Final = -1


class Obstacle(Enum):
    """Why a margin is not used."""

    OTHER_CATEGORIES = "other_categories"
    NOBODY = "nobody"
    TOO_FEW = "too_few"
    MOSTLY_NOT_TOLD = "mostly_not_told"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True)
class Refused:
    """A margin that is not used, and why; for `NOBODY` the category that nobody who answered is in. A small one is not named: that would tell on it."""

    margins: Margins
    obstacle: Obstacle
    category: str = ""


@dataclass(frozen=True, eq=False)
class Raked:
    """Weights with the margins they meet. Without weights there is nothing to rake to, or every margin was refused.

    `sides` say of each margin which of its groups each person is in.
    """

    weights: NDArray[np.float64] | None = None
    used: tuple[Margins, ...] = ()
    refused: tuple[Refused, ...] = ()
    n_eff: float = 0.0
    design_effect: float = 1.0
    sides: tuple[NDArray[np.int64], ...] = ()


@dataclass(frozen=True, eq=False)
class _Candidate:
    margins: Margins
    codes: NDArray[np.int64]
    missing_choices: bool = field(default=False)


def raked(pool: Pool, margins: Mapping[str, Margins], areas: Mapping[str, str], threshold: int) -> Raked:
    """Weight everybody who answered to the margins that their answers belong to. `areas` are the names of the parts of town by their key.

    Questions that are marked for a margin come before what the house asks of everybody. A margin one of whose groups has under `threshold` people is
    refused: their weights would let a handful speak for thousands.
    """
    used: list[_Candidate] = []
    refused: list[Refused] = []
    for candidate in _candidates(pool, margins, areas):
        found = _obstacle(candidate, threshold)
        if found is None:
            used.append(candidate)
        else:
            refused.append(found)
    if not used:
        return Raked(refused=tuple(refused))
    shares = [np.array([category.share for category in each.margins.categories]) for each in used]
    try:
        weights = rake([each.codes for each in used], shares, names=[each.margins.variable for each in used])
    except StatsError:
        refused += [Refused(each.margins, Obstacle.CONTRADICTION) for each in used]
        return Raked(refused=tuple(refused))
    sides = tuple(each.codes for each in used)
    return Raked(weights.relative, tuple(each.margins for each in used), tuple(refused), weights.n_eff, weights.design_effect, sides)


def _obstacle(candidate: _Candidate, threshold: int) -> Refused | None:
    margins = candidate.margins
    if candidate.missing_choices:
        return Refused(margins, Obstacle.OTHER_CATEGORIES)
    known = candidate.codes[candidate.codes >= 0]
    if not len(known) >= LEAST_KNOWN * len(candidate.codes):
        return Refused(margins, Obstacle.MOSTLY_NOT_TOLD)
    counts = np.bincount(known, minlength=len(margins.categories))
    for category, count in zip(margins.categories, counts, strict=True):
        if category.people and not count:
            return Refused(margins, Obstacle.NOBODY, category.words)
    wanted = [count for category, count in zip(margins.categories, counts, strict=True) if category.people]
    return Refused(margins, Obstacle.TOO_FEW) if min(wanted) < threshold else None


def _candidates(pool: Pool, margins: Mapping[str, Margins], areas: Mapping[str, str]) -> Iterator[_Candidate]:
    """Give each variable once that both the population and those who answered are counted by."""
    seen: set[str] = set()
    for counted in pool.frame.counted:
        variable = margin_of(counted.question)
        if variable in margins and variable not in seen and counted.sort in {"one", "many"} and not counted.repeated:
            seen.add(variable)
            yield _of_question(pool, counted, margins[variable])
    for variable in HOUSE_FACTS:
        if variable in margins and variable not in seen:
            told = pool.fact(variable)
            places = {name: at for at, name in enumerate(margins[variable].totals)}
            named = [areas.get(value, "") if variable == "area" else value for value in told.to_list()]
            codes = np.array([places.get(name, NOT_KNOWN) for name in named], dtype=np.int64)
            if (codes >= 0).any():
                yield _Candidate(margins[variable], codes)


def _of_question(pool: Pool, counted: Counted, margins: Margins) -> _Candidate:
    categories = _categories(counted.choices, margins)
    asked = [at for at, choice in enumerate(counted.choices) if choice.name != NOT_SAID]
    strange = any(categories[at] == NOT_KNOWN for at in asked)
    if counted.sort == "one":
        table = np.array([NOT_KNOWN, *categories, NOT_KNOWN])
        return _Candidate(margins, table[pool.codes(counted)], strange)
    places = {name: at for at, name in enumerate(margins.totals)}
    chosen = np.stack([pool.marks(counted, at + 1) > 0 for at in asked])
    times = chosen.sum(axis=0)
    one = np.array([categories[at] for at in asked])[chosen.argmax(axis=0)]
    codes = np.where(times == 1, one, np.where(times > 1, places.get(SEVERAL, NOT_KNOWN), NOT_KNOWN))
    return _Candidate(margins, codes, strange)


def _categories(choices: Sequence[Choice], margins: Margins) -> list[int]:
    """Return the category of each choice: by its name, or by its words, as parts of town have short names in a questionnaire. -1 for none."""
    by_name = {name: at for at, name in enumerate(margins.totals)}
    by_words = {_plain(name): at for name, at in by_name.items()}
    for at, category in enumerate(margins.categories):
        by_words |= {_plain(words): at for words in category.label.values()}
    found = []
    for choice in choices:
        same = [by_words[_plain(words)] for words in choice.label.values() if _plain(words) in by_words]
        found.append(by_name.get(choice.name, same[0] if same else NOT_KNOWN))
    return found


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
