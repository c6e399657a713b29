"""What an answer must be, as a librarian says it: the least, the most, the longest. Anything else is an expression."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from commonshelf.questionnaire.definition import Question

_NUMBER = r"(-?\d+(?:\.\d+)?)"
_LEAST, _MOST = re.compile(rf"\. ?>= ?{_NUMBER}"), re.compile(rf"\. ?<= ?{_NUMBER}")
_LONGEST = re.compile(r"string-length\(\.\) ?<= ?(\d+)")
_DAY = r"date\('(\d{4}-\d\d-\d\d)'\)"
_FIRST, _LAST = re.compile(rf"\. ?>= ?{_DAY}"), re.compile(rf"\. ?<= ?{_DAY}")


def _number(label: Any, **more: Any) -> Callable[[], forms.Field]:
    return lambda: forms.DecimalField(label=label, required=False, **more)


def _day(label: Any) -> Callable[[], forms.Field]:
    return lambda: forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


PLAIN_LIMITS: dict[str, dict[str, Callable[[], forms.Field]]] = {
    "integer": {"least": _number(_("At least"), decimal_places=0), "most": _number(_("At most"), decimal_places=0)},
    "decimal": {"least": _number(_("At least")), "most": _number(_("At most"))},
    "text": {"longest": lambda: forms.IntegerField(label=_("At most this many characters"), required=False, min_value=1)},
    "date": {"first_day": _day(_("Not before")), "last_day": _day(_("Not after"))},
}
_SHAPES = {"least": _LEAST, "most": _MOST, "longest": _LONGEST, "first_day": _FIRST, "last_day": _LAST}


def limits_in(question: Question) -> dict[str, str]:
    """Return what the fields show of a constraint: plain limits where it holds nothing else, the expression where it does."""
    fields = PLAIN_LIMITS.get(question.kind, {})
    found: dict[str, str] = {}
    for part in re.split(r"\s+and\s+", question.constraint.strip()) if question.constraint.strip() else ():
        said = next(((name, match[1]) for name in fields if name not in found and (match := _SHAPES[name].fullmatch(part))), None)
        if said is None:
            return {"constraint": question.constraint}
        found[said[0]] = said[1]
    return found


def constraint_of(sort: str, told: Mapping[str, Any]) -> str:
    """Return the constraint that was written; an expression stands before plain limits."""
    if told.get("constraint"):
        return str(told["constraint"])
    shapes = {
        "least": ". >= {}",
        "most": ". <= {}",
        "longest": "string-length(.) <= {}",
        "first_day": ". >= date('{}')",
        "last_day": ". <= date('{}')",
    }
    said = [(name, told[name]) for name in PLAIN_LIMITS.get(sort, {}) if told.get(name) is not None]
    return " and ".join(shapes[name].format(value) for name, value in said)
