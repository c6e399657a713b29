import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonshelf.common.imports.actions import import_file
from commonshelf.common.imports.models import ImportedFile
from commonshelf.path.attendance.models import PeriodCount, Visit
from commonshelf.path.voices.ledger.models import Voice

PAGE = "/staff/import/"
GOOD = "Library,2024-1\nHarbor Branch,12\n"


def upload(client, content, *, kind="visits", name="visits.csv", **more):
    return client.post(PAGE, {"kind": kind, "file": SimpleUploadedFile(name, content.encode()), **more})


def test_import_page_shows_the_report_of_what_it_took(as_bao):
    answer = upload(as_bao, GOOD)
    assert (answer.status_code, answer.context["report"]["rows_taken"]) == (200, 1)
    assert "1 months have a number, 0 are blank." in answer.content.decode()
    assert Visit.objects.get().count == 12
    assert ImportedFile.objects.get().name == "visits.csv"


def test_import_page_sent_twice_says_that_it_was_here(as_bao):
    upload(as_bao, GOOD)
    answer = upload(as_bao, GOOD)
    assert "This file was here already" in answer.content.decode()
    assert (Visit.objects.count(), ImportedFile.objects.count()) == (1, 1)


def test_import_page_names_row_and_column_of_what_is_wrong_and_takes_nothing(as_bao):
    bad = GOOD + "<b>Main</b>,many\n"
    answer = upload(as_bao, bad)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nothing was brought in" in page
    assert "Row 3, column “2024-1”: “many” is not a number we can take." in page
    assert (Visit.objects.count(), ImportedFile.objects.count()) == (0, 0)
    assert upload(as_bao, bad, allow_partial="on").status_code == 200
    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "more", "said"),
    [
        ("PK\x03\x04", {}, "“visits.csv” is not a table of text (CSV)."),
        ("Library,People\nHill,3\n", {}, "The heading “People” is not a month."),
        ("", {}, "The submitted file is empty."),
        (GOOD, {"kind": "cats"}, "Select a valid choice."),
    ],
)
def test_import_page_refuses_a_file_it_cannot_read(as_bao, content, more, said):
    answer = upload(as_bao, content, **more)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert ImportedFile.objects.count() == 0


def test_import_page_tells_each_kind_only_what_it_can_be_told(as_bao):
    upload(as_bao, "¿Por qué?\nOpen-Ended Response\nLos libros\n", kind="responses", name="r.csv", language="es", year="2020")
    assert Voice.objects.get().language == "es"
    rows = "Library,Month,Category,Audience,Events,Attendance\nHill,1,Crafts,All,1,2\n"
    upload(as_bao, rows, kind="programs", name="p.csv", language="es", year="2020")
    assert PeriodCount.objects.get().period.year == 2020


def test_import_page_never_leaves_its_folder(as_bao):
    upload(as_bao, GOOD, name="../../etc/visits.csv")
    assert ImportedFile.objects.get().name == "visits.csv"


@pytest.mark.parametrize("page", [PAGE, "/staff/imports/", "/staff/imports/{}/"])
@pytest.mark.parametrize(
    ("who", "status"), [("bao", 200), ("the_administrator", 200), ("farid", 403), ("the_reader", 403), ("dmitri", 403)]
)
def test_import_pages_are_for_outreach_staff_and_administrators(client, request, bao, tmp_path, page, who, status):
    (tmp_path / "v.csv").write_text(GOOD)
    import_file(kind="visits", path=tmp_path / "v.csv", by=bao)
    client.force_login(request.getfixturevalue(who), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(page.format(ImportedFile.objects.get().pk)).status_code == status


@pytest.mark.parametrize("how_many", [1, 3])
def test_files_page_costs_the_same_for_one_and_for_three(as_bao, bao, tmp_path, django_assert_num_queries, how_many):
    for number in range(how_many):
        path = tmp_path / f"{number}.csv"
        path.write_text(f"Library,2024-1\nHarbor Branch,{number}\n")
        import_file(kind="visits", path=path, by=bao)
    with django_assert_num_queries(6):
        answer = as_bao.get("/staff/imports/")
    assert [file.name for file in answer.context["page"]] == [f"{number}.csv" for number in reversed(range(how_many))]


def test_file_page_shows_the_report_that_was_kept(as_bao):
    upload(as_bao, GOOD)
    answer = as_bao.get(f"/staff/imports/{ImportedFile.objects.get().pk}/")
    assert "Brought in" in answer.content.decode()
    assert answer.context["report"]["rows_taken"] == 1
    assert as_bao.get("/staff/imports/999999/").status_code == 404


def test_import_page_takes_a_file_with_a_name_longer_than_a_disk_takes(as_bao):
    answer = upload(as_bao, GOOD, name="ز" * 200 + ".csv")
    kept = ImportedFile.objects.get().name
    assert (answer.status_code, kept.endswith("زز.csv"), len(kept.encode()) <= 200) == (200, True, True)
