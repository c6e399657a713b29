"""Names of columns that SPSS, R, Stata and a database all take: short, Latin letters, and the same however many turns a repeat has.

A question's own name never holds two underscores in a row, so what is put after it (`wishes__books`, `age__2`) cannot meet another question.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST: Final = 64
"""Bytes of a name in SPSS."""
RESERVED: Final = frozenset({"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"})
_STEM: Final = 28
_PART: Final = 20
_BREAK = re.compile(r"[^A-Za-z0-9]+")


def stems(paths: Iterable[tuple[str, ...]], *, taken: Iterable[str]) -> dict[tuple[str, ...], str]:
    """Return a name for each path of names; which one depends on the paths alone. Case makes no difference to SPSS, so none is made here."""
    used = {name.lower() for name in taken} | RESERVED
    found: dict[tuple[str, ...], str] = {}
    for path in paths:
        tries = (_stem(path[-1]), _stem("_".join(path[-2:])), _stem("q_" + path[-1]))
        name = next((each for each in tries if each.lower() not in used), "") or _numbered(tries[0], used)
        used.add(name.lower())
        found[path] = name
    return found


def parts(names: Iterable[str]) -> dict[str, str]:
    """Return for the names of choices what is put after the name of their question."""
    used: set[str] = set()
    found: dict[str, str] = {}
    for name in names:
        part = _shortened(_latin(name) or f"c_{_digest(name)}", _PART)
        if part.lower() in used:
            part = _numbered(part, used)
        used.add(part.lower())
        found[name] = part
    return found


def joined(stem: str, *more: str | int) -> str:
    """Return a name with what is put after it. One that would pass 64 bytes, in repeats many deep, ends in its digest."""
    return _shortened("__".join([stem, *map(str, more)]), LONGEST)


def _stem(name: str) -> str:
    latin = _latin(name)
    if not latin:
        return f"q_{_digest(name)}"
    return _shortened(latin if latin[0].isalpha() else f"q_{latin}", _STEM)


def _latin(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    latin = _BREAK.sub("_", plain).strip("_")
    lost = any(unicodedata.category(letter).startswith("L") and not _is_latin(letter) for letter in name)
    return f"{latin}_{_digest(name)}" if latin and lost else latin


def _is_latin(letter: str) -> bool:
    return bool(unicodedata.normalize("NFKD", letter).encode("ascii", "ignore"))


def _shortened(name: str, limit: int) -> str:
    return name if len(name) <= limit else f"{name[: limit - 9].rstrip('_')}_{_digest(name)}"


def _numbered(name: str, used: set[str]) -> str:
    number = 2
    while f"{name}_{number}".lower() in used:
        number += 1
    return f"{name}_{number}"


def _digest(name: str) -> str:
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
