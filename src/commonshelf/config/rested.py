"""Asking the database whether it is still there, only after a rest."""

from __future__ import annotations

import time
from threading import local

from django.core.signals import request_started
from django.db import connection

REST = 5.0  # seconds
_asked = local()


def check_only_rested_connections() -> None:
    """Let a connection that was asked a moment ago be used without asking it again whether it works.

    Django asks before every request, which on PostgreSQL is one statement more for each page. A database that was restarted within the
    last five seconds shows an error on one page of each process, and no answer is lost: it was not acknowledged.
    """
    request_started.connect(_trust_for_a_moment, dispatch_uid="commonshelf.rested")


def _trust_for_a_moment(**_named: object) -> None:
    """Run after Django's own receiver, which has just asked for a check."""
    moment = time.monotonic()
    if moment - getattr(_asked, "at", 0.0) < REST:
        connection.health_check_done = True  # type: ignore[attr-defined]  # django-stubs does not know it
    else:
        _asked.at = moment
