"""Projects in the order of their votes, as far as the money goes: what most towns do, and what is put beside equal shares."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from commonshelf.stats.budgets.election import Election, Utility, check_utility, checked_election
from commonshelf.stats.budgets.outcome import BudgetOutcome, FundedProject, UnfundedProject

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import ArrayLike


def greedy_budget(
    costs: ArrayLike,
    ballots: ArrayLike,
    *,
    budget: int,
    utility: Utility = "cost",
    names: Sequence[str] | None = None,
    minor_units: int = 100,
) -> BudgetOutcome:
    """Fund projects in the order of their votes; one that no longer fits is passed over and the next one looked at.

    costs has shape (projects,), whole numbers of the smallest unit of money; ballots (people, projects), 0 or 1, or points from 0 up.
    With utility "cost" the order is by points, with "cardinality" by points for each unit of money. Level projects: the cheaper
    first, then the one with more points, then the one listed first. A project nobody voted for is never funded. names are for sentences;
    minor_units says how many of the smallest unit make one of the currency (100 cents).

    Raises InvalidCostError, InvalidBallotError, InvalidBudgetError, WrongShapeError, OutOfRangeError; NothingToEstimateError when nobody voted.
    Source: Talmon and Faliszewski (2019), AAAI 33, 2181-2188. See docs/methods/greedy-budget.md.
    """
    check_utility(utility)
    election = checked_election(costs, ballots, budget=budget, names=names, minor_units=minor_units)
    steps, rooms = fund_by_votes(election, utility, room=election.budget, passed=())
    return BudgetOutcome(
        rule="greedy",
        utility=utility,
        completion="none",
        election=election,
        steps=steps,
        unfunded=tuple(_unfunded(election, project, rooms) for project in passed_over(election, steps)),
        fair_share=Fraction(election.budget, election.n_people),
        share=None,
        raises=0,
        increment=None,
        accounts=(),
    )


def fund_by_votes(
    election: Election, utility: Utility, *, room: int, passed: Iterable[int], done: int = 0
) -> tuple[tuple[FundedProject, ...], dict[int, int]]:
    """Fund what fits into the room after `done` steps, leaving out `passed`; also return the room each project met that did not fit."""
    left_out = set(passed)
    steps: list[FundedProject] = []
    rooms: dict[int, int] = {}
    for project in sorted(election.open_projects, key=lambda each: (-_value(election, each, utility), *election.first_by_rule(each))):
        if project in left_out:
            continue
        if election.costs[project] > room:
            rooms[project] = room
            continue
        steps.append(_funded(election, project, utility, step=done + len(steps) + 1, room=room, done=left_out | rooms.keys()))
        left_out.add(project)
        room -= election.costs[project]
    return tuple(steps), rooms


def passed_over(election: Election, steps: Iterable[FundedProject]) -> list[int]:
    """Return the projects no step funds, in the order of the list."""
    funded = {step.project for step in steps}
    return [project for project in range(len(election.costs)) if project not in funded]


def hopeless(election: Election, project: int) -> UnfundedProject | None:
    """Return why a project never had a chance under any rule, or None if it had one."""
    name, cost, supporters = election.names[project], election.costs[project], election.supporters[project]
    if not election.votes[project]:
        return UnfundedProject(project, name, cost, 0, "no_supporters", None, None, None, election.minor_units)
    if cost > election.budget:
        over = Fraction(cost - election.budget)
        return UnfundedProject(project, name, cost, supporters, "dearer_than_budget", None, over, None, election.minor_units)
    return None


def _unfunded(election: Election, project: int, rooms: dict[int, int]) -> UnfundedProject:
    never = hopeless(election, project)
    if never is not None:
        return never
    cost, room = election.costs[project], rooms[project]
    supporters = election.supporters[project]
    return UnfundedProject(
        project, election.names[project], cost, supporters, "did_not_fit", None, Fraction(cost - room), room, election.minor_units
    )


def _value(election: Election, project: int, utility: Utility) -> Fraction:
    return Fraction(election.votes[project] * election.worth(project, utility), election.costs[project])


def _funded(election: Election, project: int, utility: Utility, *, step: int, room: int, done: set[int]) -> FundedProject:
    level = _value(election, project, utility)
    tied = tuple(
        other for other in election.open_projects if other != project and other not in done and _value(election, other, utility) == level
    )
    return FundedProject(
        step=step,
        project=project,
        name=election.names[project],
        cost=election.costs[project],
        supporters=election.supporters[project],
        votes=election.votes[project],
        stage="votes",
        room=room,
        price=None,
        payments=(),
        tied_with=tied,
        tied_names=tuple(election.names[other] for other in tied),
        utility=utility,
        minor_units=election.minor_units,
        by_points=election.by_points,
    )
