"""Which questions somebody is asked, and which the house fills in or leaves empty.

Of the things a device would tell about its owner nothing is kept: `deviceid`, `username`, `audit`, `start-geopoint`, `geotrace` and `geoshape` are always empty,
and so are `phonenumber` and `email` where they are meant for the device (without a label); with a label they are questions. `start`, `end` and `today` are kept
as the Monday of their week, never to the day or the second; while expressions are worked out they say the day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commonshelf.questionnaire.definition import Question

DAYS = frozenset({"start", "end", "today"})
NEVER_KEPT = frozenset({"deviceid", "username", "audit", "start-geopoint", "geotrace", "geoshape"})
NOT_FOR_PEOPLE = DAYS | NEVER_KEPT | {"calculate", "hidden", "note"}
OF_A_DEVICE = frozenset({"phonenumber", "email"})
UPLOADS = frozenset({"image", "audio", "video", "file"})
YES = frozenset({"true()", "yes", "true"})


def is_read_only(question: Question) -> bool:
    """Say whether a question is read only whatever is answered; where an expression decides, `State.read_only` knows."""
    return question.read_only.strip().lower() in YES


def is_asked(question: Question) -> bool:
    """Say whether people answer it: it has a field, and what comes from there counts."""
    if question.kind in NOT_FOR_PEOPLE or (question.kind in OF_A_DEVICE and not question.label):
        return False
    return not is_read_only(question) and not (question.calculation and not question.trigger)


def is_shown(question: Question) -> bool:
    """Say whether people see it: what they are asked, notes, and answers that are worked out and have a label."""
    if question.kind in NEVER_KEPT | DAYS | {"hidden", "calculate"}:
        return False
    return question.kind not in OF_A_DEVICE or bool(question.label)


def is_kept(question: Question) -> bool:
    """Say whether it may hold an answer at all."""
    return question.kind not in NEVER_KEPT | {"note"} and (question.kind not in OF_A_DEVICE or bool(question.label))
