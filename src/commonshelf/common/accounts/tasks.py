"""What the worker does for sign-ins."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore

from commonshelf.common.accounts.actions import forget_old_limits, forget_unproven_sign_ups
from commonshelf.common.outbox.kinds import daily


@daily("accounts.forget_unproven_sign_ups")
def forget_them(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is called so
    """Forget sign-ups that nobody finished."""
    forget_unproven_sign_ups()


@daily("accounts.forget_old_limits")
def forget_limits(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is called so
    """Forget who sent how much, once its hour is over."""
    forget_old_limits()


@daily("accounts.forget_ended_sessions")
def forget_ended_sessions(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is called so
    """Forget browser sessions that have ended: an open form makes one, and most are never used again."""
    SessionStore.clear_expired()
