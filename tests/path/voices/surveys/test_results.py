"""Results of a survey: counts that a reader can check by hand, and what is not shown."""

import datetime as dt

import pytest

from commonshelf.path.voices.surveys.actions.tabulating import counts_to_show
from commonshelf.path.voices.surveys.analysis.figures import Reckoner
from commonshelf.path.voices.surveys.models import Response
from tests.path.voices.surveys.answer_forms import every_kind, published

WEEK = dt.date(2026, 3, 9)


def answered(survey, times=1, *, version=1, disposition="complete", **answers):
    """Keep so many responses with the same answers."""
    about = {name: answers.pop(name) for name in ("mode", "language", "area", "age_band", "week") if name in answers}
    told = {"mode": "web", "language": "en", "week": WEEK, **about}
    questionnaire = survey.questionnaires.get(version=version)
    wave = survey.waves.last()
    rows = [Response(questionnaire=questionnaire, wave=wave, answers=answers, disposition=disposition, **told) for _each in range(times)]
    return Response.objects.bulk_create(rows)


def figures(survey, place, threshold=10):
    pool = counts_to_show(survey=survey).pool
    return Reckoner(pool, threshold).figures(pool.frame.at(place))


def counts(survey, place):
    return [row.count for row in figures(survey, place).rows]


@pytest.fixture
def survey(db):
    return published(*every_kind())


def test_counts_of_one_choice_are_those_of_the_rows(survey):
    answered(survey, 12, one="yes")
    answered(survey, 10, one="no")
    answered(survey, 3, several=["apple"])
    found = figures(survey, "one")
    assert [row.count for row in found.rows] == [12, 10]
    assert (found.answered, found.asked, found.people) == (22, 25, 25)
    assert [round(row.share.value, 4) for row in found.rows] == [0.5455, 0.4545]
