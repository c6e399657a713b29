"""One definition of a questionnaire, with XLSForm's meaning. Frozen: a change is a new version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Texts = Mapping[str, str]
"""One text in several languages, by language code; "" stands for a form that names no language."""

QuestionKind = Literal[
    "text", "integer", "decimal", "date", "time", "dateTime", "select_one", "select_multiple", "rank", "range", "note", "calculate",
    "acknowledge", "geopoint", "geotrace", "geoshape", "image", "audio", "video", "file", "barcode", "hidden", "start", "end", "today",
    "deviceid", "username", "phonenumber", "email", "audit", "start-geopoint",
]  # fmt: skip
"""The types of XLSForm, as its documentation spells them. Aliases ("int", "add integer prompt") are read as these."""


@dataclass(frozen=True)
class Cell:
    """Where in a workbook something was written, so that an error can name it. The row is counted from 1, headings included."""

    sheet: str
    row: int
    column: str = ""


@dataclass(frozen=True)
class Choice:
    """One answer of a list. `more` holds the further columns, which `choice_filter` may ask for."""

    name: str
    label: Texts
    media: Mapping[str, Texts] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """One question.

    `relevant`, `constraint`, `required`, `calculation`, `choice_filter` and `default` are XForms expressions, with `${name}` for answers; empty means none.
    """

    name: str
    kind: QuestionKind
    label: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    guidance_hint: Texts = field(default_factory=dict)
    relevant: str = ""
    constraint: str = ""
    constraint_message: Texts = field(default_factory=dict)
    required: str = ""
    required_message: Texts = field(default_factory=dict)
    calculation: str = ""
    default: str = ""
    read_only: str = ""
    trigger: str = ""
    appearance: str = ""
    choice_list: str = ""
    choice_filter: str = ""
    or_other: bool = False
    randomize: bool = False
    seed: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, Texts] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    cell: Cell | None = None


@dataclass(frozen=True)
class Group:
    """Questions that belong together: shown, or left out, as one."""

    name: str
    items: Sequence[Item]
    label: Texts = field(default_factory=dict)
    relevant: str = ""
    appearance: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    cell: Cell | None = None


@dataclass(frozen=True)
class Repeat:
    """Questions asked once for each of several things. `count` is an expression; empty means as often as the respondent wishes."""

    name: str
    items: Sequence[Item]
    label: Texts = field(default_factory=dict)
    relevant: str = ""
    appearance: str = ""
    count: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    cell: Cell | None = None


Item = Question | Group | Repeat


@dataclass(frozen=True)
class Questionnaire:
    """Everything that is asked, in order, with the lists that choices come from."""

    name: str
    title: str
    items: Sequence[Item]
    choices: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    languages: Sequence[str] = ("",)
    default_language: str = ""
    version: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    """Rows of the sheets of an XLSForm that ask nothing by themselves (external_choices, entities, osm), kept so that nothing is lost."""
