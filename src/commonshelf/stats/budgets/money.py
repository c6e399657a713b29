"""Amounts of money in words: exact ones as they are, others marked as rounded."""

from __future__ import annotations

from fractions import Fraction

TWO_DIGITS = 100


def money(amount: int | Fraction, minor_units: int) -> str:
    """Write an amount given in the smallest unit: 12345 cents as 123.45, a third of 100 cents as "about 0.33"."""
    exact = Fraction(amount)
    if exact.denominator == 1:
        return _written(int(exact), minor_units)
    if minor_units == 1:
        return f"about {_written(round(exact * TWO_DIGITS), TWO_DIGITS)}"
    return f"about {_written(round(exact), minor_units)}"


def counted(number: int, one: str, many: str) -> str:
    """Write a number with the right word after it."""
    return f"{number:,} {one if number == 1 else many}"


def _written(units: int, minor_units: int) -> str:
    whole, part = divmod(units, minor_units)
    digits = len(str(minor_units)) - 1
    return f"{whole:,}" + (f".{part:0{digits}d}" if digits else "")
