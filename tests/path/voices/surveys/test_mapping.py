"""Answers of other programs, through the page that asks what each column is."""

import datetime as dt
import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.surveys.actions import read_workbooks
from commonshelf.path.voices.surveys.actions.files_at_hand import forget_files
from commonshelf.path.voices.surveys.actions.import_responses import import_responses
from commonshelf.path.voices.surveys.actions.mapping import look_at_file
from commonshelf.path.voices.surveys.models import ColumnMapping, Response, Survey
from commonshelf.path.voices.surveys.queries import definition_of
from commonshelf.path.voices.surveys.queries.answering import questions_in
from commonshelf.path.voices.surveys.queries.waves import comparable
from commonshelf.questionnaire.bank.shelf import bank_sets
from commonshelf.questionnaire.marks import measure_of
from tests.conftest import SHARED_DATA
from tests.path.voices.surveys.conftest import DURING

PAGE = "/staff/surveys/columns/"
GOOGLE = (
    "Timestamp,Email Address,How did you hear of us?,Will you come back?,What did you like?\n"
    '3/4/2026 10:12:01,a@example.org,"A friend, A poster",Yes,The stories were told slowly and twice\n'
    "3/5/2026 9:00:00,b@example.org,A poster,No,\n"
    '2026/03/12 9:00:00,c@example.org,"A friend",Yes,Everything\n'
)


@pytest.fixture(autouse=True)
def _during(settings, tmp_path):
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    with clock_set_to(DURING):
        yield


@pytest.fixture
def sent(as_bao):
    """The address of the page about the columns of a file, and what it proposes for each."""

    def send(content, name="answers.csv", language="en"):
        answer = as_bao.post(
            PAGE, {"file": SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode()), "language": language}
        )
        assert answer.status_code == 302, answer.content.decode()
        address = answer.headers["location"]
        words = as_bao.get(address).content.decode()
        found = re.findall(r'<select name="(column_\d+)".*?<option value="(\w+)" selected', words, re.DOTALL)
        return address, dict(found)

    return send


def test_page_proposes_what_each_column_of_google_forms_is(sent, as_bao):
    address, roles = sent(GOOGLE)
    assert list(roles.values()) == ["week", "leave_out", "several", "one", "one"]
    words = as_bao.get(address).content.decode()
    said = ("looks like Google Forms", "It says who somebody is.", "For example: A friend, A poster · A poster · A friend.")
    assert [each for each in said if each not in words] == []


def test_page_shows_what_would_come_of_it_and_writes_nothing(sent, as_bao):
    address, roles = sent(GOOGLE)
    words = as_bao.post(address, {**roles, "column_4": "words", "show": ""}).content.decode()
    assert re.findall(r"<dd>(\d+)</dd>", words) == ["3", "2", "0"]
    assert "A friend · A poster" in words
    assert (Survey.objects.count(), Response.objects.count(), Voice.objects.count(), ColumnMapping.objects.count()) == (0, 0, 0, 0)


def test_page_brings_in_what_was_confirmed(sent, as_bao):
    address, roles = sent(GOOGLE)
    answer = as_bao.post(address, {**roles, "column_4": "words", "bring_in": ""})
    assert (answer.status_code, as_bao.get(address).status_code) == (200, 404)
    kept = Response.objects.order_by("row").values_list("answers", "week", "disposition")
    heard, back = "how-did-you-hear-of-us", "will-you-come-back"
    assert list(kept) == [
        ({heard: ["a-friend", "a-poster"], back: "yes"}, dt.date(2026, 3, 2), "complete"),
        ({heard: ["a-poster"], back: "no"}, dt.date(2026, 3, 2), "complete"),
        ({heard: ["a-friend"], back: "yes"}, dt.date(2026, 3, 9), "complete"),
    ]
    assert sorted(Voice.objects.values_list("text", "week")) == [
        ("Everything", dt.date(2026, 3, 9)),
        ("The stories were told slowly and twice", dt.date(2026, 3, 2)),
    ]


def test_page_remembers_what_was_chosen_for_the_same_headings(sent, as_bao):
    address, roles = sent(GOOGLE)
    as_bao.post(address, {**roles, "column_3": "leave_out", "column_4": "words", "bring_in": ""})
    with clock_set_to(DURING + dt.timedelta(days=90)):
        again, proposed = sent(GOOGLE.replace("Everything", "Nothing"))
        assert list(proposed.values()) == ["week", "leave_out", "several", "leave_out", "words"]
        assert "The columns are taken as they were on March 12, 2026." in as_bao.get(again).content.decode()


def test_same_file_twice_changes_nothing(sent, as_bao):
    for _ in range(2):
        address, roles = sent(GOOGLE)
        answer = as_bao.post(address, {**roles, "bring_in": ""})
    assert "This file was here already" in answer.content.decode()
    assert (Survey.objects.count(), Response.objects.count()) == (1, 3)


