"""A file of answers as one more wave of a survey that is asked here: people go on answering what they answered."""

import dataclasses
import datetime as dt
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.outbox.traceless import deliver_traceless
from commonshelf.common.receipts.codes import code_for
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.actions.building import change_questions, release_questionnaire
from commonshelf.path.voices.surveys.actions.import_responses import keep_responses
from commonshelf.path.voices.surveys.actions.inviting import make_codes
from commonshelf.path.voices.surveys.actions.mapping import look_at_file, make_headings
from commonshelf.path.voices.surveys.actions.once import take_up_credential
from commonshelf.path.voices.surveys.actions.waves import open_wave
from commonshelf.path.voices.surveys.models import OpenAnswer, Quota, Response, Survey, Wave
from commonshelf.path.voices.surveys.queries import definition_of, questionnaire_of
from commonshelf.path.voices.surveys.queries.answering import asked_by
from commonshelf.path.voices.surveys.queries.building import newest_version
from commonshelf.path.voices.surveys.queries.once import newest_wave
from commonshelf.path.voices.surveys.queries.results import versions_of
from commonshelf.path.voices.surveys.queries.waves import comparable
from commonshelf.questionnaire.definition import Group
from commonshelf.questionnaire.document import to_document
from tests.path.voices.surveys.conftest import CLOSES, DURING

PAGE = "/staff/surveys/columns/"
ELSEWHERE = (
    'Timestamp,Will you come back?,What do you like?,What is missing?\n2025-03-04,Yes,"Books, Talks",Warm rooms\n2025-03-05,Yes,Films,\n'
)
ASKED_ELSEWHERE = {"column_1": "one", "column_2": "several", "column_3": "words"}


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
    assert sorted(Response.objects.get(row=3).answers) == ["likes", "will-you-come-back-soon"]
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


TWELVE = "Timestamp,Will you come back?,What do you like?,What is missing?\n" + "2025-03-04,Yes,Books,\n2025-03-05,No,Films,\n" * 6
TEN = TWELVE.replace("Will you come back?", "Will you come back soon?").replace("2025-", "2024-")


def answer_here(survey, times, **answers):
    for _time in range(times):
        submit_response(survey=survey, answers={"coming": "no"} | answers, language="en", by=AnonymousUser())


def test_waves_are_held_beside_the_newest_that_was_asked_here_however_late_a_file_came(elsewhere, survey, as_bao):
    answer_here(survey, 12)
    elsewhere(TEN)
    elsewhere(TWELVE)
    page = as_bao.get(f"/staff/surveys/{survey.pk}/waves/")
    assert [(held.newest, held.earlier) for held in page.context["held"]] == [(1, 3), (1, 2)]
    coming = as_bao.get(f"/staff/surveys/{survey.pk}/results/?by=wave").context["blocks"][0]
    absent = "Wave 2 does not stand beside wave 1 here. One of the two waves did not ask this."
    assert (coming.split.names, [note for note in coming.notes if note.startswith("Wave")]) == (("1", "3"), [absent])


def test_waves_of_files_alone_are_held_beside_the_newest_of_them(elsewhere, survey, as_bao):
    elsewhere(TEN)
    elsewhere(TWELVE)
    page = as_bao.get(f"/staff/surveys/{survey.pk}/waves/")
    assert [(held.newest, held.earlier) for held in page.context["held"]] == [(3, 2)]


WRITTEN = "Timestamp,Will you come back?,What do you like?,What is missing?\n" + "2025-03-04,Yes,Books,Warm rooms\n" * 12


def read_by_everybody(client, survey):
    """Return how many people everybody reads of, what they said, and how often a wish from here and one from the file is quoted."""
    Survey.objects.filter(pk=survey.pk).update(results_public=True)
    Voice.objects.update(may_be_quoted=True, shown_on=DURING.date())
    with clock_set_to(CLOSES):
        page = client.get(f"/surveys/{survey.slug}/results/")
    people, words = [line.people for line in page.context["blocks"][0].lines], page.content.decode()
    return page.context["responses"], people, words.count(">Chess</blockquote>"), words.count(">Warm rooms</blockquote>")


def test_everybody_reads_what_was_answered_here_alone_and_staff_all_of_it(elsewhere, survey, as_bao, client):
    answer_here(survey, 12, wishes="Chess")
    deliver_traceless(DURING)
    before = read_by_everybody(client, survey)
    elsewhere(WRITTEN)
    assert (Voice.objects.count(), before, read_by_everybody(client, survey)) == (24, (12, ["0", "12"], 5, 0), (12, ["0", "12"], 5, 0))
    assert as_bao.get(f"/staff/surveys/{survey.pk}/results/").context["responses"] == 24


def test_survey_that_was_never_asked_here_shows_everybody_what_its_file_holds(sent, as_bao, client):
    address, roles = sent(WRITTEN)
    as_bao.post(address, {**roles, **ASKED_ELSEWHERE, "bring_in": ""})
    assert read_by_everybody(client, Survey.objects.get()) == (12, ["12"], 0, 5)
