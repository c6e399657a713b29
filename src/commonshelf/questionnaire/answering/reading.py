"""From what a form or a file sends to the answer that is kept, kind by kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from commonshelf.questionnaire.answering.numbers import as_kept, plain_digits, read_number
from commonshelf.questionnaire.answering.texts import MOST_LETTERS, MOST_OF_A_LINE, tidy, tidy_line
from commonshelf.questionnaire.expressions.dates import moment
from commonshelf.questionnaire.expressions.nodes import written

if TYPE_CHECKING:
    from commonshelf.questionnaire.answering.faults import FaultCode
    from commonshelf.questionnaire.definition import Question

Kept = str | list[str]
KEY = re.compile(r"[A-Za-z0-9_-]{8,128}\Z")
CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?\Z", re.ASCII)
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z", re.ASCII)
POINT = re.compile(r"\s*-?\d+(\.\d*)?[ ,;]+-?\d+", re.ASCII)
ADDRESS = re.compile(r"[^\s@<>,;:()\"]+@[^\s@.<>,;:()\"]+(\.[^\s@.<>,;:()\"]+)+\Z")
PHONE = re.compile(r"\+?[0-9]{4,15}\Z")
TICKED = frozenset({"ok", "on", "yes", "true", "1"})


class UnreadableAnswerError(Exception):
    """What was sent is no answer to this kind of question."""

    def __init__(self, code: FaultCode, **words: str) -> None:
        super().__init__(code)
        self.code, self.words = code, words


@dataclass(frozen=True)
class Asked:
    """One question, with what its answer is held against."""

    question: Question
    choices: tuple[str, ...]
    language: str
    areas: Sequence[str]
    is_upload: Callable[[Question, str], bool]


def read_answer(raw: Any, asked: Asked) -> Kept:
    """Return what is kept of an answer; an empty text or list where nothing was said.

    :raises UnreadableAnswerError: it is no answer to this kind of question
    """
    if not isinstance(raw, str) and (isinstance(raw, Mapping) or (_is_list(raw) and any(map(_is_nested, raw)))):
        raise UnreadableAnswerError("not_one_answer")
    reader = MANY.get(asked.question.kind)
    if reader:
        return reader(_several(raw), asked)
    one = _one(raw)
    return READERS[asked.question.kind](one, asked) if one else ""


def _is_list(raw: Any) -> bool:
    return not isinstance(raw, str) and isinstance(raw, Sequence)


def _is_nested(each: Any) -> bool:
    return not isinstance(each, str) and isinstance(each, Mapping | Sequence)


def _one(raw: Any) -> str:
    """Return the single thing that was said. The same thing twice, as two buttons of one name send it, is one."""
    if not _is_list(raw):
        return tidy(written(raw))
    found = list(dict.fromkeys(text for each in raw if (text := tidy(written(each)))))
    if len(found) > 1:
        raise UnreadableAnswerError("one_only")
    return found[0] if found else ""


def _several(raw: Any) -> list[str]:
    parts = [written(each) for each in raw] if _is_list(raw) else written(raw).split()
    return [text for each in parts if (text := tidy_line(each))]


def _text(one: str, _asked: Asked) -> str:
    return _no_longer(one, MOST_LETTERS)


def _line(one: str, _asked: Asked) -> str:
    return _no_longer(tidy_line(one), MOST_OF_A_LINE)


def _no_longer(text: str, most: int) -> str:
    if len(text) > most:
        raise UnreadableAnswerError("too_long", most=str(most))
    return text


def _decimal(one: str, asked: Asked) -> str:
    return as_kept(_number(one, asked))


def _number(one: str, asked: Asked) -> Decimal:
    number = read_number(one, language=asked.language)
    if number is None:
        raise UnreadableAnswerError("not_a_number")
    return number


def _integer(one: str, asked: Asked) -> str:
    number = _number(one, asked)
    if number != number.to_integral_value():
        raise UnreadableAnswerError("not_whole")
    return as_kept(number)


def _range(one: str, asked: Asked) -> str:
    number = _number(one, asked)
    least, most, step = (range_part(asked.question, part) for part in ("start", "end", "step"))
    low, high = min(least, most), max(least, most)
    if not low <= number <= high or (step and (number - least) % step):
        raise UnreadableAnswerError("out_of_range", least=as_kept(low), most=as_kept(high), step=as_kept(abs(step)))
    return as_kept(number)


def range_part(question: Question, part: str) -> Decimal:
    """Return where a range starts, ends, or how far a step goes: 1, 10 and 1 where the form does not say, as in XLSForm."""
    try:
        number = Decimal(question.parameters.get(part, "").strip())
    except InvalidOperation:
        number = Decimal("NaN")
    return number if number.is_finite() else Decimal(10 if part == "end" else 1)


def _date(one: str, asked: Asked) -> str:
    parts = DAY.match(plain_digits(one))
    shown = asked.question.appearance.split()
    if not parts or (parts[2] is None and "year" not in shown) or (parts[3] is None and not {"month-year", "year"} & set(shown)):
        # Spreadsheets add midnight to a day.
        day, _mark, _rest = plain_digits(one).replace(" ", "T").partition("T")
        parts = DAY.match(day) if moment(plain_digits(one).replace(" ", "T")) else None
    try:
        return date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1)).isoformat() if parts else _not_a_date()
    except ValueError:  # the thirtieth of February, or the year 0
        return _not_a_date()


def _not_a_date() -> str:
    raise UnreadableAnswerError("not_a_date")


def _time(one: str, _asked: Asked) -> str:
    parts = CLOCK.match(plain_digits(one))
    if not parts:
        raise UnreadableAnswerError("not_a_time")
    seconds = f":{parts[3]}" if parts[3] and parts[3] != "00" else ""
    return f"{int(parts[1]):02}:{parts[2]}{seconds}"


def _date_time(one: str, _asked: Asked) -> str:
    text = re.sub(r"\s+", "T", plain_digits(one), count=1)
    when = moment(text)
    if when is None or when.whole_day:
        raise UnreadableAnswerError("not_a_date")
    zone = re.search(r"(?:Z|[+-]\d\d:\d\d)\Z", text)
    return when.local.isoformat(timespec="seconds" if when.local.second else "minutes") + (zone[0] if zone else "")


def _choice(one: str, asked: Asked) -> str:
    if one not in asked.choices:
        raise UnreadableAnswerError("not_a_choice", given=one[:80])
    return one


def _choices(several: list[str], asked: Asked) -> list[str]:
    """Return the chosen ones in the order of the list, each once."""
    for each in several:
        _choice(each, asked)
    chosen = set(several)
    return [name for name in dict.fromkeys(asked.choices) if name in chosen]


def _ranking(several: list[str], asked: Asked) -> list[str]:
    for each in several:
        _choice(each, asked)
        if several.count(each) > 1:
            raise UnreadableAnswerError("twice", given=each)
    return several


def _acknowledged(one: str, _asked: Asked) -> str:
    if one.lower() not in TICKED:
        raise UnreadableAnswerError("not_a_choice", given=one[:80])
    return "OK"


def _area(one: str, asked: Asked) -> str:
    if one not in asked.areas:
        raise UnreadableAnswerError("not_an_area", **({} if POINT.match(plain_digits(one)) else {"given": one[:80]}))
    return one


def _upload(one: str, asked: Asked) -> str:
    if not KEY.match(one) or not asked.is_upload(asked.question, one):
        raise UnreadableAnswerError("not_an_upload")
    return one


def _phone(one: str, _asked: Asked) -> str:
    number = re.sub(r"[\s().\-/]", "", plain_digits(one))
    if not PHONE.match(number):
        raise UnreadableAnswerError("not_a_phone")
    return number


def _address(one: str, _asked: Asked) -> str:
    if len(one) > 254 or not ADDRESS.match(one):
        raise UnreadableAnswerError("not_an_address")
    return one


READERS: dict[str, Callable[[str, Asked], str]] = {
    "text": _text, "hidden": _text, "calculate": _text, "barcode": _line, "integer": _integer, "decimal": _decimal, "range": _range,
    "date": _date, "time": _time, "dateTime": _date_time, "select_one": _choice, "acknowledge": _acknowledged, "geopoint": _area,
    "image": _upload, "audio": _upload, "video": _upload, "file": _upload, "phonenumber": _phone, "email": _address,
    "start": _text, "end": _text, "today": _text,
}  # fmt: skip
MANY: dict[str, Callable[[list[str], Asked], list[str]]] = {"select_multiple": _choices, "rank": _ranking}
