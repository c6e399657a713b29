import pytest

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports.tables import Row, read_rows, read_table
from commonshelf.common.imports.terms import CELL_EMPTY


@pytest.fixture
def table_of(tmp_path):
    def write(content, **how):
        path = tmp_path / "counts.csv"
        path.write_bytes(content)
        return read_table(path, **how)

    return write


@pytest.mark.parametrize(
    "content",
    [
        b"Library,People\nHill,3\n",
        b"\xef\xbb\xbfLibrary,People\r\nHill,3\r\n",
        b"Library;People\nHill;3",
        b"Library\tPeople\nHill\t3\n\n\n",
        b'"Library","People"\n"Hill","3"\n',
    ],
)
def test_table_is_read_however_it_was_saved(table_of, content):
    table = table_of(content)
    assert table.headings == (("Library", "People"),)
    assert table.rows == (Row(2, ("Hill", "3")),)
    assert (table.refused, table.notes, table.rows_read) == ((), (), 1)


def test_table_in_windows_letters_is_read_and_says_so(table_of):
    table = table_of("Library,People\nCafé,3\n".encode("cp1252"))
    assert table.rows[0].cells == ("Café", "3")
    assert table.notes == ("The file is not in UTF-8; its letters were read as Windows-1252.",)


def test_table_rows_are_numbered_as_a_spreadsheet_does(table_of):
    table = table_of(b'Library,Words\nHill,"two\nlines"\n\nMain,one\n')
    assert [row.number for row in table.rows] == [2, 4]


@pytest.mark.parametrize(
    ("content", "code", "where"),
    [
        (b"", "imports.table_empty", {}),
        (b"Library,People\n", "imports.table_empty", {}),
        (b"PK\x03\x04 a spreadsheet", "imports.not_a_table", {}),
        ("Library,People\nHill,3\n".encode("utf-16"), "imports.not_a_table", {}),
        (b"Lib\0rary,People\nHill,3\n", "imports.not_a_table", {}),
        (b"Library,People\nHill,3\nCaf\x81,4\n", "imports.letters_unreadable", {"row": 3}),
        (b'Library,People\nHill,3\nMain,"4\n', "imports.table_broken", {"row": 3}),
        (b"Library,People\nHill," + b"x" * 200_000 + b"\n", "imports.table_broken", {"row": 2}),
    ],
)
def test_table_that_cannot_be_read_is_refused_with_its_row(table_of, content, code, where):
    with pytest.raises(Refusal) as refusal:
        table_of(content)
    assert refusal.value.code.code == code
    assert {name: refusal.value.where[name] for name in where} == where


def test_table_that_is_missing_is_refused(tmp_path):
    with pytest.raises(Refusal) as refusal:
        read_table(tmp_path / "nowhere.csv")
    assert str(refusal.value) == "There is no file “nowhere.csv”. Check its name and its folder."


def test_table_that_is_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(Refusal) as refusal:
        read_table(path)
    assert refusal.value.what == "“huge.csv” has 20,000,001 bytes; at most 20,000,000 can be brought in at once."


def test_table_names_its_bad_rows_and_keeps_the_good_ones(table_of):
    table = table_of(b"Library,People\nHill,3\nMain,4,5\nWest\nEast,\0\nSouth,6\n")
    assert [row.number for row in table.rows] == [2, 6]
    assert [(fault.row, fault.column, fault.code) for fault in table.refused] == [
        (3, "", "imports.row_ragged"),
        (4, "", "imports.row_ragged"),
        (5, "People", "imports.cell_with_null"),
    ]
    assert table.rows_read == 5


@pytest.mark.parametrize(("names", "code"), [(("Visits",), "imports.column_missing"), (("People",), "imports.column_twice")])
def test_table_column_is_refused_when_it_is_not_there_once(table_of, names, code):
    table = table_of(b"Library,People, people \nHill,3,4\n")
    assert table.column("Place", "library") == 0
    with pytest.raises(Refusal) as refusal:
        table.column(*names)
    assert refusal.value.code.code == code


def test_table_of_the_same_bytes_has_the_same_digest(table_of):
    assert table_of(b"A,B\n1,2\n").digest == table_of(b"A,B\n1,2\n").digest
    assert table_of(b"A,B\n1,2\n").digest != table_of(b"A,B\n1,2\n\n").digest


def test_read_rows_collects_one_fault_and_several(table_of):
    table = table_of(b"Library,People\nHill,3\nMain,\n,\n")

    def read(row):
        faults = [
            Refusal(CELL_EMPTY, row=row.number, column=heading)
            for heading, cell in zip(table.headings[0], row.cells, strict=True)
            if not cell
        ]
        if len(faults) == 1:
            raise faults[0]
        if faults:
            raise ExceptionGroup("empty", faults)
        return row.cells

    reading = read_rows(table, read)
    assert reading.taken == {2: ("Hill", "3")}
    assert [(fault.row, fault.column) for fault in reading.refused] == [(3, "People"), (4, "Library"), (4, "People")]
