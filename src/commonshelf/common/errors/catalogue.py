"""The error catalogue: every refusal has a code, says what went wrong and where, and what to do next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_CATALOGUE: dict[str, ErrorCode] = {}


@dataclass(frozen=True)
class ErrorCode:
    """One kind of refusal. `what` and `mend` are translated sentences with named placeholders: %(row)s."""

    code: str
    what: str | _StrPromise
    mend: str | _StrPromise
    status: int = 400

    def __post_init__(self) -> None:
        """Enter the catalogue; two entries may not share a code."""
        if self.code in _CATALOGUE:
            message = f"error code {self.code} is declared twice"
            raise ValueError(message)
        _CATALOGUE[self.code] = self


class Refusal(Exception):  # noqa: N818 -- a refusal is an answer, not a fault
    """Raised by an action that does not do what it was asked. Nothing was written."""

    def __init__(self, code: ErrorCode, /, **where: Any) -> None:
        self.code = code
        self.where = where
        super().__init__(code.code)

    @property
    def _where_as_read(self) -> dict[str, Any]:
        """The details, with a day as the reader's language writes it."""
        return {name: date_format(one, "DATE_FORMAT") if isinstance(one, dt.date) else one for name, one in self.where.items()}

    @property
    def what(self) -> str:
        """What went wrong, in the reader's language."""
        return str(self.code.what) % self._where_as_read

    @property
    def mend(self) -> str:
        """What to do next, in the reader's language."""
        return str(self.code.mend) % self._where_as_read

    def __str__(self) -> str:
        return f"{self.what} {self.mend}"


def catalogue() -> list[ErrorCode]:
    """Return every declared code, in order of code. Apps declare theirs in `terms.py`."""
    return [_CATALOGUE[code] for code in sorted(_CATALOGUE)]
