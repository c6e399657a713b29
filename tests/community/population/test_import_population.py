import pytest

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports.models import ImportedFile
from commonshelf.common.log.models import LogEntry
from commonshelf.community.population.actions import CategoryDraft, describe_population
from commonshelf.community.population.actions.import_population import import_population
from commonshelf.community.population.models import Margin
from commonshelf.community.population.queries import control_totals, margins_now
from tests.conftest import SHARED_DATA

COUNTIES = SHARED_DATA / "acs_counties"
HISPANIC = "ACSDT5Y2023.B03003-Data-Hispanic-by-County.csv"
RACE = "ACSDT5Y2023.B02001-Data-Race-By-County.csv"
OURS = """variable,category,people,label_en,label_es,variable_label_en,source,year
tenure,own,"6,000",Owns the home,Vivienda propia,Home,Town census,2023
tenure,rent,4000,Rents,Alquila,,Town census,2023
age_band,0-11,900,,,,Town register,2024
age_band,65+,1100,,,,Town register,2024
"""


@pytest.fixture
def written(tmp_path):
    def write(content, name="people.csv"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return write


@pytest.fixture
def county_table():
    def find(name):
        if not (COUNTIES / name).exists():
            pytest.skip("needs shared/data/acs_counties beside the repository")
        return COUNTIES / name

    return find


def test_import_population_takes_a_table_of_ours(bao, written):
    report = import_population(written(OURS), by=bao)
    assert (report.rows_read, report.rows_taken, report.rows_refused, report.written) == (4, 4, (), True)
    assert report.notes == ("Home, 2023: 10,000 people in 2 categories.", "Age, 2024: 2,000 people in 2 categories.")
    known = margins_now()
    assert {variable: margins.totals for variable, margins in known.items()} == {
        "age_band": {"0-11": 900, "65+": 1100},
        "tenure": {"own": 6000, "rent": 4000},
    }
    assert (known["tenure"].source, known["tenure"].label) == ("Town census", {"en": "Home"})
    assert known["tenure"].categories[1].label == {"en": "Rents", "es": "Alquila"}


def test_import_population_twice_changes_nothing(bao, written):
    import_population(written(OURS), by=bao)
    before = list(Margin.objects.values()), list(ImportedFile.objects.values()), LogEntry.objects.count()
    again = import_population(written(OURS), by=bao)
    assert (again.already_imported, again.rows_taken, again.rows_unchanged) == (True, 0, 4)
    assert (list(Margin.objects.values()), list(ImportedFile.objects.values()), LogEntry.objects.count()) == before


def test_import_population_sets_right_what_was_changed_since(bao, written):
    import_population(written(OURS), by=bao)
    homes = [CategoryDraft("own", 1), CategoryDraft("rent", 1)]
    describe_population(variable="tenure", categories=homes, source="A guess", year=2023, by=bao)
    again = import_population(written(OURS), by=bao)
    assert (again.rows_taken, again.rows_unchanged) == (2, 2)
    assert control_totals("tenure") == {"own": 6000, "rent": 4000}


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("Tenure,lodge,5,,,,Town census,2023", "variable", "population.variable_unreadable"),
        ("tenure,lodge,5.5,,,,Town census,2023", "people", "population.people_out_of_range"),
        ("tenure,lodge,*****,,,,Town census,2023", "people", "population.people_out_of_range"),
        ("tenure,lodge,3000000000,,,,Town census,2023", "category", "population.people_out_of_range"),
        ("tenure,lodge,,,,,Town census,2023", "people", "imports.cell_empty"),
        ("tenure,,5,,,,Town census,2023", "category", "imports.cell_empty"),
        ("tenure,Total,5,,,,Town census,2023", "category", "population.category_is_a_total"),
        ("tenure,Own,5,,,,Town census,2023", "category", "population.category_twice"),
        ("tenure,lodge,5,,,,Town census,soon", "year", "population.year_out_of_range"),
        ("tenure,lodge,5,,,,Town census,1066", "year", "population.year_out_of_range"),
        ("tenure,lodge,5,,,,,2023", "source", "population.source_differs"),
        ("tenure,lodge,5", "", "imports.row_ragged"),
        ("tenure,lod\0ge,5,,,,Town census,2023", "category", "imports.cell_with_null"),
    ],
)
def test_import_population_names_a_bad_row_and_writes_nothing(bao, written, row, column, code):
    report = import_population(written(f"{OURS}{row}\n"), by=bao)
    assert [(fault.row, fault.column, fault.code) for fault in report.rows_refused] == [(6, column, code)]
    assert all(fault.what and fault.mend for fault in report.rows_refused)
    assert (report.written, Margin.objects.count(), ImportedFile.objects.count()) == (False, 0, 0)


