"""Tables that can be shown without telling on anyone."""

from commonshelf.stats.privacy.attack import Bounds, bounds_of_hidden
from commonshelf.stats.privacy.linked import SafeTables, suppress_linked
from commonshelf.stats.privacy.linked_attack import LinkedBounds, OutsideBounds, ShownTable, bounds_of_linked
from commonshelf.stats.privacy.linked_table import Grouping, LinkedTable
from commonshelf.stats.privacy.rounding import RoundedTable, round_at_random, round_controlled, round_to_nearest
from commonshelf.stats.privacy.safe_table import SafeTable
from commonshelf.stats.privacy.suppression import suppress_table

__all__ = [
    "Bounds",
    "Grouping",
    "LinkedBounds",
    "LinkedTable",
    "OutsideBounds",
    "RoundedTable",
    "SafeTable",
    "SafeTables",
    "ShownTable",
    "bounds_of_hidden",
    "bounds_of_linked",
    "round_at_random",
    "round_controlled",
    "round_to_nearest",
    "suppress_linked",
    "suppress_table",
]
