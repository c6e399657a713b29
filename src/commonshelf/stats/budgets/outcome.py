"""The outcome of a participatory budget, step by step, so that a resident can check it with paper and pencil."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from commonshelf.stats.budgets.money import counted, money
from commonshelf.stats.errors import OutOfRangeError

if TYPE_CHECKING:
    from commonshelf.stats.budgets.election import Election, Utility

Stage = Literal["shares", "votes"]
"""shares: supporters paid from their shares. votes: taken in the order of votes, as greedy does and as completion may."""

Reason = Literal["no_supporters", "dearer_than_budget", "supporters_ran_short", "did_not_fit"]
Rule = Literal["equal_shares", "greedy"]
Completion = Literal["none", "greedy", "add1", "add1_greedy"]


@dataclass(frozen=True)
class Payment:
    """People alike at one step: each gave the project this many points, had this much, and paid this much of it (smallest unit, exact)."""

    people: int
    points: int
    had: Fraction
    paid: Fraction
    is_full: bool

    @property
    def left(self) -> Fraction:
        """What each of them keeps."""
        return self.had - self.paid


@dataclass(frozen=True)
class FundedProject:
    """One step that funds a project.

    votes are its points (on approval ballots its supporters). At stage "shares": price is what a point costs, payments say who paid what
    and add up to the cost, effective_votes is cost / price (those who are short count in part). room is what was left of the
    budget before. tied_with names projects that were level; the cheaper, then the one with more points, then the one listed first goes first.
    """

    step: int
    project: int
    name: str
    cost: int
    supporters: int
    votes: int
    stage: Stage
    room: int
    price: Fraction | None
    payments: tuple[Payment, ...]
    tied_with: tuple[int, ...]
    tied_names: tuple[str, ...]
    utility: Utility
    minor_units: int
    by_points: bool

    @property
    def effective_votes(self) -> Fraction | None:
        """The votes that count when those who are short count only for the part they can pay."""
        return None if self.price is None else self.cost / self.price

    @property
    def sentence(self) -> str:
        """The step in plain English; the application words its own, translated."""
        start = f"{self.step}. {self.name} ({money(self.cost, self.minor_units)}) is funded"
        unit = "point" if self.by_points else "vote"
        level = f" It was level with {', '.join(self.tied_names)}." if self.tied_names else ""
        if self.effective_votes is None:
            return (
                f"{start}: {counted(self.votes, unit, unit + 's')}, and it fits into the {money(self.room, self.minor_units)} left.{level}"
            )
        count = f", as {float(self.effective_votes):.4g} {unit}s can still pay" if self.utility == "cost" else ""
        return f"{start}{count}: {self._who_paid()}{level}"

    def _who_paid(self) -> str:
        price = money(self.price or 0, self.minor_units)
        per = "for each point given" if self.by_points else "each"
        full = sum(payment.people for payment in self.payments if payment.is_full)
        short = [payment for payment in self.payments if not payment.is_full and payment.paid > 0]
        empty = sum(payment.people for payment in self.payments if payment.had == 0)
        who = f"all {self.supporters}" if full == self.supporters else f"{full} of {self.supporters}"
        parts = [f"its one supporter pays {price}" if self.supporters == 1 else f"{who} supporters pay {price} {per}"]
        if short:
            together = money(sum((payment.paid * payment.people for payment in short), Fraction(0)), self.minor_units)
            parts.append(f"{sum(payment.people for payment in short)} with less left give all they have, {together} together")
        if empty:
            parts.append(f"{empty} with nothing left pay nothing")
        return "; ".join(parts) + "."


@dataclass(frozen=True)
class UnfundedProject:
    """A project that is not funded, and why.

    held is what its supporters have left together and missing what that falls short of the cost (dearer_than_budget: of the
    budget; did_not_fit: of the room). room is what was left of the budget when its turn by votes came; None where there was none.
    """

    project: int
    name: str
    cost: int
    supporters: int
    reason: Reason
    held: Fraction | None
    missing: Fraction | None
    room: int | None
    minor_units: int

    @property
    def sentence(self) -> str:
        """The reason in plain English; the application words its own, translated."""
        start = f"{self.name} ({money(self.cost, self.minor_units)}) is not funded: "
        if self.reason == "no_supporters":
            return f"{start}nobody voted for it."
        missing = money(self.missing or 0, self.minor_units)
        if self.reason == "dearer_than_budget":
            return f"{start}it costs {missing} more than the whole budget."
        if self.reason == "did_not_fit":
            return f"{start}{money(self.room or 0, self.minor_units)} of the budget was left, {missing} too little."
        held = money(self.held or 0, self.minor_units)
        later = (
            f" By votes it did not fit either: {money(self.room, self.minor_units)} of the budget was left."
            if self.room is not None
            else ""
        )
        return (
            f"{start}its {counted(self.supporters, 'supporter has', 'supporters have')} {held} left together, {missing} too little.{later}"
        )


@dataclass(frozen=True)
class PersonAccount:
    """What one person's share went into: pairs of project and amount in the order of the steps, and what is left."""

    share: Fraction
    paid: tuple[tuple[int, Fraction], ...]
    left: Fraction
    names: tuple[str, ...]
    minor_units: int

    @property
    def sentence(self) -> str:
        """The account in plain English; the application words its own, translated."""
        parts = [f"{name} {money(amount, self.minor_units)}" for name, (_, amount) in zip(self.names, self.paid, strict=True)]
        bought = ", ".join(parts) if parts else "nothing"
        return f"A share of {money(self.share, self.minor_units)} paid: {bought}. Left: {money(self.left, self.minor_units)}."


