"""What a command says when it is done: sentences for a person, the same facts for a program."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """The end of a command. `ok` decides its exit code."""

    lines: list[str]
    facts: dict[str, Any] = field(default_factory=dict)
    ok: bool = True
