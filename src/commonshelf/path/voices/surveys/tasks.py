"""What the worker does for surveys."""

from __future__ import annotations

from typing import Any

from commonshelf.common.outbox.delivery import daily, delivers, traceless
from commonshelf.path.voices.surveys.actions.inviting import forget_addresses, send_due_reminders
from commonshelf.path.voices.surveys.actions.shuffling import SHUFFLE, Part, shuffle_answers, shuffle_part
from commonshelf.path.voices.surveys.actions.voicing import record_words
from commonshelf.path.voices.surveys.terms.answering import VOICES


@traceless(VOICES)
def make_voices(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is told its key
    """Let what was written in a response become voices."""
    record_words(**payload)


@daily("surveys.shuffle")
def shuffle_every_night(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is told its key
    """Have everything shuffled that came since yesterday."""
    shuffle_answers(occasion=payload["day"])


@delivers(SHUFFLE)
def shuffle_now(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is told its key
    """Shuffle one part: each has a transaction of its own, so that nobody who is sending an answer waits long."""
    shuffle_part(Part(**payload))


@daily("surveys.send_due_reminders")
def remind_every_day(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is told its key
    """Remind who was invited and has not begun, where staff asked for that."""
    send_due_reminders()


@daily("surveys.forget_addresses")
def forget_addresses_every_day(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is told its key
    """Let the addresses of people who were invited go once their survey is over."""
    forget_addresses()
