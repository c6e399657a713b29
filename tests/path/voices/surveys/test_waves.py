"""Waves: asking again in a window of its own, and comparing only what was worded the same."""

import dataclasses
import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.actions.waves import change_window, open_wave
from commonshelf.path.voices.surveys.models import Questionnaire, Wave
from commonshelf.path.voices.surveys.queries import definition_of, state_of
from commonshelf.path.voices.surveys.queries.waves import comparable, waves_of, why_not
from commonshelf.questionnaire.document import to_document
from tests.path.voices.surveys.conftest import CLOSES, DURING, OPENS

NOBODY = AnonymousUser()
DAY = dt.timedelta(days=1)
AGAIN, AGAIN_CLOSES = CLOSES + 30 * DAY, CLOSES + 60 * DAY


def code_of(act, **told):
    with pytest.raises(Refusal) as refusal:
        act(**told)
    return refusal.value.code.code


def answer(survey, language="en"):
    survey.refresh_from_db()
    return submit_response(survey=survey, answers={"coming": "yes"}, language=language, by=NOBODY).response


@pytest.fixture
def two_waves(survey, bao):
    """Answer, ask again, and return how to answer in the second wave."""
    with clock_set_to(DURING):
        answer(survey)
    with clock_set_to(CLOSES):
        open_wave(survey=survey, opens_at=AGAIN, closes_at=AGAIN_CLOSES, by=bao)

    def answer_again(language="en"):
        with clock_set_to(AGAIN):
            return answer(survey, language)

    return answer_again


def test_survey_is_asked_again_in_a_window_of_its_own(survey, two_waves):
    survey.refresh_from_db()
    for moment, state in ((CLOSES, "planned"), (AGAIN, "open"), (AGAIN_CLOSES, "closed")):
        with clock_set_to(moment):
            assert state_of(survey) == state
    two_waves()
    two_waves()
    assert [(wave.number, wave.opens_at, wave.closes_at, wave.response_count) for wave in waves_of(survey)] == [
        (2, AGAIN, AGAIN_CLOSES, 2),
        (1, OPENS, CLOSES, 1),
    ]


@pytest.mark.parametrize(
    ("moment", "window", "code"),
    [
        (DURING, (AGAIN, AGAIN_CLOSES), "surveys.wave_still_open"),
        (OPENS - DAY, (AGAIN, AGAIN_CLOSES), "surveys.wave_still_open"),
        (CLOSES, (AGAIN_CLOSES, AGAIN), "surveys.window_backwards"),
        (CLOSES, (CLOSES - DAY, AGAIN), "surveys.waves_overlap"),
        (AGAIN_CLOSES, (AGAIN, AGAIN_CLOSES), "surveys.wave_in_past"),
    ],
)
def test_wave_that_cannot_be_is_refused(survey, bao, moment, window, code):
    told = {"survey": survey, "opens_at": window[0], "closes_at": window[1], "by": bao}
    with clock_set_to(moment):
        assert code_of(open_wave, **told) == code
    assert Wave.objects.count() == 1
    with clock_set_to(CLOSES):
        assert open_wave(survey=survey, opens_at=AGAIN, closes_at=AGAIN_CLOSES, by=bao).number == 2


def test_days_move_until_they_are_over_and_the_first_only_until_it_comes(survey, bao):
    later = {"survey": survey, "closes_at": AGAIN, "by": bao}
    with clock_set_to(OPENS - DAY):
        change_window(opens_at=OPENS + DAY, **later)
    assert (survey.opens_at, survey.waves.get().opens_at, survey.waves.get().closes_at) == (OPENS + DAY, OPENS + DAY, AGAIN)
    with clock_set_to(DURING):
        assert code_of(change_window, opens_at=OPENS, **later) == "surveys.window_has_begun"
        change_window(survey=survey, opens_at=OPENS + DAY, closes_at=CLOSES, by=bao)
    survey.refresh_from_db()
    assert (survey.closes_at, survey.waves.get().closes_at) == (CLOSES, CLOSES)
    with clock_set_to(CLOSES):
        assert code_of(change_window, opens_at=OPENS, **later) == "surveys.closed"


