import datetime as dt
from decimal import Decimal

import pytest

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports.models import ImportedFile
from commonshelf.common.log.models import LogEntry
from commonshelf.community.places.models import Place
from commonshelf.path.attendance.actions.import_visits import import_visits
from commonshelf.path.attendance.models import Visit
from tests.conftest import SHARED_DATA

NEWCASTLE = SHARED_DATA / "newcastle_libraries" / "2008-onwards-monthly-visits.csv"


@pytest.fixture
def newcastle():
    if not NEWCASTLE.exists():
        pytest.skip("needs shared/data/newcastle_libraries beside the repository")
    return NEWCASTLE


@pytest.fixture
def wide(tmp_path):
    def write(content, name="visits.csv"):
        path = tmp_path / name
        path.write_text(content)
        return path

    return write


def test_import_visits_takes_every_number_of_the_newcastle_libraries(bao, newcastle):
    report = import_visits(newcastle, by=bao)
    assert (report.rows_read, report.rows_taken, report.rows_refused, report.written) == (19, 19, (), True)
    # Counted beside this with csv alone: 3,686 cells, 918 blank, 22 zero.
    assert Visit.objects.count() == 2768
    assert Visit.objects.filter(count=0).count() == 22
    assert sum(Visit.objects.values_list("count", flat=True)) == 21_063_804
    assert Place.objects.count() == 19
    assert report.notes[0] == "2,768 months have a number, 918 are blank. Blank is no data, which is not zero."


def test_import_visits_reads_both_ways_of_writing_months_and_leaves_absent_ones_absent(bao, newcastle):
    import_visits(newcastle, by=bao)
    months = sorted(set(Visit.objects.values_list("month", flat=True)))
    assert (months[0], months[-1]) == (dt.date(2008, 4, 1), dt.date(2024, 8, 1))
    absent = [dt.date(2020, month, 1) for month in range(6, 13)] + [dt.date(2021, month, 1) for month in (1, 2, 3)]
    assert not set(absent) & set(months)
    city = Place.objects.get(name="City")
    assert Visit.objects.get(place=city, month=dt.date(2023, 1, 1)).count == 26534
    assert not Visit.objects.filter(place=city, month=dt.date(2020, 4, 1)).exists()


def test_import_visits_twice_changes_nothing(bao, newcastle):
    import_visits(newcastle, by=bao)
    before = list(Visit.objects.order_by("pk").values()), list(ImportedFile.objects.values()), LogEntry.objects.count()
    again = import_visits(newcastle, by=bao)
    assert (again.already_imported, again.rows_taken, again.rows_unchanged) == (True, 0, 19)
    assert (list(Visit.objects.order_by("pk").values()), list(ImportedFile.objects.values()), LogEntry.objects.count()) == before


def test_import_visits_finds_the_places_there_are_and_names_those_it_makes(bao, wide, main_branch):
    report = import_visits(wide("Library,2024-1,2024-02\nmain library,10.5,\nHarbor, 0 ,7\n"), by=bao)
    assert report.notes == (
        "3 months have a number, 1 are blank. Blank is no data, which is not zero.",
        "These branches were new and are now among the places: Harbor.",
    )
    assert list(Visit.objects.order_by("row", "month").values_list("place__name", "month", "count")) == [
        ("Main Library", dt.date(2024, 1, 1), Decimal("10.50")),
        ("Harbor", dt.date(2024, 1, 1), Decimal(0)),
        ("Harbor", dt.date(2024, 2, 1), Decimal(7)),
    ]
    assert Place.objects.get(name="Harbor").kind == "branch"


def test_import_visits_keeps_the_report_and_one_line_of_the_log(bao, wide):
    report = import_visits(wide("Library,2024-1\nHarbor,7\n"), by=bao)
    file = ImportedFile.objects.get()
    assert (file.kind, file.name, file.rows_read, file.by, file.report) == ("visits", "visits.csv", 1, bao, report.as_json())
    assert LogEntry.objects.get(action="import_file").detail == {"kind": "visits", "rows": 1}


