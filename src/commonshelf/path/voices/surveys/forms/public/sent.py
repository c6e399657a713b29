"""What a page of a survey sends back: the answers on it, those of the pages before, and what is to be done next."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import RequestDataTooBig
from django.core.signing import BadSignature, Signer

from commonshelf.path.voices.surveys.forms.public.about import OURS
from commonshelf.path.voices.surveys.terms.answering import MOST_TURNS_DRAWN
from commonshelf.questionnaire.answering import answers_from_fields
from commonshelf.questionnaire.paging import with_page

if TYPE_CHECKING:
    from django.http import QueryDict

    from commonshelf.path.voices.surveys.forms.public.laid import Laid

SHOWN = f"{OURS}shown:"  # of a turn that a number on the page asked for: it was there to be answered
CSRF = "csrfmiddlewaretoken"
ATTEMPTS = "surveys.attempt"  # the salt: what is signed for another purpose is no attempt
# What travels from page to page beside the answers; everything is checked again before it is kept.
CARRIED = ("area", "age_band", "library_use", "language", "may_be_quoted", "guardian_agreed")
MOST_PAGES = 10_000
MOST_DEEP = 50  # groups within groups, of what travels from page to page
MOST_TURNS_SENT = 2 * MOST_TURNS_DRAWN  # what came along, and a page more; beyond that no page of ours goes


@dataclass
class Sent:
    """Where somebody is in a survey, and everything they said until now. `number` counts pages from 0; the page about the person comes last.

    `attempt` is drawn with the first page for those who are counted if they leave. It is drawn for itself: nothing of the response tells it.
    `noted`: this browser told us already that somebody left, so there is something to forget.
    """

    number: int = 0
    given: dict[str, Any] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    sent_once: uuid.UUID = field(default_factory=uuid.uuid4)
    attempt: uuid.UUID | None = None
    noted: bool = False
    saved: bool = False
    turns: frozenset[str] = frozenset()
    do: str = ""
    where: str = ""
    speak: str = ""

    def as_form(self) -> dict[str, str]:
        """Return what belongs to the house's own questions, named as on the page."""
        return {f"{OURS}{name}": said for name, said in (*self.about.items(), ("sent_once", str(self.sent_once)))}

    def signed_attempt(self) -> str:
        """Return the attempt as the page hands it out; nothing where nobody is counted."""
        return "" if self.attempt is None else signed_attempt(self.attempt)

    def so_far(self) -> str:
        """Return what the next page carries along, as one hidden field holds it."""
        return json.dumps({"answers": self.given, "about": self.about}, ensure_ascii=False, separators=(",", ":"))


def signed_attempt(attempt: uuid.UUID) -> str:
    """Return an attempt signed, so that nobody makes up a crowd who left."""
    return Signer(salt=ATTEMPTS).sign(attempt.hex)


def attempt_handed_out(text: str) -> uuid.UUID | None:
    """Return the attempt that a page of ours handed out; nothing for any other."""
    try:
        return uuid.UUID(Signer(salt=ATTEMPTS).unsign(text))
    except BadSignature:
        return None


def read_sent(post: QueryDict, laid: Laid) -> Sent:
    """Return what was sent. Nothing in it is trusted: names nobody asks for and answers that do not fit are faults when it is checked."""
    do, _mark, where = post.get(f"{OURS}do", "").partition(":")
    earlier, about = _so_far(post.get(f"{OURS}so_far", ""))
    number = _number(post.get(f"{OURS}page", ""))
    fields = {name: values for name, values in post.lists() if not name.startswith(OURS) and name != CSRF}
    here = _single(answers_from_fields(fields))
    if number >= len(laid.pages):
        here = earlier  # the page about the person asks nothing else
    elif laid.by_section:
        here = with_page(earlier, laid.pages[number], here)
    if _turns_in(here) > MOST_TURNS_SENT:
        message = f"more than {MOST_TURNS_SENT} turns of repeats were sent"
        raise RequestDataTooBig(message)
    told = {name: str(post[f"{OURS}{name}"]) for name in CARRIED if f"{OURS}{name}" in post}
    if f"{OURS}language" in post or f"{OURS}age_band" in post:
        about = {
            name: said for name, said in about.items() if name not in {"may_be_quoted", "guardian_agreed"}
        }  # a box that is not ticked sends nothing
    return Sent(
        number=number,
        given=here,
        about={**about, **told},
        sent_once=_uuid(post.get(f"{OURS}sent_once", "")) or uuid.uuid4(),
        attempt=attempt_handed_out(post.get(f"{OURS}attempt", "")),
        noted=bool(post.get(f"{OURS}noted", "")),
        saved=f"{OURS}saved" in post,
        turns=frozenset(name.removeprefix(SHOWN) for name in post if name.startswith(SHOWN)),
        do=do,
        where=where,
        speak=post.get(f"{OURS}speak", ""),
    )


