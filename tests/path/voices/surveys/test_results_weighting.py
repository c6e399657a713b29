"""Weighted beside unweighted, against numbers worked out by hand; and results by group."""

import numpy as np
import pytest

from commonshelf.community.population.models import Margin
from commonshelf.community.population.queries import margins_now
from commonshelf.path.voices.surveys.actions.tabulating import counts_to_show
from commonshelf.path.voices.surveys.analysis.by_group import groups_of, split
from commonshelf.path.voices.surveys.analysis.figures import Reckoner
from commonshelf.path.voices.surveys.analysis.raking import Obstacle, raked
from commonshelf.path.voices.surveys.analysis.weighted_shares import weighted_share_tells
from commonshelf.path.voices.surveys.models import Survey
from commonshelf.questionnaire.definition import Choice, Question
from commonshelf.questionnaire.marks import MARGIN
from tests.path.voices.surveys.answer_forms import published
from tests.path.voices.surveys.test_results import answered

AGES = (Choice("young", {"en": "Young"}), Choice("old", {"en": "Old"}))
TOWN = (Choice("n", {"en": "North"}), Choice("s", {"en": "South"}))


def lives_here(variable, **people):
    rows = [
        Margin(variable=variable, category=name, position=at, people=count, source="Census", year=2023)
        for at, (name, count) in enumerate(people.items())
    ]
    Margin.objects.bulk_create(rows)


@pytest.fixture
def survey(db):
    return published(
        Question("age", "select_one", {"en": "Age"}, choice_list="ages", more={MARGIN: "age"}),
        Question("town", "select_one", {"en": "Where?"}, choice_list="town", more={MARGIN: "town"}),
        Question("more", "select_one", {"en": "More evenings?"}, choice_list="yes_no"),
        choices={"ages": AGES, "town": TOWN},
    )


def weighted(survey):
    pool = counts_to_show(survey=survey).pool
    return pool, raked(pool, margins_now(), {}, 10)


def test_raked_share_is_the_one_worked_out_by_hand(survey):
    """Of 30 young 30 say yes, of 10 old none: 75 %. Half of the people are old, so weighted it is 50 %: weights 2/3 and 2."""
    answered(survey, 30, age="young", more="yes")
    answered(survey, 10, age="old", more="no")
    lives_here("age", young=500, old=500)
    pool, weights = weighted(survey)
    row = Reckoner(pool, 10, weights.weights).figures(pool.frame.at("more")).rows[0]
    assert sorted(set(weights.weights.round(6).tolist())) == [0.666667, 2.0]
    assert (row.share.value, round(row.raked.value, 9)) == (0.75, 0.5)
    # Kish: (30 × 2/3 + 10 × 2)² / (30 × 4/9 + 10 × 4) = 1600 / 53.33 = 30
    assert (round(weights.n_eff, 6), round(weights.design_effect, 6)) == (30.0, 1.333333)
    assert [(each.variable, each.source, each.year) for each in weights.used] == [("age", "Census", 2023)]


def test_parts_of_town_are_found_by_their_words(survey):
    answered(survey, 10, age="young", town="n", more="yes")
    answered(survey, 30, age="old", town="s", more="no")
    lives_here("town", North=300, South=100)
    pool, weights = weighted(survey)
    row = Reckoner(pool, 10, weights.weights).figures(pool.frame.at("more")).rows[0]
    assert (row.share.value, round(row.raked.value, 9)) == (0.25, 0.75)


@pytest.mark.parametrize(
    ("people", "answers", "obstacle", "category"),
    [
        ({"young": 5, "old": 5}, {"young": 30, "old": 0}, Obstacle.NOBODY, "old"),
        ({"young": 5, "old": 5}, {"young": 30, "old": 4}, Obstacle.TOO_FEW, ""),
        ({"young": 5, "elder": 5}, {"young": 30, "old": 30}, Obstacle.OTHER_CATEGORIES, ""),
        ({"young": 5, "old": 5}, {"young": 10, "old": 10, "": 30}, Obstacle.MOSTLY_NOT_TOLD, ""),
    ],
)
def test_margin_is_refused_with_its_reason(survey, people, answers, obstacle, category):
    for age, times in answers.items():
        answered(survey, times, more="yes", **({"age": age} if age else {}))
    lives_here("age", **people)
    _pool, weights = weighted(survey)
    assert (weights.weights, [(each.obstacle, each.category) for each in weights.refused]) == (None, [(obstacle, category)])


def test_page_says_both_shares_and_what_they_were_weighted_to(as_bao, survey):
    answered(survey, 30, age="young", more="yes")
    answered(survey, 10, age="old", more="no")
    lives_here("age", young=500, old=500)
    page = as_bao.get(f"/staff/surveys/{survey.pk}/results/")
    card = page.context["blocks"][2]
    assert [(line.share, line.raked) for line in card.lines] == [("75%", "50%"), ("25%", "50%")]
    assert page.context["weighting"].used == ("age: Census, 2023",)
    assert "margin of error" not in page.content.decode().replace("there is no margin of error", "")


