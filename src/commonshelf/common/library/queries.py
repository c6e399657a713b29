"""Reading the library's own settings."""

from __future__ import annotations

from commonshelf.common.library.models import Library


def the_library() -> Library:
    """Return the one row of settings; a new house has its defaults."""
    return Library.objects.filter(pk=1).first() or Library(pk=1)
