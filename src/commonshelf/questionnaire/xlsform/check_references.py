"""What is wrong with ${names}: nothing has the name, two things have it, or the braces are wrong."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from commonshelf.questionnaire.definition import Cell
from commonshelf.questionnaire.xlsform.faults import Fault
from commonshelf.questionnaire.xlsform.headings import MEDIA
from commonshelf.questionnaire.xlsform.kinds import read_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commonshelf.questionnaire.xlsform.rows import Form, Row

_REFERENCE = re.compile(r"\$\{([^{}$]*)\}?")
_NAME = re.compile(r"\s*(?:last-saved#)?([^\s#]+)\s*")
_SHOWN_OF_A_CHOICE = frozenset({"label", *MEDIA})


def check_references(form: Form) -> list[Fault]:
    """Return every reference to nothing, to two things, or that is not closed."""
    names = Counter(row.get("name") for row in form.survey if not (kind := read_kind(row.get("type"))) or not kind.closes)
    names["instanceID"] += 1
    faults = []
    for row in form.survey:
        faults += [*_check_row(row, names, skip={"type", "name"})]
    for row in form.choices:
        faults += [*_check_row(row, names, only=_SHOWN_OF_A_CHOICE)]
    return faults


def _check_row(
    row: Row, names: Counter[str], *, skip: frozenset[str] | set[str] = frozenset(), only: frozenset[str] | None = None
) -> Iterator[Fault]:
    for heading, words in row.words.items():
        if heading.concept in skip or (only is not None and heading.concept not in only):
            continue
        for reference in _REFERENCE.finditer(words):
            fault = _judge(reference, names, Cell(row.sheet, row.number, heading.written))
            if fault:
                yield fault


def _judge(reference: re.Match[str], names: Counter[str], cell: Cell) -> Fault | None:
    inside = _NAME.fullmatch(reference[1])
    if inside is None or not reference[0].endswith("}"):
        return Fault("bad_reference", cell, f"{reference[0]} is no reference.", "Write ${, the name of a question, and }.")
    name = inside[1]
    if not names[name]:
        return Fault(
            "unknown_reference",
            cell,
            f"${{{name}}} stands for the answer to {name}, and no question has that name.",
            "Correct the name, or add the question.",
        )
    if names[name] > 1:
        return Fault(
            "ambiguous_reference", cell, f"${{{name}}} could be {names[name]} different answers.", "Give the questions different names."
        )
    return None
