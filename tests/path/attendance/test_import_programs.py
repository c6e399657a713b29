import datetime as dt

import pytest
from django.db.models import Sum

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports.models import ImportedFile
from commonshelf.community.places.models import Place
from commonshelf.path.attendance.actions.import_programs import import_programs
from commonshelf.path.attendance.models import PeriodCount
from tests.conftest import SHARED_DATA

TIMBERLAND = SHARED_DATA / "timberland_programs"
HEAD = "Library,Event Year,Event Month,Category,Age Group,Events,Attendance\n"


@pytest.fixture
def timberland():
    if not TIMBERLAND.exists():
        pytest.skip("needs shared/data/timberland_programs beside the repository")
    return TIMBERLAND


@pytest.fixture
def monthly(tmp_path):
    def write(content, name="programs.csv"):
        path = tmp_path / name
        path.write_text(content)
        return path

    return write


@pytest.mark.parametrize("name", ["Raw_2021Programs.csv", "Normalized_2021Programs.csv"])
def test_import_programs_keeps_the_timberland_counts_as_they_are(bao, timberland, name):
    report = import_programs(timberland / name, by=bao)
    assert (report.rows_read, report.rows_taken, report.rows_refused) == (1308, 1308, ())
    counts = PeriodCount.objects.all()
    assert counts.aggregate(Sum("events"), Sum("attendance")) == {"events__sum": 2195, "attendance__sum": 28527}
    assert counts.filter(attendance=None).count() == 435
    assert counts.filter(attendance=0).count() == 13
    assert counts.filter(events__gt=1).count() == 204
    assert sorted(set(counts.values_list("period", flat=True))) == [dt.date(2021, month, 1) for month in range(1, 13)]
    assert report.notes[-1] == "435 rows have no attendance written down. They stay “not recorded”, which is not zero."


def test_import_programs_says_where_it_has_the_year_from(bao, timberland):
    assert import_programs(timberland / "Normalized_2021Programs.csv", by=bao).notes[0] == (
        "The rows do not say the year; 2021 is in the name of the file."
    )
    second = import_programs(timberland / "Raw_2021Programs.csv", by=bao)
    assert second.notes[0] == (
        "Another file has counts for the same months: “Normalized_2021Programs.csv”. "
        "If it holds the same programs, they are now counted twice."
    )


def test_import_programs_keeps_both_of_two_equal_rows(bao, timberland):
    import_programs(timberland / "Normalized_2021Programs.csv", by=bao)
    same = PeriodCount.objects.filter(
        place_words="Montesano", period=dt.date(2021, 10, 1), category="DIY & Crafts", attendance=24, events=1
    )
    assert same.filter(audience_words="All Ages").count() == 2


def test_import_programs_twice_changes_nothing(bao, timberland):
    path = timberland / "Raw_2021Programs.csv"
    import_programs(path, by=bao)
    before = list(PeriodCount.objects.order_by("pk").values()), list(ImportedFile.objects.values())
    again = import_programs(path, by=bao)
    assert (again.already_imported, again.rows_taken, again.rows_unchanged) == (True, 0, 1308)
    assert (list(PeriodCount.objects.order_by("pk").values()), list(ImportedFile.objects.values())) == before


def test_import_programs_keeps_the_words_of_the_source(bao, monthly):
    hill = Place.objects.create(name="Hill", kind="branch")
    import_programs(
        monthly(f'{HEAD}HILL,2021,7,"STEAM, DIY","Teen (ages 12-18), Adult",2,\nOnline,2021,12,Featured,All Ages,1,X\n'), by=bao
    )
    fields = ("row", "period", "place", "place_words", "category", "audience_words", "events", "attendance")
    assert list(PeriodCount.objects.values_list(*fields)) == [
        (2, dt.date(2021, 7, 1), hill.pk, "HILL", "STEAM, DIY", "Teen (ages 12-18), Adult", 2, None),
        (3, dt.date(2021, 12, 1), None, "Online", "Featured", "All Ages", 1, None),
    ]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("Hill,2021,13,Crafts,All,1,2", "Event Month", "attendance.month_out_of_range"),
        ("Hill,21,1,Crafts,All,1,2", "Event Year", "attendance.month_out_of_range"),
        ("Hill,2021,1,Crafts,All,one,2", "Events", "imports.cell_not_a_number"),
        ("Hill,2021,1,Crafts,All,1,-2", "Attendance", "imports.cell_not_a_number"),
        ("Hill,2021,1,Crafts,All,1,2.5", "Attendance", "imports.cell_not_a_number"),
        ("Hill,2021,1,,All,1,2", "Category", "imports.cell_empty"),
        (f"Hill,2021,1,{'x' * 241},All,1,2", "Category", "imports.cell_too_long"),
        ("Hill,2021,1,Crafts,All,1", "", "imports.row_ragged"),
        ("Hill,2021,1,Cra\0fts,All,1,2", "Category", "imports.cell_with_null"),
    ],
)
def test_import_programs_refuses_a_bad_row_and_writes_nothing(bao, monthly, row, column, code):
    path = monthly(f"{HEAD}Hill,2021,1,Crafts,All,1,2\n{row}\n")
    report = import_programs(path, by=bao)
    assert [(fault.row, fault.column, fault.code) for fault in report.rows_refused] == [(3, column, code)]
    assert (report.written, PeriodCount.objects.count(), ImportedFile.objects.count()) == (False, 0, 0)
    assert import_programs(path, by=bao, allow_partial=True).rows_taken == 1


NO_YEAR = "Library,Month,Category,Audience,Events,Attendance\nHill,1,Crafts,All,1,2\n"


@pytest.mark.parametrize("name", ["programs.csv", "2020_to_2021.csv"])
def test_import_programs_refuses_to_invent_a_year(bao, monthly, name):
    path = monthly(NO_YEAR, name)
    with pytest.raises(Refusal) as refusal:
        import_programs(path, by=bao)
    assert refusal.value.code.code == "attendance.year_missing"
    with pytest.raises(Refusal) as refusal:
        import_programs(path, by=bao, year="MMXIX")
    assert refusal.value.what == "“MMXIX” is not a year."
    report = import_programs(path, by=bao, year="2019")
    assert report.notes == ("The rows do not say the year; you said 2019.",)
    assert PeriodCount.objects.get().period == dt.date(2019, 1, 1)


def test_import_programs_refuses_a_table_of_something_else(bao, monthly):
    with pytest.raises(Refusal) as refusal:
        import_programs(monthly("Library,2024-1\nHarbor,7\n"), by=bao)
    assert refusal.value.what == "There is no column “Event Month”."
