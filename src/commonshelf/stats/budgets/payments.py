"""Purchases written out: who paid how much at each step, and each person's account."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.budgets.outcome import FundedProject, Payment, PersonAccount

if TYPE_CHECKING:
    from commonshelf.stats.budgets.election import Election, Utility
    from commonshelf.stats.budgets.purchases import Purchase, Run


def steps_of(election: Election, run: Run, utility: Utility) -> tuple[FundedProject, ...]:
    """Write out the purchases of a run as steps."""
    steps = []
    room = election.budget
    for number, purchase in enumerate(run.purchases, start=1):
        cost = election.costs[purchase.project]
        steps.append(
            FundedProject(
                step=number,
                project=purchase.project,
                name=election.names[purchase.project],
                cost=cost,
                supporters=election.supporters[purchase.project],
                votes=election.votes[purchase.project],
                stage="shares",
                room=room,
                price=purchase.price,
                payments=_payments(election, purchase),
                tied_with=purchase.tied_with,
                tied_names=tuple(election.names[other] for other in purchase.tied_with),
                utility=utility,
                minor_units=election.minor_units,
                by_points=election.by_points,
            )
        )
        room -= cost
    return tuple(steps)


def _payments(election: Election, purchase: Purchase) -> tuple[Payment, ...]:
    """Put supporters together who gave as many points, had as much and so paid as much; those who paid most come first."""
    alike: Counter[tuple[int, int, int]] = Counter()
    for group, (_, had, paid) in zip(election.groups[purchase.project], purchase.paid, strict=True):
        alike[paid, had, group.points] += group.people
    whole = purchase.denominator
    return tuple(
        Payment(people, points, Fraction(had, whole), Fraction(paid, whole), is_full=Fraction(paid, whole) == purchase.price * points)
        for (paid, had, points), people in sorted(alike.items(), reverse=True)
    )


def accounts_of(election: Election, run: Run) -> tuple[PersonAccount, ...]:
    """Write out what each person paid; people with equal ballots share one account."""
    paid: list[list[tuple[int, Fraction]]] = [[] for _ in election.kinds]
    for purchase in run.purchases:
        for kind, _, amount in purchase.paid:
            if amount:
                paid[kind].append((purchase.project, Fraction(amount, purchase.denominator)))
    by_kind = [
        PersonAccount(
            run.share,
            tuple(bought),
            run.purses.fraction(kind),
            tuple(election.names[project] for project, _ in bought),
            election.minor_units,
        )
        for kind, bought in enumerate(paid)
    ]
    return tuple(by_kind[kind] for kind in np.asarray(election.kind_of).tolist())
