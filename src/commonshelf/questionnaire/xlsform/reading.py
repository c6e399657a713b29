"""Reads an XLSForm, from a file or from bytes, into a Questionnaire."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyxform.errors import PyXFormError

from commonshelf.questionnaire.definition import Choice, Questionnaire
from commonshelf.questionnaire.xlsform.checks import check_form
from commonshelf.questionnaire.xlsform.faults import BrokenFormError, Fault, UnreadableWorkbookError
from commonshelf.questionnaire.xlsform.headings import MEDIA, TRANSLATED
from commonshelf.questionnaire.xlsform.items import build_items
from commonshelf.questionnaire.xlsform.kinds import read_kind
from commonshelf.questionnaire.xlsform.limits import check_limits
from commonshelf.questionnaire.xlsform.opening import open_source
from commonshelf.questionnaire.xlsform.referee import ask_pyxform, place_refusal
from commonshelf.questionnaire.xlsform.rows import Form, Row, read_rows
from commonshelf.questionnaire.xlsform.workbook import read_workbook

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from commonshelf.questionnaire.xlsform.workbook import Workbook

_ABOUT_CHOICE = frozenset({"list_name", "name", "label", *MEDIA})
_FURTHER_SHEETS = ("external_choices", "entities", "osm")
# The survey sheet may also carry settings, one a row, with the value in the column name.
_SETTING_TYPES = {
    "form_title": "form_title",
    "set_form_title": "form_title",
    "form_id": "form_id",
    "set_form_id": "form_id",
    "prefix": "prefix",
}


@dataclass(frozen=True)
class ReadForm:
    """What a workbook was read as: the questionnaire, what pyxform and we would warn of, and the XForm that pyxform makes of it."""

    questionnaire: Questionnaire
    warnings: tuple[str, ...]
    xform: str


def read_xlsform(source: str | os.PathLike[str] | bytes, *, name: str = "") -> Questionnaire:
    """Return the questionnaire that a workbook (.xlsx, .xls, .csv or a markdown table) asks.

    `name` is what the form is called where its settings name neither title nor id; the file's own name unless given.
    Raises UnreadableWorkbookError where the file cannot be opened safely, and BrokenFormError where pyxform refuses the form;
    both carry every fault found, with sheet, row, column and mend. `inspect_xlsform` also returns the warnings.
    """
    return inspect_xlsform(source, name=name).questionnaire


def inspect_xlsform(source: str | os.PathLike[str] | bytes, *, name: str = "") -> ReadForm:
    """Return what a workbook is read as, with its warnings. Raises as `read_xlsform` does."""
    called = name or ("data" if isinstance(source, bytes) else Path(source).stem)
    book = read_workbook(open_source(source))
    try:
        form = read_rows(book)
    except PyXFormError as problem:
        raise BrokenFormError(place_refusal(str(problem))) from problem
    beyond = check_limits(form)
    if beyond:
        raise UnreadableWorkbookError(beyond)
    found = check_form(book, form)
    verdict = ask_pyxform(book, name=called)
    if verdict.refusal:
        raise BrokenFormError(_all_faults(found, place_refusal(verdict.refusal, form)))
    # pyxform is the referee: what it takes is taken, and what we would have refused is a warning.
    doubts = [str(fault) for fault in found]
    return ReadForm(_build(form, book, called), (*verdict.warnings, *book.notices, *doubts), verdict.xform)


def _all_faults(ours: list[Fault], refusal: list[Fault]) -> list[Fault]:
    """Add what pyxform said, unless we have said it of the same row already, in words a librarian knows."""
    said = {(fault.cell.sheet, fault.cell.row) for fault in ours}
    new = [
        fault
        for fault in refusal
        if (fault.cell.sheet, fault.cell.row) not in said and not (ours and fault.cell.row == 1 and fault.code == "refused")
    ]
    return [
        *(fault for fault in new if fault.code == "refused_heading"),
        *ours,
        *(fault for fault in new if fault.code != "refused_heading"),
    ]


def _build(form: Form, book: Workbook, name: str) -> Questionnaire:
    languages = _languages(form)
    settings = dict(form.settings)
    for row in form.survey:
        if row.get("type") in _SETTING_TYPES:
            settings[_SETTING_TYPES[row.get("type")]] = row.get("name")
    expand_other = languages != ("",)
    choices = _choices(form)
    if expand_other and _add_other(form, choices):
        languages = ("", *(language for language in languages if language))
    title = settings.pop("form_title", "") or settings.get("form_id", "") or name
    return Questionnaire(
        name=name,
        title=title,
        items=tuple(build_items(form.survey, choices=choices, expand_other=expand_other)),
        choices={of: tuple(those) for of, those in choices.items()},
        languages=languages,
        default_language=settings.pop("default_language", ""),
        version=settings.pop("version", ""),
        settings=settings,
        sheets={sheet: rows for sheet in _FURTHER_SHEETS if (rows := tuple(row for row in book.rows[sheet] if row))},
    )


def _languages(form: Form) -> tuple[str, ...]:
    """Return the languages that headings name, in their order; "" comes first where something is said in none of them."""
    named = [heading.language for sheet in ("survey", "choices") for heading in form.headings[sheet] if heading.concept in TRANSLATED]
    used = {heading.language for row in (*form.survey, *form.choices) for heading in row.words if heading.concept in TRANSLATED}
    languages = tuple(dict.fromkeys(language for language in named if language))
    return ("", *languages) if "" in used or not languages else languages


def _choices(form: Form) -> dict[str, list[Choice]]:
    choices: dict[str, list[Choice]] = {}
    for row in form.choices:
        choices.setdefault(row.get("list_name"), []).append(_choice(row))
    return choices


def _choice(row: Row) -> Choice:
    media: Mapping[str, Mapping[str, str]] = {medium: texts for medium in MEDIA if (texts := row.texts(medium))}
    return Choice(name=row.get("name"), label=row.texts("label"), media=media, more=row.rest(known=_ABOUT_CHOICE))


def _add_other(form: Form, choices: dict[str, list[Choice]]) -> bool:
    """Write out the choice that `or_other` stands for, in the languages its list is in; say whether any question has it."""
    asking = [kind for row in form.survey if (kind := read_kind(row.get("type"))) and kind.or_other]
    for kind in asking:
        those = choices[kind.choice_list]
        if all(choice.name != "other" for choice in those):
            languages = dict.fromkeys(language for choice in those for language in choice.label) or {"": None}
            those.append(Choice(name="other", label=dict.fromkeys(languages, "Other")))
    return bool(asking)
