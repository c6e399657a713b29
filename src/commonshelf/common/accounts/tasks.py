"""What the worker does for sign-ins."""

from __future__ import annotations

from typing import Any

from commonshelf.common.accounts.actions import forget_unproven_sign_ups
from commonshelf.common.outbox.kinds import daily


@daily("accounts.forget_unproven_sign_ups")
def forget_them(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is called so
    """Forget sign-ups that nobody finished."""
    forget_unproven_sign_ups()
