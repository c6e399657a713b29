"""What the worker does for programs every day."""

from __future__ import annotations

from typing import Any

from commonshelf.common.outbox.delivery import daily
from commonshelf.path.programs.actions import forget_registrations


@daily("programs.forget_registrations")
def forget_every_day(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every chore is handed both
    """Let names go when the library's days are over."""
    forget_registrations()
