"""The column of weights: those of the results, and none where these have none."""

import csv
import io

import pyreadstat
import pytest

from commonshelf.community.population.models import Margin
from commonshelf.config.command_line import main
from commonshelf.questionnaire.definition import Choice, Question
from commonshelf.questionnaire.marks import MARGIN
from tests.path.voices.surveys.answer_forms import published
from tests.path.voices.surveys.exporting.conftest import ASKED
from tests.path.voices.surveys.test_results import answered

AGES = (Choice("young", {"en": "Young"}), Choice("old", {"en": "Old"}))


@pytest.fixture
def uneven(db):
    """Thirty young people and ten old ones."""
    survey = published(Question("age", "select_one", {"en": "Age"}, choice_list="ages", more={MARGIN: "age"}), choices={"ages": AGES})
    answered(survey, 30, age="young")
    answered(survey, 10, age="old")
    return survey


@pytest.fixture
def half_are_old(db):
    for at, name in enumerate(("young", "old")):
        Margin.objects.create(variable="age", category=name, position=at, people=500, source="Census", year=2023)


def weights_by_age(as_bao, survey):
    answer = as_bao.post(f"/staff/surveys/{survey.pk}/export/", {**ASKED, "language": "en"})
    rows = csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode()))
    return sorted({(row["age"], round(float(row["weight"]), 6)) if "weight" in row else (row["age"], None) for row in rows})


def test_each_row_has_the_weight_that_the_results_use(as_bao, uneven, half_are_old):
    assert weights_by_age(as_bao, uneven) == [("old", 2.0), ("young", 0.666667)]


def test_there_is_no_column_of_weights_where_nothing_is_weighted(as_bao, uneven):
    assert weights_by_age(as_bao, uneven) == [("old", None), ("young", None)]


def test_margin_that_the_results_refuse_makes_no_weights(as_bao, uneven, half_are_old):
    Margin.objects.create(variable="age", category="child", position=2, people=500, source="Census", year=2023)
    assert weights_by_age(as_bao, uneven) == [("old", None), ("young", None)]


def test_command_writes_the_weights_too(uneven, half_are_old, the_administrator, tmp_path):
    assert main(["export", "responses", str(tmp_path / "out.sav"), "--survey", uneven.slug, "--format", "sav"]) == 0
    frame, _meta = pyreadstat.read_sav(tmp_path / "out.sav", output_format="polars")
    assert (round(frame["weight"].sum(), 6), frame["weight"].n_unique()) == (40.0, 2)
