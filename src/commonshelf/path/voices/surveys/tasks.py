"""What the worker does for surveys."""

from __future__ import annotations

from typing import Any

from commonshelf.common.outbox.delivery import traceless
from commonshelf.path.voices.surveys.actions.voicing import record_words
from commonshelf.path.voices.surveys.terms.answering import VOICES


@traceless(VOICES)
def make_voices(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is told its key
    """Let what was written in a response become voices."""
    record_words(**payload)
