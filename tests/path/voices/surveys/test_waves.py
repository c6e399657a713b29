"""Waves: asking again in a window of its own, and comparing only what was worded the same."""

import dataclasses
import datetime as dt

import numpy as np
import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.actions.waves import change_window, open_wave
from commonshelf.path.voices.surveys.analysis.by_group import Groups
from commonshelf.path.voices.surveys.models import Questionnaire, Wave
from commonshelf.path.voices.surveys.queries import definition_of, state_of
from commonshelf.path.voices.surveys.queries.waves import comparable, waves_of, why_not
from commonshelf.path.voices.surveys.views.shown_results import Card, ShownSplit, Told as Words
from commonshelf.path.voices.surveys.views.staff import compared_waves
from commonshelf.questionnaire.document import to_document
from commonshelf.questionnaire.wording import Difference, Sameness
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
    with django_assert_num_queries(7):
        page = as_bao.get(f"/staff/surveys/{survey.pk}/waves/")
    assert len(page.context["waves"]) == how_many


def answer_both_waves(survey, bao, change=None, language="en"):
    """Let ten people answer, ask again, and let ten more answer, of whom each spoke `language`."""
    with clock_set_to(DURING):
        for _time in range(10):
            answer(survey)
    with clock_set_to(CLOSES):
        open_wave(survey=survey, opens_at=AGAIN, closes_at=AGAIN_CLOSES, by=bao)
    if change:
        new_version(survey, lambda question: dataclasses.replace(question, **change))
    with clock_set_to(AGAIN):
        for _time in range(10):
            answer(survey, language)


REWORDED = "The question was worded differently."


@pytest.mark.parametrize(
    ("change", "language", "reason"),
    [
        (None, "en", ""),
        ({"label": {"en": "Will you come again?"}}, "en", REWORDED),
        ({"label": {"en": "Will you come back?", "es": "¿Vendrá?"}}, "es", REWORDED),
        ({"label": {"en": "Will you come back?", "es": "¿Volverá?"}}, "es", ""),
    ],
)
def test_results_hold_waves_side_by_side_only_where_they_may_be_compared(as_bao, survey, bao, change, language, reason):
    answer_both_waves(survey, bao, change, language)
    with clock_set_to(AGAIN_CLOSES):
        page = as_bao.get(f"/staff/surveys/{survey.pk}/results/?by=wave")
    card = page.context["blocks"][0]
    told = [f"Wave 1 does not stand beside wave 2 here. {reason}"] if reason else []
    assert [note for note in card.notes if note.startswith("Wave")] == told
    assert (card.split and card.split.names) == (None if reason else ("1", "2"))


@pytest.mark.parametrize(
    ("change", "language", "apart"),
    [
        (None, "en", []),
        ({"label": {"en": "Will you come again?"}}, "en", [("Will you come again?", (REWORDED,))]),
    ],
)
def test_waves_page_says_which_questions_are_not_compared_and_why(as_bao, survey, bao, change, language, apart):
    answer_both_waves(survey, bao, change, language)
    page = as_bao.get(f"/staff/surveys/{survey.pk}/waves/")
    assert [(held.newest, held.earlier) for held in page.context["held"]] == [(2, 1)]
    assert [(heading.words, why) for heading, why in page.context["held"][0].apart] == apart
    assert ("all were worded the same" in page.content.decode()) == (not apart)


@pytest.mark.parametrize(
    ("names", "together", "kept"),
    [
        (("1", "2", "3"), (), ("1", "3")),
        (("3", "Smaller"), ("1", "Not told"), None),
        (("3", "Smaller"), ("1",), ("3", "Smaller")),
        (("3", "Smaller"), ("1", "2"), None),
        (("1", "3", "Not told"), (), ("1", "3")),
    ],
)
def test_waves_put_together_stand_beside_the_newest_only_if_each_of_them_may(monkeypatch, names, together, kept):
    """Wave 2 alone was worded differently."""

    class Told:
        def __init__(self, survey):
            pass

        def yardstick(self, numbers):
            return max(numbers)

        def sameness(self, _place, one, other):
            return Sameness((Difference("label"),) if 2 in {one, other} else ())

    monkeypatch.setattr(compared_waves, "Comparison", Told)
    cells = tuple(name for name in names)
    split = ShownSplit(names, cells, ((Words("Yes", "en"), cells),))
    card = Card(1, "coming", Words("Coming?", "en"), "one", (), (), split=split)
    found = compared_waves.only_comparable([card], None, Groups(np.array([]), names, together))[0].split
    assert (found and (found.names, found.sizes, found.lines[0][1])) == (kept and (kept, kept, kept))
