"""Keys that tell no order. Counted keys do: between two entries of the log stands the minute in which the row between them was made."""

from __future__ import annotations

import secrets

LARGEST_KEY = 2**63 - 1


def random_key() -> int:
    """Return a key for a new row. On SQLite it is also the place of the row in its file, so that the file keeps no order either."""
    return secrets.randbelow(LARGEST_KEY) + 1
