"""The codebook as a page."""

from dataclasses import replace

from django.test import Client

from commonshelf.path.voices.surveys.actions import change_questions, draft_survey, release_questionnaire
from tests.path.voices.surveys.exporting.conftest import FAMILY


def test_codebook_page_counts_and_hides_few(sent, as_bao, family):
    for _ in range(6):
        sent({"reads": "yes", "drink": "tea"})
    sent({"reads": "no"})
    words = " ".join(as_bao.get(f"/staff/surveys/{family.pk}/codebook/?language=es").content.decode().split())
    assert '<td lang="es" dir="auto">¿Lee usted?</td>' in words
    # One who does not read could be picked out; so how many do read is hidden too.
    assert '<bdi>1</bdi> = <bdi lang="es">Sí</bdi>: too few to show' in words
    assert '<bdi>2</bdi> = <bdi lang="es">No</bdi>: too few to show' in words


def test_codebook_page_of_very_many_responses_leaves_the_counting_to_a_file(answered, as_bao, family, monkeypatch):
    monkeypatch.setattr("commonshelf.path.voices.surveys.views.staff.exporting.MOST_ROWS_ON_A_PAGE", 2)
    words = as_bao.get(f"/staff/surveys/{family.pk}/codebook/").content.decode()
    assert ("There are too many to count while you wait" in words, "answered:" in words, "Do you read?" in words) == (True, False, True)


def test_survey_that_is_not_released_has_nothing_to_take_out(bao, as_bao):
    survey = draft_survey(title={"en": "Later"}, purpose={"en": "To plan"}, by=bao, definition=FAMILY)
    for page in ("export", "codebook"):
        answer = as_bao.get(f"/staff/surveys/{survey.pk}/{page}/")
        assert (answer.status_code, "No version of the questions is released yet" in answer.content.decode()) == (200, True)


def test_codebook_of_one_version_of_several_is_not_counted_for_who_may_not_take_answers_out(answered, family, bao, the_reader):
    change_questions(survey=family, definition=replace(FAMILY, title="Again"), by=bao)
    release_questionnaire(survey=family, by=bao)
    seen = {}
    for user in (bao, the_reader):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        seen[user.name] = "answered:" in client.get(f"/staff/surveys/{family.pk}/codebook/?version=1").content.decode()
    assert seen == {"Bao": True, the_reader.name: False}
