"""What a module of tests must not leave to the next: a running event loop, or sessions on the database.

A browser's loop that still runs gives Django's code in the same thread a second connection, outside the transaction of the test: rows that
stay, and a session that nobody closes. Whoever comes later fails, or the database cannot be dropped at the end. So each is named here,
right after the last test of the module that left it.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterator

SESSIONS = (
    "SELECT pid, application_name, state, left(query, 200) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
PATIENCE = 5.0  # seconds: the session of a process that has ended goes a moment later


def left_behind() -> list[str]:
    """Return one sentence for each thing that is still there."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return [f"a session on the database, which whoever opened it must close: {session}" for session in _other_sessions()]
    return [f"an event loop that runs in the thread of the tests: {loop}. Close the browser before the module ends."]


def _other_sessions() -> list[tuple[object, ...]]:
    if connection.vendor != "postgresql" or connection.connection is None or connection.connection.closed:
        return []
    until = time.monotonic() + PATIENCE
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # inside a transaction the first look would be the last
            cursor.execute(SESSIONS)
            found = cursor.fetchall()
        if not found or time.monotonic() > until:
            return found
        time.sleep(0.05)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Look after the last test of a module, when its fixtures are gone. Journeys share one browser until the end, in a pass of their own."""
    result = yield
    ends = nextitem is None or nextitem.path != item.path
    if ends and item.get_closest_marker("journey") is None:
        from pytest_django.plugin import blocking_manager_key  # noqa: PLC0415 -- where pytest-django is switched off it is not asked

        with item.config.stash[blocking_manager_key].unblock():
            found = left_behind()
        if found:
            pytest.fail(f"{item.path.name} leaves behind " + "; ".join(found), pytrace=False)
    return result