def test_import_population_takes_a_margin_whole_or_not_at_all(bao, written):
    bad = f"{OURS}tenure,lodge,many,,,,Town census,2023\n"
    report = import_population(written(bad), by=bao, allow_partial=True)
    assert [(fault.row, fault.code) for fault in report.rows_refused] == [
        (2, "population.margin_not_whole"),
        (3, "population.margin_not_whole"),
        (6, "population.people_out_of_range"),
    ]
    assert (report.written, report.rows_taken) == (True, 2)
    assert set(margins_now()) == {"age_band"}


def test_import_population_takes_nothing_when_a_row_may_belong_to_any_margin(bao, written):
    report = import_population(written(f"{OURS}tenure\n"), by=bao, allow_partial=True)
    assert (report.written, len(report.rows_refused), Margin.objects.count()) == (False, 5, 0)


def test_import_population_refuses_a_margin_of_one_category(bao, written):
    report = import_population(written("variable,category,people,year\nage_band,65+,5,2024\n"), by=bao)
    assert [(fault.row, fault.code) for fault in report.rows_refused] == [(2, "population.too_few_categories")]


def test_import_population_is_told_the_year_and_says_what_it_did_not_read(bao, written):
    short = written("variable,category,people,remark\nage_band,0-11,4,x\nage_band,65+,5,y\n", "Register of the town.csv")
    with pytest.raises(Refusal) as refused:
        import_population(short, by=bao)
    assert refused.value.code.code == "population.year_missing"
    report = import_population(short, by=bao, year="2024")
    margins = margins_now()["age_band"]
    assert (margins.year, margins.source) == (2024, "Register of the town.csv")
    assert report.notes[:2] == (
        "These columns were not read: remark.",
        "The file does not say where its numbers come from; its name stands as the source.",
    )


@pytest.mark.parametrize(
    ("content", "options", "code"),
    [
        ("variable,people\nage_band,3\n", {"year": 2024}, "imports.column_missing"),
        ("variable,category,people,label_de\na,b,1,c\n", {"year": 2024}, "population.language_not_spoken"),
        ("variable,category,people\na,b,1\n", {"year": "soon"}, "population.year_out_of_range"),
        ("variable,category,people\na,b,1\n", {"year": "²"}, "population.year_out_of_range"),
        ("variable,category,people,year,year\na,b,1,1,1\n", {}, "imports.column_twice"),
        ("GEO_ID\nGeography\n0500000US01001\n", {"county": "01001", "year": 2023}, "population.table_unknown"),
    ],
)
def test_import_population_refuses_a_file_it_cannot_read(bao, written, content, options, code):
    with pytest.raises(Refusal) as refused:
        import_population(written(content), by=bao, **options)
    assert (refused.value.code.code, Margin.objects.count()) == (code, 0)
    assert str(refused.value)


def test_import_population_asks_who_does_it(dmitri, the_reader, written):
    for user in (dmitri, the_reader):
        with pytest.raises(Refusal):
            import_population(written(OURS), by=user)
    assert Margin.objects.count() == 0


# Autauga County, read beside this in the file itself: 59,285 people, 2,188 of them Hispanic or Latino; 2,722 of two or more races.
@pytest.mark.parametrize("county", ["01001", "Autauga County, Alabama", "autauga  county", "Autauga", "0500000US01001"])
def test_import_population_takes_one_county_of_the_census(bao, county_table, county):
    report = import_population(county_table(HISPANIC), by=bao, county=county)
    assert (report.rows_read, report.rows_taken, report.rows_refused) == (3222, 1, ())
    margins = margins_now()["hispanic"]
    assert margins.totals == {"not_hispanic": 57097, "hispanic": 2188}
    assert (margins.words, [one.words for one in margins.categories]) == (
        "Hispanic or Latino origin",
        ["Not Hispanic or Latino", "Hispanic or Latino"],
    )
    assert margins.year == 2023
    assert margins.source == ("US Census Bureau, American Community Survey, 5-year estimates 2023, table B03003, Autauga County, Alabama")


