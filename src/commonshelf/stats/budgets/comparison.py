"""Two outcomes side by side: what differs, and for how many people."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.budgets.errors import DifferentElectionsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.budgets.election import Election
    from commonshelf.stats.budgets.outcome import BudgetOutcome


@dataclass(frozen=True)
class Reach:
    """How far an outcome reaches. people are all who voted, served those with at least one funded project of their choice.

    choices_funded is the average, over people who chose anything, of the share of their chosen projects that is funded. fair_share_used is the
    average, over all, of what is spent on a person's behalf (the cost of each funded project divided among its supporters
    by their points), capped at the fair share budget / people, as a share of it: 1 when everyone has a fair part. 0 when the budget is.
    """

    people: int
    served: int
    choices_funded: float
    fair_share_used: float
    spent: int


@dataclass(frozen=True)
class BudgetComparison:
    """Projects funded by both outcomes or by one; the reach of each; and people by which outcome spends more on projects of their choice."""

    both: tuple[int, ...]
    only_first: tuple[int, ...]
    only_second: tuple[int, ...]
    first: Reach
    second: Reach
    better_with_first: int
    better_with_second: int
    alike: int
    rules: tuple[str, str]
    only_first_names: tuple[str, ...]
    only_second_names: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The comparison in plain English; the application words its own, translated."""
        one, other = (rule.replace("_", " ") for rule in self.rules)
        if not self.only_first and not self.only_second:
            return f"By {one} and by {other} the same projects are funded."
        return (
            f"Only by {one}: {', '.join(self.only_first_names) or 'nothing'}. Only by {other}: {', '.join(self.only_second_names) or 'nothing'}. "
            f"By {one}, {self.first.served:,} of {self.first.people:,} people have at least one project of their choice funded; by {other}, "
            f"{self.second.served:,}. More is spent on the choices of {self.better_with_first:,} people by {one}, of {self.better_with_second:,} "
            f"by {other}, and as much for {self.alike:,}."
        )


def compare_budgets(first: BudgetOutcome, second: BudgetOutcome) -> BudgetComparison:
    """Put two outcomes of the same ballots side by side, such as equal shares and greedy.

    Raises DifferentElectionsError when ballots, costs or budget differ.
    Source: Maly, Rey, Endriss and Lackner (2023), AAMAS, 2031-2039 (share and fair share). See docs/methods/equal-shares.md.
    """
    here, there = first.election, second.election
    same = here.costs == there.costs and here.budget == there.budget and np.array_equal(here.points, there.points)
    if not same:
        raise DifferentElectionsError("the two outcomes do not come from the same ballots, costs and budget")
    one, other = set(first.funded), set(second.funded)
    gain = _spent_on_choices(here, first.funded) - _spent_on_choices(here, second.funded)
    only_first, only_second = tuple(sorted(one - other)), tuple(sorted(other - one))
    return BudgetComparison(
        both=tuple(sorted(one & other)),
        only_first=only_first,
        only_second=only_second,
        first=_reach(here, first),
        second=_reach(here, second),
        better_with_first=int((gain > 0).sum()),
        better_with_second=int((gain < 0).sum()),
        alike=int((gain == 0).sum()),
        rules=(first.rule, second.rule),
        only_first_names=tuple(here.names[project] for project in only_first),
        only_second_names=tuple(here.names[project] for project in only_second),
    )


def _spent_on_choices(election: Election, funded: tuple[int, ...]) -> NDArray[np.int64]:
    """Return for each person the cost of the funded projects they chose."""
    picked = list(funded)
    costs = np.array([election.costs[project] for project in picked], dtype=np.int64)
    spent: NDArray[np.int64] = (election.points[:, picked] > 0).astype(np.int64) @ costs
    return spent


def _reach(election: Election, outcome: BudgetOutcome) -> Reach:
    chosen = election.points > 0
    funded = chosen[:, list(outcome.funded)].sum(axis=1)
    wanted = chosen.sum(axis=1)
    anything = wanted > 0
    average = float(np.mean(funded[anything] / wanted[anything])) if anything.any() else 0.0
    return Reach(
        people=election.n_people,
        served=int((funded > 0).sum()),
        choices_funded=average,
        fair_share_used=_fair_share_used(election, outcome),
        spent=outcome.spent,
    )


def _fair_share_used(election: Election, outcome: BudgetOutcome) -> float:
    if election.budget == 0:
        return 0.0
    behalf = [Fraction(0)] * len(election.kinds)
    for project in outcome.funded:
        point = Fraction(election.costs[project], election.votes[project])
        for group in election.groups[project]:
            behalf[group.kind] += point * group.points
    fair = Fraction(election.budget, election.n_people)
    people = np.bincount(election.kind_of, minlength=len(behalf)).tolist()
    used = sum((min(amount, fair) * count for amount, count in zip(behalf, people, strict=True)), Fraction(0))
    return float(used / election.budget)
