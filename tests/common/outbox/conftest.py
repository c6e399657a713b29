"""Kinds of message that only tests have."""

from __future__ import annotations

import pytest

from commonshelf.common.library.models import Library
from commonshelf.common.outbox import kinds


@pytest.fixture
def shelf(db, monkeypatch):
    """A kind `test.rename` that renames the library, and fails as long as the payload is in the returned set."""
    poison = set()
    kinds.gather_kinds()
    monkeypatch.setattr(kinds, "_EFFECTS", dict(kinds._EFFECTS))
    monkeypatch.setattr(kinds, "_CHORES", set(kinds._CHORES))

    @kinds.delivers("test.rename")
    def rename(*, key, payload):
        library, _ = Library.objects.get_or_create(pk=1)
        library.name = f"{library.name}+{payload['name']}"
        library.save()
        if payload["name"] in poison:
            message = f"{key} is poison"
            raise RuntimeError(message)

    Library.objects.create(pk=1, name="Shelf")
    return poison
