"""Tables that can be shown without telling on anyone."""

from commonshelf.stats.privacy.attack import Bounds, bounds_of_hidden
from commonshelf.stats.privacy.suppression import SafeTable, suppress_table

__all__ = ["Bounds", "SafeTable", "bounds_of_hidden", "suppress_table"]
