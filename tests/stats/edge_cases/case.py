"""What one odd call looks like."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from commonshelf.stats import errors

NAN = float("nan")


@dataclass(frozen=True)
class EdgeCase:
    """One odd call; either `error` is what it raises, or `answer` is what its result says under those names."""

    name: str
    call: Callable[[], Any]
    error: type[errors.StatsError] | None = None
    answer: dict[str, Any] = field(default_factory=dict)
