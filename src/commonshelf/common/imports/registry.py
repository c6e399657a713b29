"""Which kinds of file can be brought in. An app that can read one says so with `@importer("kind")`."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports.terms import KIND_UNKNOWN, OPTION_UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from commonshelf.common.accounts.models import User
    from commonshelf.common.imports.reports import ImportReport


class Importer(Protocol):
    """Brings in one file. Whatever else it may be told (a language, a year) has a keyword and a default."""

    def __call__(self, path: Path, *, by: User, allow_partial: bool = False) -> ImportReport:
        """Return what was done."""


_IMPORTERS: dict[str, Importer] = {}


def importer(kind: str) -> Callable[[Importer], Any]:
    """Enter a function as the one that brings in files of this kind."""

    def enter(bring_in: Importer) -> Importer:
        if _IMPORTERS.setdefault(kind, bring_in) is not bring_in:
            message = f"two functions bring in files of the kind {kind}"
            raise ValueError(message)
        return bring_in

    return enter


def load_importers() -> dict[str, Importer]:
    """Return every importer by its kind. `common` may not import what stands above it, so settings name the modules."""
    for module in settings.HOUSE_IMPORTERS:
        import_module(module)
    return dict(sorted(_IMPORTERS.items()))


def importer_of(kind: str) -> Importer:
    """Return the importer of this kind; refuse a kind nobody reads."""
    known = load_importers()
    if kind not in known:
        raise Refusal(KIND_UNKNOWN, kind=kind, kinds=", ".join(known))
    return known[kind]


def options_of(kind: str) -> tuple[str, ...]:
    """Return what else the importer of this kind may be told."""
    return tuple(name for name in inspect.signature(importer_of(kind)).parameters if name not in {"path", "by", "allow_partial"})


def ensure_options(kind: str, options: dict[str, Any]) -> None:
    """Refuse an option that this kind does not have, rather than leave it unheard."""
    for option in options:
        if option not in options_of(kind):
            raise Refusal(OPTION_UNKNOWN, kind=kind, option=option, options=", ".join(options_of(kind)) or "-")