def test_further_file_is_a_wave_that_can_be_compared(sent, as_bao):
    address, roles = sent(GOOGLE)
    as_bao.post(address, {**roles, "bring_in": ""})
    survey = Survey.objects.get()
    # The choices come in another order, and one is new: their names stay.
    later = "Timestamp,Will you come back?,How did you hear of us?,Are you from here?\n2026-06-01,Perhaps,The radio,Yes\n2026-06-02,No,A poster,No\n"
    address, roles = sent(later, "later.csv")
    assert as_bao.post(address, {**roles, "target": survey.pk, "bring_in": ""}).status_code == 200
    assert (Survey.objects.count(), list(survey.waves.values_list("number", flat=True))) == (1, [1, 2])
    answers = list(Response.objects.filter(wave__number=2).order_by("row").values_list("answers", flat=True))
    assert [each["will-you-come-back"] for each in answers] == ["perhaps", "no"]
    assert [each["are-you-from-here"] for each in answers] == ["yes", "no"]
    one, two = survey.waves.all()
    assert (comparable(survey, "will-you-come-back", one, one).differences, Response.objects.filter(wave=one).count()) == ((), 3)
    assert comparable(survey, "are-you-from-here", one, two).differences != ()


def test_statement_of_the_bank_keeps_what_it_measures(sent, as_bao):
    asked = next(question for each in bank_sets() for question in questions_in(each.questionnaire().items) if measure_of(question))
    statement = asked.label["en"]
    address, roles = sent(f'Program,"{statement}"\nBabies,Agree\nMovies,Strongly agree\n')
    assert "looks like Project Outcome" in as_bao.get(address).content.decode()
    as_bao.post(address, {**roles, "bring_in": ""})
    program, found = definition_of(Survey.objects.get().questionnaires.get()).items
    assert (measure_of(program), found.more) == ("", dict(asked.more))


@pytest.mark.parametrize(
    ("content", "roles", "words"),
    [
        ("A,B\n1,2\n", {"column_0": "leave_out", "column_1": "leave_out"}, "Every column would be left out."),
        ("A,B\n" + "".join(f"{each},x\n" for each in range(61)), {"column_0": "one"}, "more than 60 different answers"),
    ],
)
def test_columns_that_cannot_be_what_was_said_are_refused(sent, as_bao, content, roles, words):
    address, proposed = sent(content)
    answer = as_bao.post(address, {**proposed, **roles, "bring_in": ""})
    assert (answer.status_code, words in answer.content.decode(), Response.objects.count()) == (422, True, 0)


def test_row_that_is_wrong_is_named_and_nothing_is_written(sent, as_bao):
    address, roles = sent(GOOGLE.replace("3/5/2026 9:00:00", "yesterday"))
    answer = as_bao.post(address, {**roles, "bring_in": ""})
    assert answer.status_code == 422
    assert "Row 3, column “1”: “yesterday” is no day that we can read." in answer.content.decode()
    assert Response.objects.count() == 0
    assert as_bao.post(address, {**roles, "allow_partial": "on", "bring_in": ""}).status_code == 200
    assert Response.objects.count() == 2


@pytest.mark.parametrize("content", [b"", b"only headings\n", b"PK\x03\x04", b"a,b\n\0,1\n1,2\n"[:4], b'a,b\n"1,2\n'])
def test_file_that_is_no_table_is_refused_at_once(as_bao, content, tmp_path):
    answer = as_bao.post(PAGE, {"file": SimpleUploadedFile("f.csv", content), "language": "en"})
    assert (answer.status_code, list((tmp_path / "home").glob("files-at-hand/*"))) == (422, [])


@pytest.mark.parametrize("content", ["\ufeffA;B\nyes;no\nno;no\n".encode(), "A,B\nyes,é\nno,é\n".encode("cp1252")])
def test_semicolons_marks_and_windows_letters_are_read(sent, content):
    _address, roles = sent(content)
    assert list(roles.values()) == ["one", "one"]


