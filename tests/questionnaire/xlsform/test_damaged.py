"""Workbooks with a few bytes wrong: each is read or refused by name; nothing else comes out of the libraries that read them."""

from __future__ import annotations

import csv
import io
import random
import struct
import zipfile

import openpyxl
import pytest

from commonshelf.questionnaire.xlsform import BrokenFormError, UnreadableWorkbookError, grid
from commonshelf.questionnaire.xlsform.opening import open_source
from commonshelf.questionnaire.xlsform.reading import inspect_xlsform
from commonshelf.questionnaire.xlsform.workbook import read_workbook
from tests.conftest import SHARED_DATA

FORMS = SHARED_DATA / "xlsform" / "pyxform_tests"
MUTATIONS = 60
SPECIAL = (b"\xff\xff\xff\xff", b"\0\0\0\0", b"-1", b"99999999999", b"NaN", b"1e999", b"<", b'"', b"")


def a_workbook(rows=3):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("survey")
    sheet.append(["type", "name", "label"])
    for number in range(rows):
        sheet.append(["text", f"q{number}", number])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(data, part, change):
    """The workbook with one part changed, and packed again as it should be."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, change(content) if name == part else content)
    return file.getvalue()


def bitten(data, rng):
    """The bytes with one to four bites: changed, taken out, put in, or all after a place gone."""
    data = bytearray(data)
    for _bite in range(rng.choice((1, 1, 2, 4))):
        at = rng.randrange(len(data))
        special = rng.choice(SPECIAL)
        way = rng.randrange(5)
        if way == 0:
            data[at] ^= 1 << rng.randrange(8)
        elif way == 1:
            data[at : at + len(special)] = special
        elif way == 2:
            data[at:at] = special
        elif way == 3:
            del data[at : at + rng.choice((1, 2, 8, 64))]
        elif rng.random() < 0.3:
            del data[at + 1 :]
    return bytes(data)


def damaged(data, rng):
    if data.startswith(b"PK") and rng.random() < 0.7:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = rng.choice(archive.namelist())
        return with_part(data, part, lambda content: bitten(content or b" ", rng))
    return bitten(data, rng)


def answer_to(source):
    """Say what becomes of a file; whatever is neither read nor refused comes out as it is, and fails the test."""
    try:
        inspect_xlsform(source, name="a")
    except (UnreadableWorkbookError, BrokenFormError) as refusal:
        worst = refusal.worst
    else:
        return "read"
    assert worst.mend.endswith(".")
    return worst.code


def refused(source):
    with pytest.raises(UnreadableWorkbookError) as refusal:
        read_workbook(open_source(source))
    return refusal.value.worst.code


@pytest.mark.parametrize("name", ["text_and_integer.xlsx", "text_and_integer.xls", "repeat_date_test.xls", "yes_or_no_question.csv"])
def test_damaged_form_is_read_or_refused(name):
    if not (FORMS / name).exists():
        pytest.skip("needs shared/data/xlsform beside the repository")
    sound, rng = (FORMS / name).read_bytes(), random.Random(20_261_123)  # noqa: S311 -- the same damage every time
    assert answer_to(sound) == "read"
    answers = [answer_to(damaged(sound, rng)) for _mutation in range(MUTATIONS)]
    assert answers.count("read") < MUTATIONS


def test_damaged_workbook_of_ours_is_read_or_refused():
    rng = random.Random(4)  # noqa: S311 -- the same damage every time
    answers = {answer_to(damaged(a_workbook(), rng)) for _mutation in range(MUTATIONS)}
    assert answers >= {"read", "damaged_file"}


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, b"<?xml version='1.0'", b"<?xml version='1.0' encoding='klingon'"),  # letters that nobody knows
        (SHEET, b"</row>", b"</rot>"),
        (SHEET, b't="n"><v>1<', b't="n"><v>one<'),
        (SHEET, b't="n"><v>1<', b't="s"><v>9<'),
        (SHEET, b'r="A2"', b'r="2"'),
        ("xl/workbook.xml", b'r:id="rId1"', b'r:id="rId9"'),
        ("[Content_Types].xml", b"spreadsheetml.sheet.main+xml", b"nothing+xml"),
        ("xl/_rels/workbook.xml.rels", b"Target=", b"Targot="),
    ],
)
def test_workbook_that_names_what_is_not_there_is_refused(part, old, new):
    def change(content):
        content = content if content.startswith(b"<?xml") else b"<?xml version='1.0'?>" + content
        assert old in content
        return content.replace(old, new)

    assert refused(with_part(a_workbook(), part, change)) == "damaged_file"


@pytest.mark.parametrize(("old", "new"), [(b"</row>", b"</rot>"), (b'r="A2900"', b'r="2900"'), (b'r="C2900" t="n"', b'r="C2900" t="s"')])
def test_workbook_damaged_after_the_rows_that_are_scanned_is_refused(monkeypatch, old, new):
    monkeypatch.setattr(grid, "_SCANNED_ROWS", 9)  # in truth 20,001, which would take long to write here

    def change(content):
        # With its size given, no reader looks through the whole sheet first.
        content = content.replace(b"<sheetData>", b'<dimension ref="A1:C3001"/><sheetData>')
        at = content.rfind(old)
        assert at > 0
        return content[:at] + new + content[at + len(old) :]

    assert refused(with_part(a_workbook(rows=3_000), SHEET, change)) == "damaged_file"


@pytest.mark.parametrize("place", [2**40, 2**63, 2**64 - 1])
def test_archive_whose_parts_lie_nowhere_is_refused(place):
    """A part may say in 64 bits where it begins; reading there is beyond the end, or beyond what a number can say."""
    data = bytearray(a_workbook())
    where = data.find(b"PK\x01\x02")
    end = data.rfind(b"PK\x05\x06")
    name_length = struct.unpack_from("<H", data, where + 28)[0]
    extra = struct.pack("<HHQ", 1, 8, place)
    struct.pack_into("<H", data, where + 30, len(extra))
    struct.pack_into("<I", data, where + 42, 0xFFFFFFFF)
    struct.pack_into("<I", data, end + 12, struct.unpack_from("<I", data, end + 12)[0] + len(extra))
    data[where + 46 + name_length : where + 46 + name_length] = extra
    assert refused(bytes(data)) == "damaged_file"


def test_archive_whose_part_says_it_is_longer_than_the_file_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    data = bytearray(file.getvalue())
    struct.pack_into("<II", data, data.find(b"PK\x01\x02") + 20, 100_000, 100_000)
    assert refused(bytes(data)) == "damaged_file"


def test_archive_that_asks_for_a_reader_of_a_later_day_is_refused():
    data = bytearray(a_workbook())
    data[data.find(b"PK\x01\x02") + 6] = 255
    assert refused(bytes(data)) == "damaged_file"


def test_archive_that_is_no_workbook_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("letter.txt", "Dear library")
    assert refused(file.getvalue()) == "damaged_file"


def test_archive_with_a_damaged_part_of_any_name_is_refused():
    file = io.BytesIO(a_workbook())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/media/picture.png", b"picture" * 9)
    assert read_workbook(open_source(file.getvalue())).sheet_names == ("survey",)
    assert refused(file.getvalue().replace(b"picturepicture", b"picturePicture")) == "damaged_file"


NUMBER = b"\x03\x02\x0e\x00"  # how a cell with a number begins in a workbook of before 2007


@pytest.fixture
def old_form():
    def read(name):
        if not (FORMS / name).exists():
            pytest.skip("needs shared/data/xlsform beside the repository")
        return bytearray((FORMS / name).read_bytes())

    return read


@pytest.mark.parametrize("number", [float("inf"), float("nan"), -1.0, 1e300])
def test_old_workbook_with_a_number_or_day_that_is_none_is_refused(old_form, number):
    data = old_form("default_time_demo.xls")
    struct.pack_into("<d", data, data.find(NUMBER) + 10, number)
    assert refused(bytes(data)) == "damaged_file"


def folder_of(data):
    """Where the folder of an old workbook's streams begins; what looks like one before it was left there by an earlier save."""
    return data.rfind("Root Entry".encode("utf-16-le"))


def test_old_workbook_whose_folder_lies_in_itself_is_refused(old_form):
    data = old_form("text_and_integer.xls")
    child = struct.unpack_from("<i", data, folder_of(data) + 76)[0]
    struct.pack_into("<i", data, folder_of(data) + 128 * child + 68, child)  # its left neighbour is itself
    assert refused(bytes(data)) == "damaged_file"


def test_old_workbook_without_a_place_for_its_small_streams_is_refused(old_form):
    data = old_form("include.xls")
    struct.pack_into("<i", data, folder_of(data) + 116, -2)
    assert refused(bytes(data)) == "damaged_file"


def test_old_workbook_whose_cell_wears_a_style_that_is_not_there_is_refused(old_form):
    data = old_form("default_time_demo.xls")
    struct.pack_into("<H", data, data.find(NUMBER) + 8, 999)
    assert refused(bytes(data)) == "damaged_file"


def test_csv_that_names_a_sheet_nobody_knows_is_refused():
    lines = io.StringIO()
    csv.writer(lines).writerows([["survey"], ["", "type", "name", "label"], ["", "text", "a", "A"], ["wishes"], ["", "x", "y"]])
    assert refused(lines.getvalue().encode()) == "damaged_file"
