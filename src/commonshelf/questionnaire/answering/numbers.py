"""Numbers as people write them: in the digits of their script, with a comma or a point, in groups of three. Kept as `12` and `3.5`."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

MOST_DIGITS = 15  # more than that a browser cannot hold exactly, and neither can an expression
SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’_]|\u066c")  # what stands between groups of three and never means a fraction
MINUS = str.maketrans({"−": "-", "–": "-", "﹣": "-", "－": "-", "٫": ",", "،": ",", "，": ",", "．": ".", "。": "."})
GROUPED_BY = {"en": ",", "ar": ",", "zh": ",", "es": ".", "vi": "."}
INVISIBLE = re.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def plain_digits(text: str) -> str:
    """Return a text with the digits of all scripts as 0–9, and without the marks that only say in which direction it runs."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(letter)) if unicodedata.category(letter) == "Nd" else letter for letter in INVISIBLE.sub("", text)
    )


def read_number(text: str, *, language: str = "") -> Decimal | None:
    """Return the number somebody wrote; None when it is none.

    One mark followed by exactly three digits (`1,000`) is read as the reader of `language` would: as thousands where that mark groups thousands, else as a
    fraction. Nothing else is guessed: `1,00,0` is no number.
    """
    written = plain_digits(text).translate(MINUS).strip()
    found = re.fullmatch(r"([+-]?)\s*(.*)", written, re.DOTALL)
    if not found:
        return None
    plain = _without_groups(found[2], GROUPED_BY.get(language[:2].lower(), ""))
    if plain is None or not re.fullmatch(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+", plain):
        return None
    if len(plain.replace(".", "").strip("0")) > MOST_DIGITS or len(plain) > 4 * MOST_DIGITS:
        return None
    return Decimal(f"-{plain}" if found[1] == "-" else plain)


def _without_groups(written: str, grouping: str) -> str | None:
    spaced = SPACES.split(written)
    if len(spaced) > 1:
        tail = re.split(r"[.,]", spaced[-1], maxsplit=1)[0]
        if not (1 <= len(spaced[0]) <= 3 and all(len(part) == 3 for part in (*spaced[1:-1], tail))):
            return None
    written = "".join(spaced)
    marks = [letter for letter in written if letter in ".,"]
    if not marks:
        return written
    last = marks[-1]
    whole, _mark, fraction = written.rpartition(last)
    if len(set(marks)) == 2:  # 1.234,5 or 1,234.5: the last one is the fraction's
        other = marks[0]
        groups = whole.split(other)
        return f"{''.join(groups)}.{fraction}" if last not in whole and _are_groups(groups) else None
    groups = written.split(last)
    thousands = _are_groups(groups) and groups[0] != "0"
    if len(marks) > 1:
        return "".join(groups) if thousands else None
    return "".join(groups) if thousands and last == grouping else f"{whole}.{fraction}"


def _are_groups(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def as_kept(number: Decimal) -> str:
    """Return a number as answers keep it: a point, no exponent, no zeros that say nothing."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text
