"""Writing and sending letters; asking for them and leaving."""

from __future__ import annotations

from commonshelf.telling.letters.actions.sending import add_topic, send_letter, write_letter
from commonshelf.telling.letters.actions.subscribing import confirm_subscription, end_subscription, forget_unconfirmed, subscribe

__all__ = [
    "add_topic",
    "confirm_subscription",
    "end_subscription",
    "forget_unconfirmed",
    "send_letter",
    "subscribe",
    "write_letter",
]
