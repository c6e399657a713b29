"""The sorts of answers a librarian chooses from, in plain words. An XLSForm may bring others; they are shown by XLSForm's own name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from commonshelf.questionnaire.definition import Group, Question, Repeat
from commonshelf.questionnaire.wording import SCALE_ROWS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from commonshelf.questionnaire.definition import Item


class Kind(NamedTuple):
    """One sort: its name in addresses, what it is called, and what it is good for."""

    code: str
    label: _StrPromise
    about: _StrPromise


SECTION, REPEAT, SCALE = "section", "repeat", "scale"
KINDS: tuple[tuple[_StrPromise, tuple[Kind, ...]], ...] = (
    (
        _("Asked most often"),
        (
            Kind("select_one", _("One choice"), _("People choose one of your answers.")),
            Kind("select_multiple", _("Several choices"), _("People tick as many of your answers as they like.")),
            Kind("text", _("Open answer"), _("People write in their own words, and their words become voices.")),
            Kind(SCALE, _("A grid of statements"), _("Several statements, each answered on the same scale.")),
            Kind("integer", _("A whole number"), _("How many, how often, how old.")),
        ),
    ),
    (
        _("Other answers"),
        (
            Kind("rank", _("An order"), _("People put your answers in the order that matters to them.")),
            Kind("range", _("A number on a scale"), _("From 0 to 10, for example.")),
            Kind("decimal", _("A number with decimals"), _("1.5 hours, for example.")),
            Kind("date", _("A day"), _("A day of the calendar.")),
            Kind("time", _("A time of day"), _("Hours and minutes.")),
            Kind("dateTime", _("A day and a time"), _("Both in one answer.")),
            Kind("acknowledge", _("A box to tick"), _("People say that they have read or agree to something.")),
            Kind("geopoint", _("A part of town"), _("One of your areas. We never ask for a point on a map.")),
            Kind("email", _("A mail address"), _("It says who somebody is: ask only if you must.")),
            Kind("phonenumber", _("A phone number"), _("It says who somebody is: ask only if you must.")),
            Kind("barcode", _("A barcode"), _("The number under the bars, typed in.")),
            Kind("image", _("A picture"), _("People send a picture. What the camera wrote beside it is taken out.")),
            Kind("audio", _("A recording"), _("People send a sound.")),
            Kind("video", _("A video"), _("People send a film.")),
            Kind("file", _("A file"), _("People send a document.")),
        ),
    ),
    (
        _("Around the questions"),
        (
            Kind(SECTION, _("A section"), _("Questions that belong together, under a heading.")),
            Kind(REPEAT, _("A section asked several times"), _("Once for each child, for example.")),
            Kind("note", _("Text to read"), _("An explanation between questions; nothing is answered.")),
            Kind("calculate", _("Worked out"), _("A value for conditions and files that nobody sees.")),
        ),
    ),
)
BY_CODE = {kind.code: kind for _heading, kinds in KINDS for kind in kinds}
CHOOSING = frozenset({"select_one", "select_multiple", "rank"})
NUMBERS = frozenset({"integer", "decimal"})
UNANSWERED = frozenset({"note", "calculate", "hidden", "start", "end", "today", "deviceid", "username", "audit", "start-geopoint"})
UNSEEN = UNANSWERED - {"note"}


def sort_of(item: Item) -> str:
    """Return which sort an item is of."""
    if isinstance(item, Question):
        return item.kind
    if isinstance(item, Repeat):
        return REPEAT
    return SCALE if is_scale(item) else SECTION


def is_scale(item: Item) -> bool:
    """Say whether a group is a grid of statements that a librarian can write one a line."""
    if not isinstance(item, Group) or SCALE_ROWS not in item.appearance.split() or not item.items:
        return False
    rows = [each for each in item.items if isinstance(each, Question) and each.kind == "select_one"]
    return len(rows) == len(item.items) and len({row.choice_list for row in rows}) == 1


def label_of_kind(item: Item) -> str:
    """Return what the sort of an item is called."""
    sort = sort_of(item)
    return str(BY_CODE[sort].label) if sort in BY_CODE else sort
