"""An expression as a tree. Frozen; `at` is where in the text a part begins."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Literal:
    """A number or a text, as written."""

    value: str | float
    at: int = 0


@dataclass(frozen=True)
class Answer:
    """`${name}`: the answers to a question, nearest first: those of the same turn of a repeat before all others."""

    name: str
    at: int = 0


@dataclass(frozen=True)
class Call:
    """A function with its arguments, known and of the right number."""

    name: str
    arguments: tuple[Expression, ...] = ()
    at: int = 0


@dataclass(frozen=True)
class Negative:
    """Unary minus."""

    inner: Expression
    at: int = 0


@dataclass(frozen=True)
class Chain:
    """Operands of one precedence, from left to right. A chain and not pairs, so that a long sum is not a deep tree."""

    first: Expression
    rest: tuple[tuple[str, Expression], ...]
    at: int = 0


@dataclass(frozen=True)
class Step:
    """One step of a path: a name, `*`, `.` or `..`; `deep` after `//`."""

    name: str
    predicates: tuple[Expression, ...] = ()
    deep: bool = False
    at: int = 0


@dataclass(frozen=True)
class Path:
    """A path from `start` (an expression that gives nodes), from the root ("/") or from here (".")."""

    start: Expression | None
    steps: tuple[Step, ...]
    predicates: tuple[Expression, ...] = ()
    absolute: bool = False
    at: int = 0


Expression = Literal | Answer | Call | Negative | Chain | Path