@dataclass(frozen=True, eq=False)
class BudgetOutcome:
    """What is funded by a rule, with every step.

    Amounts are in the smallest unit of money and exact. fair_share is budget / people; share is what everyone was given to spend:
    more than fair_share where completion raised it (by `raises` steps of `increment`), None for greedy. accounts has one entry a person, for equal shares.
    """

    rule: Rule
    utility: Utility
    completion: Completion
    election: Election
    steps: tuple[FundedProject, ...]
    unfunded: tuple[UnfundedProject, ...]
    fair_share: Fraction
    share: Fraction | None
    raises: int
    increment: int | None
    accounts: tuple[PersonAccount, ...]

    @property
    def funded(self) -> tuple[int, ...]:
        """The funded projects, in the order of the steps."""
        return tuple(step.project for step in self.steps)

    @property
    def spent(self) -> int:
        """What they cost together; never more than the budget."""
        return sum(step.cost for step in self.steps)

    def account_of(self, person: int) -> PersonAccount:
        """Return one person's account. Raises OutOfRangeError for greedy, which has none, and for a person not among the ballots."""
        if not 0 <= person < len(self.accounts):
            raise OutOfRangeError(f"there is no account of person {person}; there are {len(self.accounts)}")
        return self.accounts[person]

    @property
    def explanation(self) -> tuple[str, ...]:
        """Every step as a sentence in plain English; the application words its own, translated."""
        units, election = self.election.minor_units, self.election
        lines = [*self._opening()]
        for stage in ("shares", "votes"):
            steps = [step for step in self.steps if step.stage == stage]
            if stage == "votes" and steps and self.rule == "equal_shares":
                lines.append(
                    f"{money(steps[0].room, units)} of the budget is left for projects in the order of their votes, as far as they fit."
                )
            lines += [step.sentence for step in steps]
        lines += [project.sentence for project in self.unfunded]
        lines.append(f"{money(self.spent, units)} of {money(election.budget, units)} is spent.")
        return tuple(lines)

    def _opening(self) -> tuple[str, ...]:
        units, election = self.election.minor_units, self.election
        budget = money(election.budget, units)
        if self.share is None:
            return (f"Of the budget of {budget}, projects are paid in the order of their votes, as far as they fit.",)
        people = counted(election.n_people, "person", "people")
        first = f"The budget of {budget} is divided equally among {people}: {money(self.fair_share, units)} each."
        if not self.raises:
            return (first,)
        step = money(self.increment or 0, units)
        more = f"As that would leave money unused, each share counts as {money(self.share, units)} (raised in steps of {step}); the budget still pays for all."
        return (first, more)
