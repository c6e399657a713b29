"""Results of a survey: counts that a reader can check by hand, and what is not shown."""

import datetime as dt
from dataclasses import replace

import pytest

from commonshelf.path.voices.surveys.actions.tabulating import counts_to_show
from commonshelf.path.voices.surveys.analysis.figures import Reckoner, Silence
from commonshelf.path.voices.surveys.models import Questionnaire, Response
from commonshelf.questionnaire.definition import Question
from commonshelf.questionnaire.document import to_document
from tests.path.voices.surveys.answer_forms import definition, every_kind, published

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


@pytest.mark.parametrize(
    ("yes", "no", "shown"),
    [
        (30, 3, [None, None]),
        (30, 0, [30, 0]),
        (11, 1, [None, None]),
        (10, 10, [10, 10]),
    ],
)
def test_small_groups_are_hidden_with_what_would_tell_on_them(survey, yes, no, shown):
    answered(survey, yes, one="yes")
    answered(survey, no, one="no")
    assert counts(survey, "one") == shown


def test_box_that_few_left_empty_is_hidden(survey):
    answered(survey, 18, several=["apple", "plum"])
    answered(survey, 2, several=["plum"])
    assert counts(survey, "several") == [None, 0, 20]


def test_rank_gives_first_places_and_mean_places(survey):
    answered(survey, 12, order=["pear", "plum", "apple"])
    answered(survey, 12, order=["apple", "pear"])
    rows = figures(survey, "order").rows
    assert [(row.count, row.mean_place) for row in rows] == [(12, 2.0), (12, 1.5), (0, 2.0)]


def test_numbers_fall_in_round_classes_with_median_and_quartiles(survey):
    for number in range(40):
        answered(survey, 1, whole=str(number))
    summary = figures(survey, "whole", threshold=5).summary
    assert summary.classes == tuple((float(start), float(start + 5), 5) for start in range(0, 40, 5))
    assert (summary.median, summary.quartiles) == (19.5, (9.75, 29.25))


def test_what_was_taken_back_screened_out_or_corrected_is_not_counted(survey):
    answered(survey, 12, one="yes")
    answered(survey, 10, disposition="screened_out", one="no")
    answered(survey, 1, disposition="withdrawn")
    (earlier,) = answered(survey, 1, one="no")
    (newer,) = answered(survey, 1, one="yes")
    Response.objects.filter(pk=newer.pk).update(supersedes=earlier)
    assert (counts(survey, "one"), figures(survey, "one").answered) == ([13, 0], 13)


def test_attack_by_difference_learns_nothing_of_a_hidden_count(survey):
    """Whoever subtracts everything that is shown finds for every small count that it could be the threshold as well."""
    for choice, times in (("apple", 40), ("pear", 3), ("plum", 17)):
        answered(survey, times, boxed=choice)
    found = figures(survey, "boxed")
    hidden = found.answered - sum(row.count for row in found.rows if row.count is not None)
    assert ([row.count for row in found.rows], hidden, hidden >= 10) == ([40, None, None], 20, True)


def conditional(yes, no):
    follow = Question("which", "select_one", {"en": "Which?"}, choice_list="fruit", relevant="${one} = 'yes'")
    survey = published(Question("one", "select_one", {"en": "Any?"}, choice_list="yes_no"), follow)
    answered(survey, yes, one="yes", which="apple")
    answered(survey, no, one="no")
    return survey


@pytest.mark.parametrize(
    ("yes", "no", "found"),
    [
        (30, 20, (None, 30, 30, 50)),
        (30, 0, (None, 30, 30, 30)),
        (30, 3, (Silence.WOULD_TELL, None, None, 33)),
        (3, 30, (Silence.TOO_FEW, None, None, 33)),
    ],
)
def test_follow_up_tells_who_was_not_asked_unless_they_are_few(db, yes, no, found):
    told = figures(conditional(yes, no), "which")
    assert (told.silence, told.answered, told.asked, told.people) == found


def test_follow_up_is_silent_where_its_number_would_give_away_a_hidden_answer(db):
    """Plum is hidden, and pear with it; the number of those who were asked, apple and plum, would say how many chose plum."""
    first = Question("one", "select_one", {"en": "Which?"}, choice_list="fruit")
    follow = Question("why", "select_one", {"en": "Any?"}, choice_list="yes_no", relevant="${one} != 'pear'")
    survey = published(first, follow)
    answered(survey, 50, one="apple", why="yes")
    answered(survey, 40, one="pear")
    answered(survey, 5, one="plum", why="yes")
    assert (counts(survey, "one"), figures(survey, "why").silence) == ([50, None, None], Silence.WOULD_TELL)


def test_versions_are_counted_together_only_where_the_words_are_the_same(survey):
    answered(survey, 12, one="yes", boxed="apple")
    newer = definition(*(replace(item, label={"en": "In other words"}) if item.name == "boxed" else item for item in every_kind()))
    Questionnaire.objects.create(survey=survey, version=2, definition=to_document(newer), released=True)
    answered(survey, 11, version=2, one="no", boxed="plum")
    same, other = figures(survey, "one"), figures(survey, "boxed")
    assert ([row.count for row in same.rows], same.versions, same.apart) == ([12, 11], (2, 1), ())
    assert ([row.count for row in other.rows], other.versions, other.apart) == ([0, 0, 11], (2,), (1,))
