"""The method of equal shares: everyone decides about the same part of the budget."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, get_args

from commonshelf.stats.budgets.election import Election, Utility, check_utility, checked_election
from commonshelf.stats.budgets.errors import InvalidBudgetError
from commonshelf.stats.budgets.greedy import fund_by_votes, hopeless, passed_over
from commonshelf.stats.budgets.outcome import BudgetOutcome, Completion, FundedProject, PersonAccount, UnfundedProject
from commonshelf.stats.budgets.payments import accounts_of, steps_of
from commonshelf.stats.budgets.purchases import Run, buy_with_shares
from commonshelf.stats.errors import OutOfRangeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

MOST_RAISES = 1000
RAISES_FOR_A_SHARE = 100


def equal_shares(
    costs: ArrayLike,
    ballots: ArrayLike,
    *,
    budget: int,
    completion: Completion,
    utility: Utility = "cost",
    increment: int | None = None,
    most_raises: int = MOST_RAISES,
    names: Sequence[str] | None = None,
    minor_units: int = 100,
) -> BudgetOutcome:
    """Divide the budget equally among all who voted and let supporters buy projects together.

    costs has shape (projects,), whole numbers of the smallest unit of money (cents); ballots (people, projects), 0 or 1 (approval), or points
    from 0 up. Round after round the project is bought that is the best value for its supporters' money; they pay alike (for each point they
    gave it), and who has less left gives all of it. utility "cost": a project is worth its cost to a supporter, so the most (effective) votes
    win; "cardinality": every project is worth one, so cheap ones come sooner. The arithmetic is exact.

    completion, for what the shares leave unspent: "none" keeps it; "greedy" funds further projects by votes while they fit and drops none; "add1"
    starts over with shares larger by `increment` (a hundredth of the share unless given) until no project fits any more or
    the next outcome would cost more than the budget (after most_raises at the latest) and may swap projects; "add1_greedy" does both in turn.
    Level projects: the cheaper first, then the one with more points, then the one listed first. Never funded: what nobody voted for, what
    costs more than the budget. Empty ballots get a share that stays unspent. names are for sentences; minor_units as in greedy_budget.

    Raises InvalidCostError, InvalidBallotError, InvalidBudgetError, WrongShapeError, OutOfRangeError; NothingToEstimateError when nobody voted.
    Source: Peters and Skowron (2020), EC '20, 793-794; Peters, Pierczynski and Skowron (2021), NeurIPS 34, 12726-12737. See docs/methods/equal-shares.md.
    """
    _check(utility, completion, most_raises)
    election = checked_election(costs, ballots, budget=budget, names=names, minor_units=minor_units)
    fair = Fraction(election.budget, election.n_people)
    step = _increment(increment, fair)
    most = most_raises if completion in ("add1", "add1_greedy") else 0
    run, raises = _raise_shares(election, buy_with_shares(election, fair, utility), utility, step, most)
    outcome = partial(_outcome, election, run, utility=utility, completion=completion, fair=fair, raises=raises, increment=step)
    steps = steps_of(election, run, utility)
    if completion in ("none", "add1"):
        return outcome(steps, {})
    added, rooms = fund_by_votes(election, utility, room=election.budget - run.spent(election), passed=run.funded, done=len(steps))
    return outcome(steps + added, rooms)


def _check(utility: str, completion: str, most_raises: int) -> None:
    check_utility(utility)
    if completion not in get_args(Completion):
        raise OutOfRangeError(f"completion is {completion!r}; it must be one of {', '.join(get_args(Completion))}")
    if most_raises < 0:
        raise OutOfRangeError(f"most_raises is {most_raises}; it starts at 0")


def _increment(increment: int | None, fair: Fraction) -> int:
    if increment is None:
        return max(1, -(-fair // RAISES_FOR_A_SHARE))
    if increment < 1 or increment != int(increment):
        raise InvalidBudgetError(f"increment is {increment}; it is a whole number of the smallest unit of money, from 1 up")
    return int(increment)


def _raise_shares(election: Election, run: Run, utility: Utility, increment: int, most_raises: int) -> tuple[Run, int]:
    """Return the last run that the budget pays for, and how often the share was raised for it."""
    for raises in range(most_raises):
        room = election.budget - run.spent(election)
        if all(election.costs[project] > room for project in election.open_projects if project not in run.funded):
            return run, raises
        further = buy_with_shares(election, run.share + increment, utility)
        if further.spent(election) > election.budget:
            return run, raises
        run = further
    return run, most_raises


def _outcome(
    election: Election,
    run: Run,
    steps: tuple[FundedProject, ...],
    rooms: dict[int, int],
    *,
    utility: Utility,
    completion: Completion,
    fair: Fraction,
    raises: int,
    increment: int,
) -> BudgetOutcome:
    accounts: tuple[PersonAccount, ...] = accounts_of(election, run)
    return BudgetOutcome(
        rule="equal_shares",
        utility=utility,
        completion=completion,
        election=election,
        steps=steps,
        unfunded=tuple(_unfunded(election, project, run, rooms) for project in passed_over(election, steps)),
        fair_share=fair,
        share=run.share,
        raises=raises,
        increment=increment if raises else None,
        accounts=accounts,
    )


def _unfunded(election: Election, project: int, run: Run, rooms: dict[int, int]) -> UnfundedProject:
    never = hopeless(election, project)
    if never is not None:
        return never
    held = sum((run.purses.fraction(group.kind) * group.people for group in election.groups[project]), Fraction(0))
    cost = election.costs[project]
    return UnfundedProject(
        project=project,
        name=election.names[project],
        cost=cost,
        supporters=election.supporters[project],
        reason="supporters_ran_short",
        held=held,
        missing=cost - held,
        room=rooms.get(project),
        minor_units=election.minor_units,
    )
