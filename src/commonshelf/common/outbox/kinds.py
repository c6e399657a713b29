"""Which kinds of message there are, and what delivering each of them does.

An app says so in its `tasks.py`: `@delivers("needs.suggest_themes")`. What such a function does happens in the database, in one
transaction with the mark that it is done; so it happens once, whenever a worker dies. A letter is posted as the kind `mail`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MAIL = "mail"
_MAIL_NEEDS = ("to", "subject", "body", "language")


class Effect(Protocol):
    """What delivering a message does: rows only, since its transaction may be rolled back and run again."""

    def __call__(self, *, key: str, payload: dict[str, Any]) -> None:
        """Do it."""


class TracelessEffect(Protocol):
    """What delivering messages without a trace does, several at once: rows only, too."""

    def __call__(self, *, payloads: Sequence[dict[str, Any]]) -> None:
        """Do it for all of them."""


_EFFECTS: dict[str, Effect] = {}
_CHORES: set[str] = set()
_HOURLY: set[str] = set()
_TRACELESS: dict[str, TracelessEffect] = {}


def delivers(kind: str) -> Callable[[Effect], Effect]:
    """Register what delivering a message of this kind does. Two functions for one kind are a fault."""

    def register(effect: Effect) -> Effect:
        _ensure_new(kind)
        _EFFECTS[kind] = effect
        return effect

    return register


def _ensure_new(kind: str) -> None:
    if kind in _EFFECTS or kind in _TRACELESS or kind == MAIL:
        message = f"messages of kind {kind} are delivered by two functions"
        raise ValueError(message)


def daily(kind: str) -> Callable[[Effect], Effect]:
    """Register a chore of every day: the workers post it once a day, so it has the key, the retries and the log of any message."""
    _CHORES.add(kind)
    return delivers(kind)


def hourly(kind: str) -> Callable[[Effect], Effect]:
    """Register a chore of every hour: as those of the day, for what may not wait until tomorrow. It should be quick when there is nothing to do."""
    _HOURLY.add(kind)
    return delivers(kind)


def traceless(kind: str) -> Callable[[TracelessEffect], TracelessEffect]:
    """Register a kind that a resident's deed posts: its messages know no moment, and are gone once they are delivered (`traceless.py`)."""

    def register(effect: TracelessEffect) -> TracelessEffect:
        _ensure_new(kind)
        _TRACELESS[kind] = effect
        return effect

    return register


@cache
def gather_kinds() -> None:
    """Read every app's `tasks.py` once, so that its kinds are known."""
    for app in settings.HOUSE_APPS:
        if find_spec(f"{app}.tasks"):
            import_module(f"{app}.tasks")


def effect_of(kind: str) -> Effect:
    """Return what delivering this kind does."""
    gather_kinds()
    if kind not in _EFFECTS:
        raise _unknown(kind, "delivers")
    return _EFFECTS[kind]


def traceless_effect_of(kind: str) -> TracelessEffect:
    """Return what delivering messages of this kind without a trace does."""
    gather_kinds()
    if kind not in _TRACELESS:
        raise _unknown(kind, "traceless")
    return _TRACELESS[kind]


def _unknown(kind: str, mark: str) -> LookupError:
    return LookupError(f"nobody delivers messages of kind {kind}: is there @{mark}({kind!r}) in the tasks.py of an app?")


def chores() -> list[str]:
    """Return the kinds that are posted every day."""
    gather_kinds()
    return sorted(_CHORES)


def hourly_chores() -> list[str]:
    """Return the kinds that are posted every hour."""
    gather_kinds()
    return sorted(_HOURLY)


def traceless_kinds() -> list[str]:
    """Return the kinds whose messages leave no trace."""
    gather_kinds()
    return sorted(_TRACELESS)


def ensure_deliverable(kind: str, payload: dict[str, Any]) -> None:
    """Raise at once, in the action that posts it, for a message that no worker could deliver."""
    if kind != MAIL:
        effect_of(kind)
    elif missing := [part for part in _MAIL_NEEDS if not payload.get(part)]:
        message = f"a mail needs {', '.join(missing)}"
        raise ValueError(message)