def test_import_population_counts_nobody_of_several_races_twice(bao, county_table):
    import_population(county_table(RACE), by=bao, county="01001")
    margins = margins_now()["race"]
    assert margins.totals == {
        "white": 43616,
        "black": 11829,
        "native": 42,
        "asian": 616,
        "pacific": 0,
        "other": 460,
        "several": 2722,
    }
    assert margins.people == 59285
    again = import_population(county_table(RACE), by=bao, county="Autauga County, Alabama")
    assert (again.already_imported, again.rows_taken) == (True, 0)


def test_import_population_can_go_over_to_another_county(bao, county_table):
    import_population(county_table(HISPANIC), by=bao, county="01001")
    report = import_population(county_table(HISPANIC), by=bao, county="01003")
    assert report.rows_taken == 1
    assert control_totals("hispanic") == {"not_hispanic": 226552, "hispanic": 13393}


@pytest.mark.parametrize(
    ("county", "code", "said"),
    [
        ("", "population.county_missing", "like “Autauga County, Alabama”, or its number, like 01001"),
        ("Nowhere County", "population.county_unknown", "There is no county “Nowhere County”"),
        ("Washington County", "population.county_unclear", "Washington County, Alabama; Washington County, "),
        ("1001", "population.county_unknown", "There is no county “1001”"),
    ],
)
def test_import_population_asks_for_a_county_it_can_find(bao, county_table, county, code, said):
    with pytest.raises(Refusal) as refused:
        import_population(county_table(HISPANIC), by=bao, county=county)
    assert (refused.value.code.code, said in str(refused.value)) == (code, True)
    assert Margin.objects.count() == 0


def census(cells, headings=("Total:", "Total:!!Not Hispanic or Latino", "Total:!!Hispanic or Latino"), table="B03003"):
    """Return a small table as the Census Bureau writes it, byte order mark, two rows of headings and an empty last column."""
    first = ['"GEO_ID"', '"NAME"', *[f'"{table}_{place:03}{kind}"' for place in range(1, len(headings) + 1) for kind in "EM"]]
    second = ['"Geography"', '"Geographic Area Name"']
    second += [f'"{kind}!!{words}"' for words in headings for kind in ("Estimate", "Margin of Error")]
    row = ['"0500000US99001"', '"River County, Riverland"', *[f'"{cell}","*****"' for cell in cells]]
    return "\ufeff" + "".join(",".join(line) + ",\n" for line in (first, second, row))


def test_import_population_reads_a_renamed_county_table_with_the_year_told(bao, written):
    path = written(census(("100", "90", "10")), "hispanic.csv")
    with pytest.raises(Refusal) as refused:
        import_population(path, by=bao, county="99001")
    assert refused.value.code.code == "population.year_missing"
    import_population(path, by=bao, county="99001", year=2022)
    margins = margins_now()["hispanic"]
    assert (margins.year, margins.totals) == (2022, {"not_hispanic": 90, "hispanic": 10})


@pytest.mark.parametrize(
    ("cells", "options", "code"),
    [
        (("100", "90", "-"), {}, "imports.cell_not_a_number"),
        (("100", "90", "*****"), {}, "imports.cell_not_a_number"),
        (("100", "90", "11"), {}, "population.total_differs"),
        (("0", "0", "0"), {}, "population.nobody_lives_here"),
        (("100", "90", "10"), {"table": "B99999"}, "population.table_unknown"),
        (("100", "90", "10"), {"headings": ("Total:", "Total:!!Men", "Total:!!Women")}, "population.table_unknown"),
        (("100", "90"), {"headings": ("Total:", "Total:!!Hispanic or Latino")}, "population.table_unknown"),
    ],
)
def test_import_population_refuses_a_county_that_does_not_add_up(bao, written, cells, options, code):
    with pytest.raises(Refusal) as refused:
        import_population(written(census(cells, **options)), by=bao, county="99001", year=2022)
    assert (refused.value.code.code, Margin.objects.count()) == (code, 0)
    assert str(refused.value)
