"""What can be wrong with an answer. Plain facts: whoever shows them puts them into words, in the language of the reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

FaultCode = Literal[
    "missing",  # required, and empty. words: message and language, where the form has a required_message
    "unsolved",  # what hangs on this answer cannot be worked out: it is too much, or nothing that an expression can take
    "failed",  # against its constraint. words: message and language, where the form has a constraint_message
    "not_a_number",
    "not_whole",
    "out_of_range",  # words: least and most, and step where there is one
    "not_a_choice",  # words: given
    "one_only",  # several were given where one is asked for
    "twice",  # one thing was ranked twice. words: given
    "not_all_ranked",  # a ranking that is required has to hold everything
    "too_long",  # words: most
    "not_a_date",
    "not_a_time",
    "not_a_phone",
    "not_an_address",
    "not_an_area",  # words: given, unless it was a point on a map, which is forgotten at once
    "not_an_upload",
    "too_many_turns",  # words: most
    "not_asked",  # there is no such question. words: name; the place is that of the group around it, "" at the top
    "not_one_answer",  # a group where an answer belongs, or the other way round
]  # fmt: skip
CODES: tuple[FaultCode, ...] = get_args(FaultCode)


@dataclass(frozen=True)
class AnswerFault:
    """One thing that is wrong with one answer. `words` holds what a sentence about it may want to name."""

    place: str
    code: FaultCode
    words: Mapping[str, str] = field(default_factory=dict)
