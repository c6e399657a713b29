import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.analysis import results_of
from tests.path.voices.surveys.conftest import DURING


def answer(survey, times, **answers):
    with clock_set_to(DURING):
        for _time in range(times):
            submit_response(survey=survey, answers=answers, language="en", by=AnonymousUser())


def counted(survey):
    return {question.question.name: [count for _choice, count in question.counts] for question in results_of(survey).questions}


def test_results_count_choices_from_the_rows(survey):
    answer(survey, 12, coming="yes", likes=["books", "films"])
    answer(survey, 11, coming="no", likes=["films"])
    results = results_of(survey)
    assert (results.responses, results.threshold) == (23, 10)
    assert counted(survey) == {"coming": [12, 11], "likes": [12, 23, 0]}
    assert [question.unanswered for question in results.questions] == [0, 0]


@pytest.mark.parametrize(
    ("yes", "no", "shown"),
    [
        (30, 3, [None, None]),
        (30, 0, [30, 0]),
        (9, 1, [None, None]),
        (10, 10, [10, 10]),
    ],
)
def test_results_hide_small_groups_and_what_would_tell_on_them(survey, yes, no, shown):
    answer(survey, yes, coming="yes")
    answer(survey, no, coming="no")
    assert counted(survey)["coming"] == shown


def test_results_hide_a_box_that_few_left_empty(survey):
    answer(survey, 18, coming="yes", likes=["books", "talks"])
    answer(survey, 2, coming="yes", likes=["talks"])
    assert counted(survey)["likes"] == [None, 0, 20]


@pytest.mark.parametrize(("times", "shown"), [(9, 0), (10, 2)])
def test_results_begin_at_the_librarys_threshold(survey, times, shown):
    answer(survey, times, coming="yes")
    assert (results_of(survey).responses, len(results_of(survey).questions)) == (times, shown)