def workbook(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


ROWS = [
    ["Timestamp", "Will you come back?", "How many came?"],
    [dt.datetime(2026, 3, 4, 10, 12), "Yes", 3],  # noqa: DTZ001 -- a cell has no zone
    [],
    [dt.datetime(2026, 3, 12), "No", 2.0],  # noqa: DTZ001 -- a cell has no zone
]


def test_workbook_is_read_as_the_same_table_in_csv(sent, as_bao):
    address, roles = sent(workbook(("Empty", []), ("Form Responses 1", ROWS)), "answers.xlsx")
    assert list(roles.values()) == ["week", "one", "one"]
    page = as_bao.post(address, {**roles, "bring_in": ""})
    assert "The sheet “Form Responses 1” was read, and no other." in page.content.decode()
    assert list(Response.objects.order_by("row").values_list("row", "answers", "week")) == [
        (2, {"will-you-come-back": "yes", "how-many-came": "3"}, dt.date(2026, 3, 2)),
        (4, {"will-you-come-back": "no", "how-many-came": "2"}, dt.date(2026, 3, 9)),
    ]


def test_formula_in_a_workbook_is_refused_by_row_and_column(sent, as_bao):
    address, roles = sent(workbook(("Answers", [*ROWS, [None, "Yes", "=C2+C4"]])), "answers.xlsx")
    answer = as_bao.post(address, {**roles, "bring_in": ""})
    words = answer.content.decode()
    said = ("Row 5, column “How many came?”, holds a formula.", "Copy the cell, paste it as its value alone, and save the file again.")
    assert (answer.status_code, [each for each in said if each not in words], Response.objects.count()) == (422, [], 0)
    assert as_bao.post(address, {**roles, "allow_partial": "on", "bring_in": ""}).status_code == 200
    assert Response.objects.count() == 2


@pytest.mark.parametrize(("rows", "columns", "row"), [(3, 9, 4), (9, 1, 1)])
def test_sheet_larger_than_is_read_is_refused_and_not_cut_off(as_bao, monkeypatch, rows, columns, row):
    content = workbook(("Answers", [["A", "B"], ["yes", "no"], ["no", "no"], ["no", "yes"]]))
    told = {"language": "en"}
    monkeypatch.setattr(read_workbooks, "MOST_ROWS", 4)
    monkeypatch.setattr(read_workbooks, "MOST_COLUMNS", 2)
    assert as_bao.post(PAGE, {"file": SimpleUploadedFile("f.xlsx", content), **told}).status_code == 302
    monkeypatch.setattr(read_workbooks, "MOST_ROWS", rows)
    monkeypatch.setattr(read_workbooks, "MOST_COLUMNS", columns)
    answer = as_bao.post(PAGE, {"file": SimpleUploadedFile("f.xlsx", content), **told})
    words = f"The sheet “Answers” goes on at row {row} beyond what is read: {rows} rows and {columns} columns."
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (workbook(("Answers", [["=1+1", "B"], [1, 2]])), "Row 1, column “A”, holds a formula."),
        (workbook(("Answers", ROWS[:1])), "has no rows below its headings"),
        (workbook(("Answers", ROWS))[:-200], "is no workbook that we can read"),
    ],
)
def test_workbook_that_is_no_table_is_refused_at_once(as_bao, content, words, tmp_path):
    answer = as_bao.post(PAGE, {"file": SimpleUploadedFile("f.xlsx", content), "language": "en"})
    assert (answer.status_code, words in answer.content.decode(), list((tmp_path / "home").glob("files-at-hand/*"))) == (422, True, [])


def test_file_is_seen_by_who_sent_it_alone_and_for_a_day(sent, the_administrator, as_bao, tmp_path):
    address, _roles = sent(GOOGLE)
    other = Client()
    other.force_login(the_administrator, backend="django.contrib.auth.backends.ModelBackend")
    assert (other.get(address).status_code, as_bao.get(address).status_code, forget_files()) == (404, 200, 0)
    with clock_set_to(dt.datetime.now(dt.UTC) + dt.timedelta(days=1, minutes=1)):
        assert (forget_files(), list((tmp_path / "home" / "files-at-hand").iterdir())) == (1, [])


def test_reader_may_not_look_at_a_file(the_reader, bao, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(GOOGLE)
    with pytest.raises(Refusal) as refusal:
        look_at_file(path=path, by=the_reader)
    assert refusal.value.code.code == "house.not_allowed"
    assert look_at_file(path=path, by=bao).tool == "google_forms"


@pytest.mark.parametrize(
    ("name", "taken"),
    [("2011-2012_Childrens_event_long_-_branch_libraries.csv", 30 + 37), ("2011-2012_Work_club_-_branch_libraries.csv", 28 + 2)],
)
def test_form_of_newcastle_comes_out_as_by_the_command(sent, as_bao, bao, name, taken):
    path = SHARED_DATA / "newcastle_libraries" / "feedback-forms" / name
    if not path.exists():
        pytest.skip("needs shared/data/newcastle_libraries beside the repository")
    address, roles = sent(path.read_bytes(), name)
    as_bao.post(address, {**roles, "bring_in": ""})

    def brought():
        return [
            *Response.objects.order_by("row").values_list("row", "answers", "disposition"),
            *sorted(Voice.objects.values_list("text", flat=True)),
        ]

    by_page = brought()
    Response.objects.all().delete()
    Voice.objects.all().delete()
    import_responses(path, by=bao)
    assert brought() == by_page
    assert len(by_page) == taken


def test_page_of_all_surveys_leads_to_the_columns_of_a_file(as_bao):
    page = as_bao.get("/staff/surveys/").content.decode()
    assert [address for address in re.findall(r'href="([^"]+)"', page) if address == "/staff/surveys/columns/"] == [
        "/staff/surveys/columns/"
    ]
    assert as_bao.get("/staff/surveys/columns/").status_code == 200
