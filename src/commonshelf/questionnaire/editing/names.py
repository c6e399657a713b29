"""Names for what is new. A name is the key of answers for ever, so it is made once, and is readable where the label allows."""

from __future__ import annotations

import re
import unicodedata
from itertools import count
from typing import TYPE_CHECKING

from pyxform.parsing.expression import is_xml_tag

from commonshelf.questionnaire.editing.refusals import EditError

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST = 32
_RESERVED = frozenset({"meta", "instanceid", "instancename", "root", "item", "data"})
"""Names that mean something else in an XForm, or that pyxform gives to parts of its own."""
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})


def name_for(label: str, taken: Collection[str] = (), *, otherwise: str = "q") -> str:
    """Return a name made from the Latin letters and digits of a label, and from `otherwise` and a number where it has none.

    `${piped}` words are left out. Two names never differ in capitals alone: SPSS and spreadsheets take them for the same.
    """
    words = unicodedata.normalize("NFKD", re.sub(r"\$\{[^}]*\}", " ", label).lower().translate(_LETTERS))
    plain = "".join(letter for letter in words if not unicodedata.combining(letter))
    latin = re.sub(r"[^a-z0-9]+", "_", re.sub(r"['’]", "", plain)).strip("_")
    used = {name.lower() for name in taken} | _RESERVED
    if not re.search("[a-z]", latin):
        return next(name for number in count(1) if (name := f"{otherwise}{number}") not in used)
    start = latin if latin[0].isalpha() else f"{otherwise}_{latin}"
    return free_name(_shortened(start), used)


def _shortened(name: str) -> str:
    """Cut at the end of a word where there is one not far from the limit."""
    if len(name) <= LONGEST:
        return name
    cut = name[: LONGEST + 1].rpartition("_")[0]
    return cut if len(cut) > LONGEST // 2 else name[:LONGEST]


def free_name(name: str, taken: Collection[str]) -> str:
    """Return the name itself, or with the first number from 2 on that nobody has."""
    used = {each.lower() for each in taken}
    if name.lower() not in used:
        return name
    return next(other for number in count(2) if (other := f"{name}_{number}").lower() not in used)


def ensure_name(name: str, taken: Collection[str]) -> None:
    """Refuse a name that XForms cannot hold, or that another item has.

    :raises EditError: bad_name, name_taken
    """
    if not is_xml_tag(name) or ":" in name or name == "meta":
        raise EditError("bad_name", name)
    if name in taken:
        raise EditError("name_taken", name)
