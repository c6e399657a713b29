"""One column as a variable of DDI-Codebook: its parts in the order that the schema wants."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from commonshelf.questionnaire.columns import Empty
from commonshelf.questionnaire.columns.column import COUNTED, NUMERIC
from commonshelf.questionnaire.columns.labels import HOUSE_WORDS
from commonshelf.questionnaire.exports.xml_text import add, add_in_languages
from commonshelf.questionnaire.expressions.numerals import numeral

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from commonshelf.questionnaire.columns import Cell, Column
    from commonshelf.questionnaire.definition import Question, Texts
    from commonshelf.questionnaire.exports.codebook import CodebookEntry

_CATEGORIES: Final = {"date": "date", "time": "time", "moment": "date"}


def add_variable(data: Element, entry: CodebookEntry, *, first: str) -> None:
    """Add a column to the description of the data, its labels in every language they are in."""
    column = entry.column
    continuous = column.kind in {"integer", "decimal", "date", "time", "moment"}
    variable = add(data, "var", ID=f"V_{column.name}", name=column.name, files="F1", intrvl="contin" if continuous else "discrete")
    if column.fact == "weight":
        variable.set("wgt", "wgt")
    add_in_languages(variable, "labl", column.label, first=first)
    if column.question:
        _add_question(variable, column, column.question, first=first)
    if column.universe:
        add(
            variable,
            "universe",
            " and ".join(f"({each})" for each in column.universe) if column.universe[1:] else column.universe[0],
            clusion="I",
        )
    _add_summary(variable, entry)
    _add_values(variable, entry, first=first)
    numeric = column.kind in NUMERIC
    add(variable, "varFormat", type="numeric" if numeric else "character", category=_CATEGORIES.get(column.kind, "other"))


def _add_question(variable: Element, column: Column, question: Question, *, first: str) -> None:
    asked = add(variable, "qstn")
    for around in column.around:
        add_in_languages(asked, "preQTxt", around, first=first)
    add_in_languages(asked, "qstnLit", question.label, first=first)
    add_in_languages(asked, "postQTxt", question.hint, first=first)
    add_in_languages(asked, "ivuInstr", question.guidance_hint, first=first)


def _add_summary(variable: Element, entry: CodebookEntry) -> None:
    missing = entry.missing.values()
    invalid = None if None in missing else sum(count or 0 for count in missing)
    numbers: dict[str, Cell | None] = {"mean": entry.mean, "vald": entry.answered, "invd": invalid, "min": entry.low, "max": entry.high}
    for kind, number in numbers.items():
        if number is not None:
            add(variable, "sumStat", _written(number), type=kind)


def _written(number: Cell) -> str:
    if isinstance(number, date):
        return number.isoformat()
    return numeral(number) if isinstance(number, float) else str(number)


def _add_values(variable: Element, entry: CodebookEntry, *, first: str) -> None:
    column = entry.column
    labels = {value.code: value.label for value in column.values}
    if column.kind in COUNTED:
        for value in entry.values:
            named: Texts = labels.get(value.code) or {}
            described = named if any(named.values()) else {first: value.name}
            _add_value(variable, value.code, described, value.name, value.count, first=first)
    for empty in (Empty.NOT_ASKED, Empty.NOT_ANSWERED):
        code = column.missing.code(empty) if column.missing else None
        if code is not None:
            _add_value(variable, code, HOUSE_WORDS[empty.value], str(code), entry.missing[empty], first=first, empty=empty)


def _add_value(variable: Element, code: int, label: Texts, name: str, count: int | None, *, first: str, empty: Empty | None = None) -> None:
    reasons = {"missing": "Y", "missType": empty.value} if empty else {}
    value = add(variable, "catgry", **reasons)
    add(value, "catValu", str(code))
    add_in_languages(value, "labl", label, first=first)
    if name != str(code):
        add(value, "txt", name)
    if count is not None:
        add(value, "catStat", str(count), type="freq")
