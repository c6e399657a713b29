"""What each real workbook is, and that it is read, written back and refused accordingly. pyxform is the referee."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from commonshelf.questionnaire.definition import Question
from commonshelf.questionnaire.xlsform import XlsformError, inspect_xlsform, write_xlsform
from tests.conftest import SHARED_DATA

# pyxform itself, asked beside us, lets openpyxl tell of drawings and extensions that it leaves out.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

FOLDER = SHARED_DATA / "xlsform" / "pyxform_tests"
TABLE = list(csv.DictReader(io.StringIO((Path(__file__).parent / "workbooks.csv").read_text(encoding="utf-8"))))
WHOLE = [row["file"] for row in TABLE if row["what"] == "whole"]
REFUSED = [row for row in TABLE if row["what"] != "whole"]
XFORMS = "{http://www.w3.org/2002/xforms}"
# pyxform makes names of row numbers for the headings of tables; a row that moves is no other question.
NUMBERED = re.compile(r"(generated_table_list_label_|reserved_name_for_field_list_labels_)\d+")


@pytest.fixture(autouse=True)
def _needs_the_workbooks():
    if not FOLDER.is_dir():
        pytest.skip("needs shared/data/xlsform beside the repository")


def without_cells(items):
    return tuple(replace(item, cell=None, **({} if isinstance(item, Question) else {"items": without_cells(item.items)})) for item in items)


def meaning(questionnaire):
    """Everything but the places in the workbook."""
    return replace(questionnaire, items=without_cells(questionnaire.items))


def canonical(xform):
    """The XForm with its translations in one order: they are looked up by id and language, so their order says nothing."""
    root = ET.fromstring(NUMBERED.sub(r"\1", xform))  # noqa: S314 -- pyxform just made it
    for texts in root.iter(f"{XFORMS}itext"):
        for language in texts:
            language[:] = sorted(language, key=lambda text: text.get("id"))
            for text in language:
                text[:] = sorted(text, key=lambda value: value.get("form") or "")
        texts[:] = sorted(texts, key=lambda language: language.get("lang"))
    return ET.canonicalize(ET.tostring(root, encoding="unicode"))


def test_workbooks_table_has_one_row_for_each_file():
    there = Counter(path.name for path in FOLDER.parent.rglob("*") if path.is_file() and not path.name.startswith("LICENSE"))
    assert Counter(row["file"] for row in TABLE) == there


@pytest.mark.parametrize("file", WHOLE)
def test_whole_form_is_what_pyxform_makes_of_it(file):
    assert inspect_xlsform(FOLDER / file).xform == convert(FOLDER / file, validate=False).xform


@pytest.mark.parametrize("file", WHOLE)
def test_whole_form_round_trips_to_an_equal_questionnaire_and_the_same_xform(file, tmp_path):
    first = inspect_xlsform(FOLDER / file)
    written = (tmp_path / file).with_suffix(".xlsx")
    write_xlsform(first.questionnaire, written)
    again = inspect_xlsform(written)
    assert meaning(again.questionnaire) == meaning(first.questionnaire)
    assert canonical(convert(written, validate=False).xform) == canonical(convert(FOLDER / file, validate=False).xform)


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row["file"])
def test_refused_workbook_names_sheet_row_column_and_mend(row):
    with pytest.raises(XlsformError) as refusal:
        inspect_xlsform(FOLDER / row["file"])
    worst = refusal.value.worst
    assert (worst.code, worst.cell.sheet, str(worst.cell.row), worst.cell.column) == (row["code"], row["sheet"], row["row"], row["column"])
    assert worst.mend.endswith(".")


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row["file"])
def test_refused_workbook_is_refused_by_pyxform_too(row):
    with pytest.raises((PyXFormError, TypeError)):  # on a plain list it fails with a TypeError
        convert(FOLDER / row["file"], validate=False)


def test_broken_workbook_reports_every_fault_the_worst_first():
    with pytest.raises(XlsformError) as refusal:
        inspect_xlsform(FOLDER / "unknown_question_type.xls")
    found = [(fault.code, fault.cell.row, fault.cell.column) for fault in refusal.value.faults]
    assert found == [
        ("refused_heading", 1, "relevance"),
        ("unknown_type", 2, "type"),
        ("unknown_type", 3, "type"),
        ("unknown_type", 52, "type"),
    ]


def test_comment_row_is_skipped_with_a_warning():
    read = inspect_xlsform(FOLDER / "allow_comment_rows_test.xls")
    assert [item.name for item in read.questionnaire.items] == ["farmer_name"]
    assert read.warnings[0].startswith("[row : 2] Row without name, text, or label is being skipped")


def test_misspelled_sheet_is_a_warning():
    warnings = inspect_xlsform(FOLDER / "extra_sheet_names.xlsx").warnings
    assert warnings[0].startswith(
        "When looking for a sheet named 'settings', the following sheets with similar names were found: 'stettings'."
    )