def answer_by_age(survey, young, old):
    """So many of each age say yes, and no."""
    for age, times in (("young", young), ("old", old)):
        for more, people in zip(("yes", "no"), times, strict=True):
            answered(survey, people, age=age, more=more)
    lives_here("age", young=500, old=500)


# 12 of 50 say yes: 24 %. With 2 young ones among 40 and 10 old ones among 10, half each: 52.5 %; nothing but 2 and 10 gives both.
@pytest.mark.parametrize(("young", "old", "shares"), [((10, 30), (10, 0), ["62%", "38%"]), ((2, 38), (10, 0), ["", ""])])
def test_weighted_share_is_left_out_where_with_the_unweighted_one_it_tells_on_somebody(as_bao, survey, young, old, shares):
    answer_by_age(survey, young, old)
    card = as_bao.get(f"/staff/surveys/{survey.pk}/results/").context["blocks"][2]
    assert [line.raked for line in card.lines] == shares
    assert ("A weighted share is left out where it would tell on somebody." in card.notes) == (shares == ["", ""])


def test_everybody_reads_both_shares_once_the_survey_is_over(client, survey):
    answer_by_age(survey, (30, 0), (0, 10))
    Survey.objects.update(results_public=True)
    page = client.get(f"/surveys/{survey.slug}/results/")
    assert [(line.share, line.raked) for line in page.context["blocks"][2].lines] == [("75%", "50%"), ("25%", "50%")]
    said = page.content.decode()
    assert ("each group counts as much as there are such people living here" in said, "<li>age: Census, 2023</li>" in said) == (True, True)
    Margin.objects.all().delete()
    assert "weighted" not in client.get(f"/surveys/{survey.slug}/results/").content.decode()


def test_weighted_share_of_many_groups_leaves_small_numbers_possible():
    """Three groups and one equation: 2 of the first may as well be 1 or 10, others making up for them."""
    side = np.repeat([0, 1, 2], [40, 40, 40])
    chose = np.zeros(120, dtype=bool)
    chose[[0, 1, *range(40, 60), *range(80, 100)]] = True
    weights = np.repeat([0.5, 1.0, 1.5], 40)
    assert weighted_share_tells(chose, weights, [side], 10) is False
    two = side < 2
    assert weighted_share_tells(chose[two], weights[two], [side[two]], 10) is True


def groups(survey, place, threshold=10):
    pool = counts_to_show(survey=survey).pool
    values = [str(code) for code in pool.codes(pool.frame.at(place)).tolist()]
    return pool, groups_of(values, {}, threshold, other="other")


def test_answers_by_group_are_those_of_the_rows(survey):
    for age, more, times in (("young", "yes", 20), ("young", "no", 10), ("old", "yes", 12), ("old", "no", 18)):
        answered(survey, times, age=age, more=more)
    pool, by_age = groups(survey, "age")
    found = split(pool, Reckoner(pool, 10).figures(pool.frame.at("more")), by_age, 10)
    assert [(choice, [cell[0] for cell in cells]) for choice, cells in found.rows] == [(1, [20, 12]), (2, [10, 18])]
    assert found.sizes == (30, 30)


def test_small_cell_of_a_group_is_hidden_with_enough_others(survey):
    for age, more, times in (("young", "yes", 20), ("young", "no", 20), ("old", "yes", 37), ("old", "no", 3)):
        answered(survey, times, age=age, more=more)
    pool, by_age = groups(survey, "age")
    found = split(pool, Reckoner(pool, 10).figures(pool.frame.at("more")), by_age, 10)
    assert [cells for _choice, cells in found.rows] == [(None, None), (None, None)]


def test_small_groups_are_one_group_that_is_large_enough():
    values = ["a"] * 30 + ["b"] * 12 + ["c"] * 4 + ["d"] * 3
    found = groups_of(values, {}, 10, other="other")
    # c and d are 7 together, so b has to join them.
    assert (found.names, found.together, np.bincount(found.codes).tolist()) == (("a", "other"), ("b", "c", "d"), [30, 19])


def test_page_splits_by_group_and_says_which_are_put_together(as_bao, survey):
    for age, more, times in (("young", "yes", 20), ("young", "no", 10), ("old", "yes", 12), ("old", "no", 18)):
        answered(survey, times, age=age, more=more)
    answered(survey, 10, more="yes", language="es")
    answered(survey, 4, more="yes", language="fr")
    page = as_bao.get(f"/staff/surveys/{survey.pk}/results/?by=language")
    assert (page.context["groups"].names, page.context["groups"].together) == (
        ("English", "Smaller groups together"),
        ("Español", "Français"),
    )
    unknown = as_bao.get(f"/staff/surveys/{survey.pk}/results/?by=nothing")
    assert (unknown.status_code, unknown.context["by"]) == (200, "")
