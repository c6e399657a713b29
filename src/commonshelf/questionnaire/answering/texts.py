"""Words of people, made safe to keep: what no database or file can hold is taken out, and nothing else."""

from __future__ import annotations

import re

MOST_LETTERS = 10_000
MOST_OF_A_LINE = 500
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
BREAKS = re.compile(r"\r\n?")


def tidy(text: str) -> str:
    """Return a text with plain line breaks, without control characters and halves of letters, and without spaces around it."""
    return CONTROLS.sub("", BREAKS.sub("\n", text)).strip()


def tidy_line(text: str) -> str:
    """Return a text as one line."""
    return " ".join(tidy(text).split())
