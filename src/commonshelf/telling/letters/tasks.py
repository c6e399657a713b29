"""What the worker does for letters every day."""

from __future__ import annotations

from typing import Any

from commonshelf.common.outbox.delivery import daily
from commonshelf.telling.letters.actions import forget_unconfirmed


@daily("letters.forget_unconfirmed")
def forget_every_day(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every chore is handed both
    """Let addresses go that nobody confirmed."""
    forget_unconfirmed()
