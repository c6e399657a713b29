"""The method of equal shares for one share of money each, in whole numbers, so that every cent is accounted for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cmp_to_key
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonshelf.stats.budgets.election import Election, Supporters, Utility


@dataclass
class Purses:
    """What is left to one person of each kind, as whole numbers over one common denominator: exact, and quick to compare."""

    amounts: list[int]
    denominator: int

    def rescale(self, denominator: int) -> None:
        """Write all amounts over a common denominator with another one."""
        common = lcm(self.denominator, denominator)
        factor = common // self.denominator
        if factor > 1:
            self.amounts = [amount * factor for amount in self.amounts]
        self.denominator = common

    def fraction(self, kind: int) -> Fraction:
        """Return what one person of a kind has left, in the smallest unit of money."""
        return Fraction(self.amounts[kind], self.denominator)


@dataclass(frozen=True)
class Purchase:
    """One project bought. paid holds (kind, what one of them had, what one of them paid) over the denominator."""

    project: int
    price: Fraction
    paid: tuple[tuple[int, int, int], ...]
    denominator: int
    tied_with: tuple[int, ...]


@dataclass(frozen=True)
class Run:
    """What the people bought from this share each, in order, and what they have left."""

    share: Fraction
    purchases: tuple[Purchase, ...]
    purses: Purses = field(repr=False)

    @property
    def funded(self) -> tuple[int, ...]:
        """The projects bought, in order."""
        return tuple(purchase.project for purchase in self.purchases)

    def spent(self, election: Election) -> int:
        """What they cost together."""
        return sum(election.costs[project] for project in self.funded)


def buy_with_shares(election: Election, share: Fraction, utility: Utility) -> Run:
    """Give everyone the share and let supporters buy together, the best value for each unit of money first.

    A project is for sale while its supporters can pay for it. Each pays the same price for a point, or all they have
    left if that is less. Bought next is the project with the lowest price for what it is worth. Purses only shrink, so prices
    only rise: a price from an earlier round is a floor, and most projects need not be looked at again.
    """
    purses = Purses([share.numerator] * len(election.kinds), share.denominator)
    floors = {project: _value_price(election, project, utility, None) for project in election.open_projects}
    purchases: list[Purchase] = []
    while (offers := _best_offers(election, purses, floors, utility)) != []:
        project, price = min(offers, key=lambda offer: election.first_by_rule(offer[0]))
        paid = _collect(election.groups[project], price, purses)
        tied = tuple(other for other, _ in offers if other != project)
        purchases.append(Purchase(project, price, paid, purses.denominator, tied))
        del floors[project]
    return Run(share, tuple(purchases), purses)


def price_of_a_point(cost: int, supporters: Sequence[Supporters], purses: Purses) -> Fraction | None:
    """Return what a point costs when all supporters pay alike and the poor give all they have; None if they cannot pay together.

    The price p solves: sum over supporters of min(purse, p * points) = cost.
    """
    people: Counter[tuple[int, int]] = Counter()
    for group in supporters:
        people[purses.amounts[group.kind], group.points] += group.people
    rest = cost * purses.denominator
    weight = sum(points * count for (_, points), count in people.items())
    for (amount, points), count in sorted(people.items(), key=_POOREST_FIRST):
        if rest * points <= amount * weight:
            return Fraction(rest, weight * purses.denominator)
        rest -= amount * count
        weight -= points * count
    return None


def _poorer_for_a_point(one: tuple[tuple[int, int], int], other: tuple[tuple[int, int], int]) -> int:
    (amount, points), (other_amount, other_points) = one[0], other[0]
    return amount * other_points - other_amount * points


_POOREST_FIRST = cmp_to_key(_poorer_for_a_point)


def _value_price(election: Election, project: int, utility: Utility, price: Fraction | None) -> Fraction:
    """Return the price for each unit of worth; without a price the lowest it could ever be, when nobody is short."""
    point = Fraction(election.costs[project], election.votes[project]) if price is None else price
    return point / election.worth(project, utility)


def _best_offers(election: Election, purses: Purses, floors: dict[int, Fraction], utility: Utility) -> list[tuple[int, Fraction]]:
    """Return all projects that share the lowest price for their worth; projects nobody can pay any more leave `floors` for good."""
    best: Fraction | None = None
    offers: list[tuple[int, Fraction]] = []
    for project in sorted(floors, key=lambda waiting: (floors[waiting], waiting)):
        if best is not None and floors[project] > best:
            break
        price = price_of_a_point(election.costs[project], election.groups[project], purses)
        if price is None:
            del floors[project]
            continue
        floors[project] = _value_price(election, project, utility, price)
        if best is None or floors[project] < best:
            best, offers = floors[project], []
        if floors[project] == best:
            offers.append((project, price))
    return offers


def _collect(supporters: Sequence[Supporters], price: Fraction, purses: Purses) -> tuple[tuple[int, int, int], ...]:
    """Take the price from the purses and return who had and who paid what."""
    purses.rescale(price.denominator)
    point = price.numerator * (purses.denominator // price.denominator)
    paid = []
    for group in supporters:
        had = purses.amounts[group.kind]
        payment = min(had, point * group.points)
        purses.amounts[group.kind] = had - payment
        paid.append((group.kind, had, payment))
    return tuple(paid)
