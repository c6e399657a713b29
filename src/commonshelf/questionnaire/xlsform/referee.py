"""pyxform decides what is a form. This asks it, and turns what it says into a place and a mend."""

from __future__ import annotations

import re
import warnings
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyxform.builder import create_survey_element_from_dict
from pyxform.errors import PyXFormError
from pyxform.xls2json import workbook_to_json

from commonshelf.questionnaire.definition import Cell
from commonshelf.questionnaire.xlsform.faults import Fault

if TYPE_CHECKING:
    from commonshelf.questionnaire.xlsform.rows import Form
    from commonshelf.questionnaire.xlsform.workbook import Workbook

_ROW = re.compile(r"\[row : (\d+)\]\s*|row number (\d+)")
_SHEET = re.compile(r"[Oo]n the '?(\w+)'? sheet|provided for sheet: '(\w+)'")
_COLUMN = re.compile(r"the '([^']+)' value|under the (\S+) column|same column were found: '[^']*', '([^']+)'")
_ABOUT = re.compile(r"(?:named |type |for question \$\{)'?([\w.:\- ]+)'?")
_PARAMETER = re.compile(r"\bparameters?\b|must be set to|must have an integer|quality", re.IGNORECASE)
_ADVICE = re.compile(r"(?<=\. )(?:Rename|Remove|Please|Either|Use|If this|See) .*", re.DOTALL)
# What pyxform's own code runs into on forms that it does not foresee, instead of saying so.
_STUMBLES = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, RuntimeError)


@dataclass(frozen=True)
class Verdict:
    """What pyxform makes of a workbook: the XForm and warnings, or why it refuses."""

    xform: str = ""
    warnings: tuple[str, ...] = ()
    refusal: str = ""


def ask_pyxform(book: Workbook, *, name: str) -> Verdict:
    """Let pyxform convert a workbook, without ODK's validator, which is a program of its own. `name` stands for the name of the file."""
    definition = deepcopy(book.definition)
    said: list[str] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data = workbook_to_json(workbook_dict=definition, fallback_form_name=name, warnings=said)
            xform = create_survey_element_from_dict(data).to_xml(validate=False, pretty_print=False, warnings=said)
    except PyXFormError as problem:
        return Verdict(refusal=str(problem), warnings=tuple(said))
    except _STUMBLES as problem:
        return Verdict(refusal=f"pyxform stumbles over this form ({type(problem).__name__}: {problem}).", warnings=tuple(said))
    return Verdict(xform=xform, warnings=tuple(said))


def place_refusal(refusal: str, form: Form | None = None) -> list[Fault]:
    """Return what pyxform said as faults. Where it names no row, the row is looked for by the name it mentions."""
    lines = [line for line in refusal.splitlines() if _ROW.search(line)] or [refusal]
    return [_place(line, form) for line in lines]


def _place(message: str, form: Form | None) -> Fault:
    row, sheet, column = _ROW.search(message), _SHEET.search(message), _COLUMN.search(message)
    what = _ROW.sub("", message).split(" Learn more:")[0].strip()
    at_sheet = next(filter(None, sheet.groups()), "survey") if sheet else "survey"
    at_column = next(filter(None, column.groups()), "") if column else ""
    if not at_column:
        at_column = "parameters" if _PARAMETER.search(message) else "type"
    number = int(next(filter(None, row.groups()), 1)) if row else _look_for(message, form)
    code = "refused_heading" if "headers" in message else "refused"
    advice = _ADVICE.search(what)
    mend = what[advice.start() :] if advice else "Change this cell as the message says; the guide to XLSForms shows how it is written."
    return Fault(code, Cell(at_sheet, number, at_column), what[: advice.start()].strip() if advice else what, mend)


def _look_for(message: str, form: Form | None) -> int:
    about = _ABOUT.search(message)
    if form is None or about is None:
        return 1
    thing = about[1].rstrip(". ")
    return next((row.number for row in form.survey if thing in {row.get("name"), row.get("type")}), 1)
