"""Reading a survey page as a person does: each question is found by its words, and the first field behind them is its answer.

So no contestant's names of fields are known beforehand, and a page that is built differently tomorrow is answered all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from benchmarks.survey_questions import NUMBER, ONE, QUESTIONS, SEVERAL

if TYPE_CHECKING:
    from benchmarks.survey_questions import Given

WRITTEN = frozenset({"text", "number", "textarea", "tel", "search"})
_INPUT = re.compile(rb"<input\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb'([a-z-]+)\s*=\s*"([^"]*)"', re.IGNORECASE)


class PageNotUnderstoodError(RuntimeError):
    """The page does not ask the ten questions in a way that a person could answer; the message says what is missing."""


@dataclass
class Form:
    """One form of the page: where each answer goes, and what a browser sends besides."""

    action: str = ""
    names: dict[int, str] = field(default_factory=dict)
    values: dict[int, list[str]] = field(default_factory=dict)
    others: list[tuple[str, str]] = field(default_factory=list)

    def body(self, given: Given, hidden: list[tuple[str, str]]) -> bytes:
        """Return what is posted: hidden fields of this visitor's own page, the answers, and the rest as the browser found it."""
        return urlencode(hidden).encode() + b"&" + self.answers(given)

    def answers(self, given: Given) -> bytes:
        """Return all that is posted but the hidden fields."""
        answers = [(self.names[place], "") for place, offered in self.values.items() if not offered and place not in given]
        for place, said in given.items():
            offered = self.values[place]
            answers += [(self.names[place], offered[int(one)] if offered else one) for one in said]
        return urlencode([*answers, *self.others]).encode()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.place: int | None = None
        self.select = ""
        self.labels = {asked.label: place for place, asked in enumerate(QUESTIONS)}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(action=of.get("action", ""))
            self.forms.append(self.open)
        elif self.open is None or "disabled" in of:
            return
        elif tag in {"input", "textarea", "button"} and of.get("name"):
            self._field(self.open, of.get("type", "text").lower() if tag == "input" else tag, of)
        elif tag == "select":
            self.select = of.get("name", "")
        elif tag == "option" and self.select and ("selected" in of or self.select not in dict(self.open.others)):
            self.open.others = [pair for pair in self.open.others if pair[0] != self.select]
            self.open.others.append((self.select, of.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        self.place = self.labels.get(" ".join(data.split()), self.place)

    def _field(self, form: Form, kind: str, of: dict[str, str]) -> None:
        """Take a field as the answer of the question before it, or as one that stays as the browser found it."""
        name, place = of["name"], self.place
        if place is not None and form.names.get(place, name) == name and self._fits(kind, place) and name not in self._taken(form, place):
            form.names[place] = name
            offered = form.values.setdefault(place, [])
            if kind in {"radio", "checkbox"} and of.get("value"):
                offered.append(of["value"])
        elif kind in WRITTEN or (kind in {"radio", "checkbox"} and "checked" in of):
            form.others.append((name, of.get("value", "on" if kind == "checkbox" else "")))

    def _fits(self, kind: str, place: int) -> bool:
        wanted = QUESTIONS[place].kind
        if wanted == ONE:
            return kind == "radio"
        if wanted == SEVERAL:
            return kind == "checkbox"
        return kind in ({"number", "text", "textarea"} if wanted == NUMBER else {"text", "textarea"})

    @staticmethod
    def _taken(form: Form, place: int) -> set[str]:
        return {name for other, name in form.names.items() if other != place}


def read_form(page: bytes) -> Form:
    """Return the form that asks the ten questions. Raises PageNotUnderstoodError where one has no field, or too few choices."""
    reader = _Reader()
    reader.feed(page.decode())
    form = max(reader.forms, key=lambda each: len(each.names), default=Form())
    for place, asked in enumerate(QUESTIONS):
        if place not in form.names or len(form.values[place]) < len(asked.choices):
            raise PageNotUnderstoodError(f"there is no field for “{asked.label}”, or not all of its choices: {form.names}")
    return form


def hidden_fields(page: bytes) -> list[tuple[str, str]]:
    """Return the hidden fields of the form with the first question: what differs between two visitors' pages."""
    where = page.find(QUESTIONS[0].label.encode())
    start = page.rfind(b"<form", 0, where)
    end = page.find(b"</form>", where)
    fields = []
    for tag in _INPUT.findall(page, start, end):
        of = {name.lower(): value for name, value in _ATTRIBUTE.findall(tag)}
        if of.get(b"type") == b"hidden" and b"name" in of:
            fields.append((unescape(of[b"name"].decode()), unescape(of.get(b"value", b"").decode())))
    return fields
