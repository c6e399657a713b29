"""Numbers as XPath writes and reads them."""

from __future__ import annotations

import math
import re
from decimal import Decimal

NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\Z")


def numeral(number: float) -> str:
    """Return a number as XPath 1.0 writes it: no exponent, no needless `.0`."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return str(int(number)) if abs(number) < 1e15 else format(Decimal(repr(number)), "f").removesuffix(".0")
    return format(Decimal(repr(number)), "f")
