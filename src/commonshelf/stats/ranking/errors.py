"""What ranking refuses. Those that name items carry their numbers, so that a page can say which they are."""

from __future__ import annotations

from commonshelf.stats.errors import StatsError


class TooFewItemsError(StatsError):
    """A choice needs two items; with fewer there is nothing to rank."""


class NotAnItemError(StatsError):
    """A choice names an item that is not on the list, or sets an item against itself."""


class NotAChoiceError(StatsError):
    """What was chosen is none of: 1 (left), -1 (right), 0 (both equally), NaN (could not decide)."""


class TooFewPeopleError(StatsError):
    """The differences between people were asked of fewer than two of them."""


class DisconnectedItemsError(StatsError):
    """No chain of choices links some items with the others: nothing says who would win. `groups` holds the items of each island."""

    def __init__(self, groups: tuple[tuple[int, ...], ...]) -> None:
        self.groups = groups
        super().__init__(f"no chain of choices links these groups of items: {told(groups)}; ask across them, or keep the weak prior")


class OneSidedItemsError(StatsError):
    """Every choice between two groups went one way, so the likelihood has no highest point. `groups` holds them, the strongest first."""

    def __init__(self, groups: tuple[tuple[int, ...], ...]) -> None:
        self.groups = groups
        super().__init__(f"every choice between these groups of items went the same way: {told(groups)}; ask more, or keep the weak prior")


class OneSidedPositionError(StatsError):
    """The side on which an item stood explains every choice, so its pull has no highest likelihood."""


class NoAgreementReachedError(StatsError):
    """The search for the highest likelihood did not settle; the items are all but one-sided."""


SPELLED_OUT = 10


def told(groups: tuple[tuple[int, ...], ...]) -> str:
    """Spell out groups of items, long ones and long lists shortened."""
    words = [
        "[" + ", ".join(str(item) for item in group[:SPELLED_OUT]) + (f", … {len(group)} in all" if len(group) > SPELLED_OUT else "") + "]"
        for group in groups[:SPELLED_OUT]
    ]
    return " ".join(words) + (f" … {len(groups)} groups in all" if len(groups) > SPELLED_OUT else "")
