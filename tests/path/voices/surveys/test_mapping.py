"""Answers of other programs, through the page that asks what each column is."""

import dataclasses
import datetime as dt
import io
import re

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.receipts.codes import code_for
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.actions.building import change_questions, release_questionnaire
from commonshelf.path.voices.surveys.actions.files_at_hand import forget_files
from commonshelf.path.voices.surveys.actions.import_responses import import_responses, keep_responses
from commonshelf.path.voices.surveys.actions.inviting import make_codes
from commonshelf.path.voices.surveys.actions.mapping import look_at_file, make_headings
from commonshelf.path.voices.surveys.actions.once import take_up_credential
from commonshelf.path.voices.surveys.actions.waves import open_wave
from commonshelf.path.voices.surveys.models import ColumnMapping, OpenAnswer, Quota, Response, Survey, Wave
from commonshelf.path.voices.surveys.queries import definition_of, questionnaire_of
from commonshelf.path.voices.surveys.queries.answering import asked_by, questions_in
from commonshelf.path.voices.surveys.queries.building import newest_version
from commonshelf.path.voices.surveys.queries.once import newest_wave
from commonshelf.path.voices.surveys.queries.results import versions_of
from commonshelf.path.voices.surveys.queries.waves import comparable
from commonshelf.questionnaire.bank.shelf import bank_sets
from commonshelf.questionnaire.definition import Group
from commonshelf.questionnaire.document import to_document
from commonshelf.questionnaire.marks import measure_of
from tests.conftest import SHARED_DATA
from tests.path.voices.surveys.conftest import CLOSES, DURING

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
    said = ("looks like Google Forms", "It says who somebody is.", "For example: A friend, A poster · A poster · A friend")
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


ELSEWHERE = (
    'Timestamp,Will you come back?,What do you like?,What is missing?\n2025-03-04,Yes,"Books, Talks",Warm rooms\n2025-03-05,Yes,Films,\n'
)
ASKED_ELSEWHERE = {"column_1": "one", "column_2": "several", "column_3": "words"}


@pytest.fixture
def elsewhere(sent, as_bao, survey):
    """Bring in, while the survey runs, what the same questions were answered elsewhere; return the page's answer."""

    def bring(content=ELSEWHERE, **told):
        address, roles = sent(content)
        return as_bao.post(address, {**roles, **ASKED_ELSEWHERE, "target": survey.pk, "bring_in": "", **told})

    return bring


def test_file_is_a_wave_of_a_survey_that_was_asked_here(elsewhere, survey):
    submit_response(survey=survey, answers={"coming": "no"}, language="en", by=AnonymousUser())
    answer = elsewhere()
    assert (answer.status_code, Survey.objects.count(), list(survey.waves.values_list("number", "file__name"))) == (
        200,
        1,
        [(1, None), (2, "answers.csv")],
    )
    kept = Response.objects.filter(wave__number=2).order_by("row")
    assert list(kept.values_list("answers", "disposition", "mode")) == [
        ({"coming": "yes", "likes": ["books", "talks"]}, "complete", "unknown"),
        ({"coming": "yes", "likes": ["films"]}, "complete", "unknown"),
    ]
    assert list(OpenAnswer.objects.values_list("place", "voice__text")) == [("wishes", "Warm rooms")]
    one, two = survey.waves.all()
    # Nobody chose “No” elsewhere, and still it was among the answers; of what was not asked nothing is compared.
    assert [comparable(survey, place, one, two).differences for place in ("coming", "likes", "wishes")] == [(), (), ()]
    assert [each.reason for each in comparable(survey, "more", one, two).differences] == ["absent"]


def test_question_in_other_words_is_not_held_beside_what_was_asked_here(elsewhere, survey):
    submit_response(survey=survey, answers={"coming": "no"}, language="en", by=AnonymousUser())
    elsewhere(ELSEWHERE.replace("Will you come back?", "Will you come back soon?").replace("Films", "Jazz"))
    one, two = survey.waves.all()
    assert list(Response.objects.get(row=3).answers) == ["will-you-come-back-soon", "likes"]
    assert "choices" in [each.reason for each in comparable(survey, "likes", one, two).differences]
    assert [each.reason for each in comparable(survey, "coming", one, two).differences] == ["absent"]


def test_people_go_on_answering_what_is_asked_here_after_a_file_was_brought_in(elsewhere, survey, bao):
    before = asked_by(survey)
    Quota.objects.create(survey=survey, name="All", condition="true()", most=1, when_full="screen_out")
    change_questions(survey=survey, definition=definition_of(questionnaire_of(survey)), by=bao)
    assert elsewhere().status_code == 200
    now_asked = asked_by(survey)
    assert (now_asked.questionnaire_id, now_asked.wave_id) == (before.questionnaire_id, before.wave_id)
    assert (questionnaire_of(survey).pk, newest_wave(survey).get().number) == (before.questionnaire_id, 1)
    assert [version.questionnaire.version for version in versions_of(survey)] == [1, 3]
    first = submit_response(survey=survey, answers={"coming": "yes"}, language="en", by=AnonymousUser()).response
    second = submit_response(survey=survey, answers={"coming": "yes"}, language="en", by=AnonymousUser()).response
    assert [(each.wave.number, each.questionnaire.version, each.disposition) for each in (first, second)] == [
        (1, 1, "complete"),
        (1, 1, "screened_out"),
    ]
    release_questionnaire(survey=survey, by=bao)
    assert questionnaire_of(survey).version == 2
    # The next version follows what is asked, under a number that the file does not have.
    after = change_questions(survey=survey, definition=definition_of(questionnaire_of(survey)), by=bao)
    assert (after.version, newest_version(survey)) == (4, after)
    with clock_set_to(CLOSES):
        wave = open_wave(survey=survey, opens_at=CLOSES, closes_at=CLOSES + dt.timedelta(days=9), by=bao)
        assert (wave.number, newest_wave(survey).get()) == (3, wave)