def _turns_in(given: Any) -> int:
    """Count the turns of all repeats, however deep they stand."""
    if isinstance(given, str):
        return 0
    if isinstance(given, Mapping):
        return sum(_turns_in(each) for each in given.values())
    if isinstance(given, list):
        return sum(1 + _turns_in(each) for each in given if not isinstance(each, str))
    return 0


def _single(sent: Any) -> Any:
    """Return what was sent with a list of one text as that text: a form cannot tell the two apart."""
    if isinstance(sent, list):
        return sent[0] if len(sent) == 1 and isinstance(sent[0], str) else [_single(each) for each in sent]
    if isinstance(sent, Mapping):
        return {name: _single(each) for name, each in sent.items()}
    return sent


def _so_far(text: str) -> tuple[dict[str, Any], dict[str, str]]:
    try:
        carried = json.loads(text) if text else {}
        json.dumps(carried, ensure_ascii=False).encode()
        _ensure_shallow(carried)
    except (ValueError, RecursionError):  # a page of ours never sends such a thing: half a letter, or boxes in boxes without end
        return {}, {}
    answers, about = (carried.get(name) if isinstance(carried, dict) else None for name in ("answers", "about"))
    return (
        answers if isinstance(answers, dict) else {},
        {name: said for name, said in about.items() if name in CARRIED and isinstance(said, str)} if isinstance(about, dict) else {},
    )


def _ensure_shallow(carried: Any) -> None:
    level = [carried]
    for _step in range(MOST_DEEP):
        level = [inner for each in level if isinstance(each, dict | list) for inner in (each.values() if isinstance(each, dict) else each)]
        if not level:
            return
    message = "what was carried along lies too deep"
    raise ValueError(message)


def _number(text: str) -> int:
    return min(int(text), MOST_PAGES) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def with_another_turn(given: Mapping[str, Any], place: str) -> dict[str, Any]:
    """Return answers with one more turn, empty, in the repeat at this place."""
    return _changed(given, place, lambda turns: [*(turns or [{}]), {}])


def without_turn(given: Mapping[str, Any], place: str) -> dict[str, Any]:
    """Return answers without the turn at this place, `home/children[2]`."""
    repeat, _mark, rest = place.rpartition("[")
    at = _number(rest.rstrip("]")) - 1
    return _changed(given, repeat, lambda turns: [turn for number, turn in enumerate(turns) if number != at])


def _changed(given: Mapping[str, Any], place: str, change: Any) -> dict[str, Any]:
    step, _mark, rest = place.partition("/")
    name, _mark, number = step.partition("[")
    found: dict[str, Any] = dict(given)
    inner = found.get(name)
    if not rest:
        turns = inner if isinstance(inner, list) and all(isinstance(turn, Mapping) for turn in inner) else []
        found[name] = change(turns)
    elif number:
        at = _number(number.rstrip("]")) - 1
        turns = inner if isinstance(inner, list) else []
        found[name] = [
            _changed(turn, rest, change) if index == at and isinstance(turn, Mapping) else turn for index, turn in enumerate(turns)
        ]
    else:
        found[name] = _changed(inner if isinstance(inner, Mapping) else {}, rest, change)
    return found
