"""What is wrong with the rows of a form, all of it at once. pyxform stops at the first fault; a librarian wants the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyxform.parsing.expression import is_xml_tag

from commonshelf.questionnaire.definition import Cell
from commonshelf.questionnaire.xlsform.check_choices import check_choices, check_list
from commonshelf.questionnaire.xlsform.check_references import check_references
from commonshelf.questionnaire.xlsform.faults import Fault
from commonshelf.questionnaire.xlsform.kinds import RowKind, read_kind
from commonshelf.questionnaire.xlsform.loops import can_fill

if TYPE_CHECKING:
    from commonshelf.questionnaire.xlsform.rows import Form, Row
    from commonshelf.questionnaire.xlsform.workbook import Workbook

_STRUCTURE = ("missing_sheet", "missing_heading", "group_never_ends", "ends_without_begin")
_SILENT = frozenset(
    {"hidden", "calculate", "start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit", "start-geopoint"}
)
_SETTING_TYPES = frozenset({"form_title", "set_form_title", "form_id", "set_form_id", "prefix"})


def check_form(book: Workbook, form: Form) -> list[Fault]:
    """Return every fault our own checks find, the worst first: what breaks the whole form, then row by row."""
    faults = _check_sheets(book, form)
    if not faults:
        faults = [*_check_nesting(form), *_check_rows(form), *check_choices(form), *check_references(form)]
    order = {"survey": 0, "choices": 1, "settings": 2}
    return sorted(faults, key=lambda fault: (fault.code not in _STRUCTURE, order.get(fault.cell.sheet, 3), fault.cell.row))


def _check_sheets(book: Workbook, form: Form) -> list[Fault]:
    if not book.headings["survey"]:
        names = ", ".join(book.sheet_names) or "none"
        what = f"There is no sheet named survey with headings (the sheets are: {names})."
        return [Fault("missing_sheet", Cell("survey", 1, "type"), what, "Name the sheet that holds the questions survey.")]
    faults = []
    for concept in ("type", "name"):
        if not any(heading.concept == concept for heading in form.headings["survey"]):
            what = f"The sheet has no column {concept}."
            faults.append(Fault("missing_heading", Cell("survey", 1, concept), what, f"Write {concept} above the column that holds it."))
    if form.choices or book.rows["choices"]:
        for concept in ("list_name", "name"):
            if not any(heading.concept == concept for heading in form.headings["choices"]):
                what = f"The sheet has no column {concept}."
                faults.append(
                    Fault("missing_heading", Cell("choices", 1, concept), what, f"Write {concept} above the column that holds it.")
                )
    return faults


def _check_nesting(form: Form) -> list[Fault]:
    """Check that what begins ends, and that names are said once where they are side by side."""
    faults: list[Fault] = []
    open_rows: list[tuple[str, Row]] = []
    seen: list[dict[str, Row]] = [{}]
    for row in form.survey:
        kind = read_kind(row.get("type")) or RowKind()
        if kind.closes:
            if open_rows and open_rows[-1][0] == kind.closes:
                open_rows.pop()
                seen.pop()
            else:
                what = f"Here a {kind.closes} ends that does not begin, or something inside it has not ended."
                faults.append(Fault("ends_without_begin", row.cell("type"), what, f"Delete this row, or add begin {kind.closes} above."))
            continue
        faults += _check_twice(row, seen[-1])
        if open_rows and open_rows[-1][0] == "loop":
            faults += _check_placeholders(row)
        if kind.opens:
            open_rows.append((kind.opens, row))
            seen.append({})
    for opens, row in open_rows:
        what = f"The {opens} {row.get('name')} begins here and never ends."
        faults.append(Fault("group_never_ends", row.cell("type"), what, f"Add a row end {opens} after its last question."))
    return faults


def _check_placeholders(row: Row) -> list[Fault]:
    """Check what a loop fills in: %(name)s and %(label)s, and no other percent sign."""
    return [
        Fault(
            "bad_placeholder",
            Cell(row.sheet, row.number, heading.written),
            "A percent sign in a loop begins a place to fill in.",
            "Write %% for a percent sign.",
        )
        for heading, words in row.words.items()
        if not can_fill(words)
    ]


def _check_twice(row: Row, seen: dict[str, Row]) -> list[Fault]:
    name = row.get("name")
    if not name or row.get("type") in _SETTING_TYPES:
        return []
    earlier = seen.setdefault(name, row)
    if earlier is row:
        return []
    return [
        Fault(
            "duplicate_name", row.cell("name"), f"The name {name} is already taken by row {earlier.number}.", "Give this one another name."
        )
    ]


def _check_rows(form: Form) -> list[Fault]:
    lists = {row.get("list_name") for row in form.choices}
    faults: list[Fault] = []
    for row in form.survey:
        written = row.get("type")
        if written in _SETTING_TYPES:
            continue
        kind = read_kind(written)
        if not written:
            faults.append(
                Fault(
                    "missing_type", row.cell("type"), "The row has a name or a label, and no type.", "Write its type, such as text or note."
                )
            )
        elif written == "include":
            what = "The row includes another form, which is not in this file."
            faults.append(Fault("includes_other_form", row.cell("type"), what, "Copy the rows of that form into this place."))
        elif kind is None:
            faults.append(
                Fault(
                    "unknown_type",
                    row.cell("type"),
                    f"No question has the type {written}.",
                    "Choose a type that exists, such as text, integer or note.",
                )
            )
        else:
            faults += [*_check_name(row, kind), *_check_content(row, kind), *check_list(row, kind, form, lists)]
    return faults


def _check_name(row: Row, kind: RowKind) -> list[Fault]:
    name = row.get("name")
    if not name and not kind.closes and kind.kind not in {"note", "audit"}:
        what = "The question or group has no name."
        return [Fault("missing_name", row.cell("name"), what, "Give it a short name without spaces, such as age.")]
    if name and not kind.closes and not is_xml_tag(name):
        mend = "Begin with a letter or _, and use only letters, digits, _, - and full stops."
        return [Fault("bad_name", row.cell("name"), f"{name} cannot be a name.", mend)]
    return []


def _check_content(row: Row, kind: RowKind) -> list[Fault]:
    if kind.kind == "calculate" and not row.get("calculation") and "(" not in row.get("default") and "${" not in row.get("default"):
        what = "The row calculates something, and its calculation is empty."
        return [Fault("missing_calculation", Cell(row.sheet, row.number, "calculation"), what, "Write the calculation, or delete the row.")]
    shown = kind.kind is not None and kind.kind not in _SILENT and not kind.kept
    if shown and not any(
        row.has(concept) for concept in ("label", "hint", "guidance_hint", "image", "audio", "video", "big-image", "calculation")
    ):
        what = f"The question {row.get('name')} has no label and no hint: nobody would see what is asked."
        return [Fault("missing_label", Cell(row.sheet, row.number, "label"), what, "Write its label.")]
    return []