BAD = "Library,2024-1,2024-2\nHarbor,7,x\nHill,-1,1e3\nMain,1,2\n"


def test_import_visits_names_each_bad_cell_and_writes_nothing(bao, wide):
    report = import_visits(wide(BAD), by=bao)
    assert [(fault.row, fault.column, fault.code) for fault in report.rows_refused] == [
        (2, "2024-2", "imports.cell_not_a_number"),
        (3, "2024-1", "imports.cell_not_a_number"),
        (3, "2024-2", "imports.cell_not_a_number"),
    ]
    assert report.rows_refused[0].what == "Row 2, column “2024-2”: “x” is not a number we can take."
    assert (report.written, report.rows_read, report.rows_taken) == (False, 3, 0)
    assert (Visit.objects.count(), Place.objects.count(), ImportedFile.objects.count()) == (0, 0, 0)


def test_import_visits_takes_the_good_rows_when_asked(bao, wide):
    report = import_visits(wide(BAD), by=bao, allow_partial=True)
    assert (report.written, report.rows_read, report.rows_taken, len(report.rows_refused)) == (True, 3, 1, 3)
    assert list(Visit.objects.values_list("row", "count")) == [(4, 1), (4, 2)]
    again = import_visits(wide(BAD), by=bao, allow_partial=True)
    assert (again.rows_taken, again.rows_unchanged, Visit.objects.count()) == (0, 1, 2)


@pytest.mark.parametrize("cell", ["1,234", "12.345", "٣", "NaN", "10000000000", "1 2"])
def test_import_visits_refuses_what_only_looks_like_a_number(bao, wide, cell):
    report = import_visits(wide(f'Library,2024-1\nHarbor,"{cell}"\n'), by=bao)
    assert [(fault.row, fault.column) for fault in report.rows_refused] == [(2, "2024-1")]
    assert ImportedFile.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("Library,2024-13\nHarbor,7\n", "attendance.month_unreadable"),
        ("Library,2024-1,Total\nHarbor,7,7\n", "attendance.month_unreadable"),
        ("Library\nHarbor\n", "attendance.month_unreadable"),
        ("Library,2024-1,2024-01\nHarbor,7,7\n", "attendance.month_twice"),
    ],
)
def test_import_visits_refuses_headings_that_are_no_months(bao, wide, content, code):
    with pytest.raises(Refusal) as refusal:
        import_visits(wide(content), by=bao)
    assert refusal.value.code.code == code
    assert ImportedFile.objects.count() == 0


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Total,9", "attendance.row_is_a_total"),
        ("HARBOR,2", "attendance.place_twice"),
        (" ,2", "imports.cell_empty"),
        ("x" * 121 + ",2", "imports.cell_too_long"),
    ],
)
def test_import_visits_refuses_a_row_that_is_no_branch_of_its_own(bao, wide, row, code):
    report = import_visits(wide(f"Library,2024-1\nHarbor,7\n{row}\n"), by=bao)
    assert [(fault.row, fault.column, fault.code) for fault in report.rows_refused] == [(3, "Library", code)]
    assert Visit.objects.count() == 0


def test_import_visits_of_a_branch_without_numbers_is_known_again(bao, wide):
    first = import_visits(wide("Library,2024-1\nHarbor,\n"), by=bao)
    again = import_visits(wide("Library,2024-1\nHarbor,\n"), by=bao)
    assert (first.rows_taken, Visit.objects.count()) == (1, 0)
    assert (again.already_imported, again.rows_taken, again.rows_unchanged) == (True, 0, 1)


def test_import_visits_of_a_longer_file_says_what_it_replaces(bao, wide):
    import_visits(wide("Library,2024-1\nHarbor,7\n"), by=bao)
    report = import_visits(wide("Library,2024-1,2024-2\nHarbor,8,9\n", "later.csv"), by=bao)
    assert report.notes[1] == "1 of these months had a number from an earlier file. The latest file counts."
    assert (Visit.objects.count(), Place.objects.count()) == (3, 1)
