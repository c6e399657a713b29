"""Files that mean harm, or are simply not what they say: each is refused by name, quickly."""

from __future__ import annotations

import io
import sys
import time
import zipfile

import openpyxl
import pytest

from commonshelf.questionnaire.definition import Cell
from commonshelf.questionnaire.xlsform import UnreadableWorkbookError, inspect_xlsform, read_xlsform
from commonshelf.questionnaire.xlsform.opening import MAX_FILE_BYTES

HEADINGS = ("type", "name", "label")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(*rows, choices=()):
    book = openpyxl.Workbook(write_only=True)
    for name, lines in zip(("survey", "choices"), ((HEADINGS, *rows), (("list_name", "name", "label"), *choices)), strict=True):
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed(data, *, part, old, new):
    """The workbook with words of one of its parts replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if part in name.removesuffix(".rels"):
                assert old in content
                content = content.replace(old, new)
            after.writestr(name, content)
    return file.getvalue()


def refused(source):
    started = time.monotonic()
    with pytest.raises(UnreadableWorkbookError) as refusal:
        inspect_xlsform(source, name="a")
    assert time.monotonic() - started < 30
    assert refusal.value.worst.mend.endswith(".")
    return refusal.value.worst.code


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    return file.getvalue()


SOUND = workbook(("text", "a", "A"))


def test_sound_workbook_is_read():
    assert [item.name for item in read_xlsform(SOUND, name="a").items] == ["a"]


@pytest.mark.parametrize(
    ("code", "source"),
    [
        ("empty_file", b" \n"),
        ("file_too_large", b"x" * (MAX_FILE_BYTES + 1)),
        ("unpacks_too_large", bomb()),
        ("web_page", b"\xef\xbb\xbf\n<html><table><tr><td>survey</td></tr></table></html>"),
        ("null_bytes", b"survey,,,\n,type,name,label\n,text,a\x00,A\n"),
        ("not_utf8", "survey,,,\n,type,name,label\n,text,a,été\n".encode("latin-1")),
        ("lookup_list", b"name_key,name\nmango,Mango\n"),
        ("cell_too_long", b"survey,,,\n,type,name,label\n,text,a," + b"A" * 2_000_000),
        ("cell_too_long", b"survey,,,\n,type,name,label\n,text,a," + b"A" * 100_000),
        ("needs_password", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")),
        ("holds_macros", OLE + b"\0" * 600 + "_VBA_PROJECT_CUR".encode("utf-16-le")),
        ("damaged_file", OLE + b"\0" * 6_000),
        ("damaged_file", b"\x09\x08" + b"\0\x10" * 6_000),
        ("damaged_file", b"PK\x03\x04 nothing more"),
        ("damaged_file", SOUND[:-40]),
        ("damaged_file", changed(SOUND, part="sheet1", old=b"</sheetData>", new=b"<row></sheetData>")),
        ("damaged_file", changed(SOUND, part="sheet1", old=b">A<", new=b">A&#0;<")),
        ("control_characters", b"survey,,,\n,type,name,label\n,text,a,A\x07\n"),
        ("cell_too_long", changed(SOUND, part="sheet1", old=b">A<", new=b">" + b"A" * 2_000_000 + b"<")),
        ("xml_with_entities", changed(SOUND, part="xl/workbook.xml", old=b"<workbook ", new=b'<!DOCTYPE a [<!ENTITY b "c">]><workbook ')),
        ("holds_macros", changed(SOUND, part="Content_Types", old=b"spreadsheetml.sheet.main", new=b"ms-excel.sheet.macroEnabled.main")),
        ("formula_without_value", workbook(("text", "a", "=1+1"))),
        ("duplicate_sheet", changed(SOUND, part="xl/workbook.xml", old=b'name="choices"', new=b'name="Survey"')),
        ("too_many_rows", workbook(*[("text", f"a{number}", "A") for number in range(20_005)])),
        ("nested_too_deep", workbook(*[("begin group", f"a{depth}", "A") for depth in range(3_000)])),
        (
            "loop_too_large",
            workbook(*[("begin loop over c", f"a{depth}", "A") for depth in range(6)], choices=[("c", f"c{n}", "C") for n in range(100)]),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hostile_file_is_refused_by_name(code, source):
    assert refused(source) == code


def test_too_many_languages_for_the_rows_are_refused():
    languages = " | ".join(f"label::l{number}" for number in range(300))
    rows = "\n".join(f"| | text | a{number} | A |" for number in range(2_000))
    assert refused(f"| survey |\n| | type | name | {languages} |\n{rows}".encode()) == "too_many_texts"


def test_formula_is_refused_at_its_cell_and_its_saved_value_is_read():
    formula = workbook(("text", "a", "=1+1"))
    with pytest.raises(UnreadableWorkbookError) as refusal:
        read_xlsform(formula, name="a")
    assert refusal.value.worst.cell == Cell("survey", 2, "label")
    read = inspect_xlsform(changed(formula, part="sheet1", old=b"<v />", new=b"<v>2</v>"), name="a")
    assert read.questionnaire.items[0].label == {"": "2"}
    assert read.warnings == ("[row : 2] On the 'survey' sheet, 'label' holds a formula: its last saved value was read.",)


def test_cell_at_the_far_end_of_a_sheet_costs_nothing():
    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    started = time.monotonic()
    assert len(read_xlsform(changed(SOUND, part="sheet1", old=b"</sheetData>", new=far), name="a").items) == 1
    assert time.monotonic() - started < 5


def test_files_that_a_form_names_are_never_opened(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "towns.csv").write_text("name,label", encoding="utf-8")
    form = b"| survey |\n| | type | name | label | image |\n| | select_one_from_file towns.csv | a | A | https://example.org/a.png |"
    seen = []
    watching = [True]
    sys.addaudithook(
        lambda event, arguments: seen.append((event, str(arguments))) if watching and event in {"open", "socket.connect"} else None
    )
    question = read_xlsform(form, name="a").items[0]
    (tmp_path / "towns.csv").read_text(encoding="utf-8")
    watching.clear()
    assert (question.choice_list, question.media) == ("towns.csv", {"image": {"": "https://example.org/a.png"}})
    assert [event for event, about in seen if "towns.csv" in about or event != "open"] == [
        "open"
    ]  # the test's own look, which proves that it sees