def test_waves_are_opened_by_outreach_staff_alone(survey, farid, the_reader, dmitri, the_administrator):
    window = {"survey": survey, "opens_at": AGAIN, "closes_at": AGAIN_CLOSES}
    with clock_set_to(CLOSES):
        for user in (farid, the_reader, dmitri, NOBODY):
            assert code_of(open_wave, by=user, **window) == "house.not_allowed"
            assert code_of(change_window, by=user, **window) == "house.not_allowed"
        assert open_wave(by=the_administrator, **window).number == 2


def new_version(survey, change):
    """Release a version in which the first question is changed."""
    first = survey.questionnaires.last()
    asked = definition_of(first)
    items = (change(asked.items[0]), *asked.items[1:])
    document = to_document(dataclasses.replace(asked, items=items))
    return Questionnaire.objects.create(survey=survey, version=first.version + 1, definition=document, released=True)


@pytest.mark.parametrize(
    ("label", "language", "reasons"),
    [
        ({"en": "Will you come back?", "es": "¿Volverá?"}, "en", []),
        ({"en": "Will you come again?", "es": "¿Volverá?"}, "en", ["The question was worded differently."]),
        ({"en": "Will you come back?", "es": "¿Vendrá?"}, "en", []),
        ({"en": "Will you come back?", "es": "¿Vendrá?"}, "es", ["The question was worded differently."]),
    ],
)
def test_waves_are_compared_on_what_was_worded_the_same_in_the_languages_of_both(survey, two_waves, label, language, reasons):
    new_version(survey, lambda question: dataclasses.replace(question, label=label))
    two_waves(language)
    second, first = waves_of(survey)
    same = comparable(survey, "coming", first, second)
    assert (why_not(same), bool(same)) == (reasons, not reasons)
    assert why_not(comparable(survey, "likes", first, second)) == []


def test_question_that_one_wave_did_not_ask_is_not_compared(survey, two_waves):
    new_version(survey, lambda question: dataclasses.replace(question, name="returning"))
    with clock_set_to(AGAIN):
        survey.refresh_from_db()
        submit_response(survey=survey, answers={"returning": "yes"}, language="en", by=NOBODY)
    second, first = waves_of(survey)
    assert why_not(comparable(survey, "coming", first, second)) == ["One of the two waves did not ask this."]


def test_wave_goes_from_the_form_to_the_list(as_bao, survey):
    address = f"/staff/surveys/{survey.pk}/waves/"
    with clock_set_to(DURING):
        page = as_bao.post(f"{address}days/", {"closes_on": "2026-03-31"}, follow=True).content.decode()
        assert ("March 31, 2026" in page, "Ask again" in page, "Change the days" in page) == (True, False, True)
    with clock_set_to(CLOSES):
        early = as_bao.post(f"{address}new/", {"opens_on": "2026-03-20", "closes_on": "2026-05-31"})
        assert (early.status_code, "before the last one ended" in early.content.decode()) == (422, True)
        page = as_bao.post(f"{address}new/", {"opens_on": "2026-05-01", "closes_on": "2026-05-31"}, follow=True).content.decode()
        assert ("May 1, 2026" in page, "May 31, 2026" in page) == (True, True)
    survey.refresh_from_db()
    assert (survey.opens_at.isoformat(), survey.closes_at.isoformat()) == ("2026-05-01T04:00:00+00:00", "2026-06-01T04:00:00+00:00")


@pytest.mark.parametrize("how_many", [1, 3])
def test_waves_page_costs_the_same_for_one_and_for_three(as_bao, survey, django_assert_num_queries, how_many):
    for number in range(2, how_many + 1):
        Wave.objects.create(survey=survey, number=number, opens_at=OPENS, closes_at=CLOSES)
    with django_assert_num_queries(6):
        page = as_bao.get(f"/staff/surveys/{survey.pk}/waves/")
    assert len(page.context["waves"]) == how_many