def test_invited_people_answer_once_in_the_wave_of_their_invitation_whatever_is_brought_in(elsewhere, survey, bao):
    Survey.objects.filter(pk=survey.pk).update(access="invited")
    survey.refresh_from_db()
    make_codes(survey=survey, count=1, language="en", by=bao)
    code = code_for(survey.credentials.get().key)
    assert elsewhere().status_code == 200
    token = take_up_credential(code=code)
    said = submit_response(survey=survey, answers={"coming": "yes"}, language="en", by=AnonymousUser(), token=token)
    assert (said.response.wave.number, said.response.questionnaire.version) == (1, 1)


def test_same_file_twice_adds_nothing_to_a_survey_that_was_asked_here(elsewhere, survey):
    elsewhere()
    assert "This file was here already" in elsewhere().content.decode()
    assert (Response.objects.count(), Wave.objects.count(), survey.questionnaires.count()) == (2, 2, 2)


def test_file_of_another_survey_is_refused_by_the_name_of_that_survey(sent, as_bao, elsewhere, survey):
    address, roles = sent(ELSEWHERE)
    as_bao.post(address, {**roles, **ASKED_ELSEWHERE, "bring_in": ""})
    answer = elsewhere()
    words = "This file was brought in before, and its answers are in “answers”."
    assert (answer.status_code, words in answer.content.decode(), survey.waves.count()) == (422, True, 1)


def test_bad_row_leaves_a_survey_that_was_asked_here_as_it_was(elsewhere, survey):
    answer = elsewhere(ELSEWHERE.replace("2025-03-05", "soon"))
    assert "Row 3, column “1”: “soon” is no day that we can read." in answer.content.decode()
    assert (answer.status_code, Response.objects.count(), Wave.objects.count(), survey.questionnaires.count()) == (422, 0, 1, 1)
    assert elsewhere(ELSEWHERE.replace("2025-03-05", "soon"), allow_partial="on").status_code == 200
    assert (Response.objects.count(), Wave.objects.count(), survey.questionnaires.count()) == (1, 2, 2)


def test_survey_that_was_never_opened_takes_no_file(elsewhere, survey, bao, tmp_path):
    Survey.objects.filter(pk=survey.pk).update(published=False)
    assert elsewhere().status_code == 422  # it is not offered
    survey.refresh_from_db()
    path = tmp_path / "answers.csv"
    path.write_text(ELSEWHERE)
    read = look_at_file(path=path, by=bao)
    headings = make_headings(read=read, roles={each.number: each.role for each in read.columns})
    with pytest.raises(Refusal) as refusal:
        keep_responses(table=read.table, headings=headings, by=bao, language="en", target=survey)
    assert (refusal.value.code.code, Response.objects.count()) == ("surveys.target_not_opened", 0)


def test_question_of_a_section_keeps_its_place_there(elsewhere, survey):
    version = survey.questionnaires.get()
    asked = definition_of(version)
    section = Group("visit", tuple(asked.items), label={"en": "Your visit"}, relevant="true()")
    version.definition = to_document(dataclasses.replace(asked, items=(section,)))
    version.save()
    elsewhere()
    assert Response.objects.get(row=2).answers == {"visit": {"coming": "yes", "likes": ["books", "talks"]}}
    assert list(OpenAnswer.objects.values_list("place", flat=True)) == ["visit/wishes"]
    (kept,) = definition_of(survey.questionnaires.last()).items
    assert (kept.label, kept.relevant, [each.name for each in kept.items]) == (section.label, "", ["coming", "likes", "wishes"])


def test_pages_of_waves_results_and_exports_offer_the_wave_of_a_file(elsewhere, survey, as_bao):
    elsewhere()
    words = as_bao.get(f"/staff/surveys/{survey.pk}/waves/").content.decode()
    assert "Brought in from the file “answers.csv”." in words
    assert as_bao.get(f"/staff/surveys/{survey.pk}/results/?by=wave").status_code == 200
    assert as_bao.get(f"/staff/surveys/{survey.pk}/versions/").status_code == 200
    offered = re.search(r'<select name="wave".*?</select>', as_bao.get(f"/staff/surveys/{survey.pk}/export/").content.decode(), re.DOTALL)
    assert re.findall(r'value="(\d+)"', offered[0]) == ["1", "2"]


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
