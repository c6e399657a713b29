"""Every page of a survey by axe, with answers in it: results for staff and for everybody, waves, quotas, paper, columns of a file, the builder."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.test_every_page import faults

pytestmark = pytest.mark.journey
MAKE = """
import datetime as dt
import django
django.setup()
from django.utils import timezone
from commonshelf.path.voices.surveys.models import Quota, Wave
from tests.path.voices.surveys.answer_forms import every_kind, published
from tests.path.voices.surveys.test_results import answered
now = timezone.now()
open_now = {"opens_at": now - dt.timedelta(days=1), "closes_at": now + dt.timedelta(days=9)}

def answer(survey):
    for times, one, several, grid in ((14, "yes", ["apple", "pear"], ("a1", "a4")), (13, "no", ["plum"], ("a2", "a3"))):
        views = {"reading": grid[0], "rooms": grid[1]}
        told = {"one": one, "several": several, "order": ["pear", "plum", "apple"], "whole": str(times), "views": views}
        answered(survey, times, boxed="apple", day="2026-03-04", **told)

at_work = published(*every_kind(), slug="at-work", **open_now)
answer(at_work)
Wave.objects.create(survey=at_work, number=2, **open_now)
answer(at_work)
Quota.objects.create(survey=at_work, name="Those who say yes", condition="${one} = 'yes'", most=20, when_full="note")
over = published(*every_kind(), slug="over", results_public=True)
answer(over)
print(at_work.pk)
"""
PAGES = (
    "",
    "questions/",
    "questions/add/",
    "questions/add/?kind=select_one",
    "questions/edit/?at=one",
    "questions/ready/",
    "words/",
    "versions/",
    "settings/",
    "invitations/",
    "invitations/codes/",
    "quotas/",
    "quotas/new/",
    "waves/",
    "waves/days/",
    "enter/",
    "files/",
    "results/",
    "results/?by=wave",
    "open-answers/",
    "export/",
    "codebook/",
)


@pytest.fixture(scope="session")
def at_work(house):
    """Put a survey that is being answered into the sample town, and one that is over and whose results everybody may read."""
    environment = {**house.environment, "DJANGO_SETTINGS_MODULE": "commonshelf.config.settings", "PYTHONPATH": str(Path.cwd())}
    made = subprocess.run([sys.executable, "-c", MAKE], env=environment, check=True, capture_output=True, text=True)
    return made.stdout.split()[-1]


@pytest.mark.parametrize(("language", "width", "scheme"), [("en", 1280, "light"), ("es", 360, "dark")])
def test_staff_pages_of_a_survey_have_no_fault(open_browser, sign_in, at_work, language, width, scheme):
    page = open_browser(language=language, width=width, scheme=scheme)
    sign_in(page, "ada")
    assert [fault for path in PAGES for fault in faults(page, f"/staff/surveys/{at_work}/{path}")] == []


@pytest.mark.parametrize(("language", "width", "scheme"), [("en", 1280, "light"), ("es", 360, "dark")])
def test_columns_of_a_file_have_no_fault(open_browser, sign_in, house, tmp_path, language, width, scheme):
    page = open_browser(language=language, width=width, scheme=scheme)
    sign_in(page, "ada")
    assert faults(page, "/staff/surveys/columns/") == []
    file = tmp_path / f"answers-{language}.csv"
    file.write_text("Timestamp,What do you like?,Why?\n2026/03/04 10:00,Books,Quiet\n2026/03/05 11:00,Films,Dark\n", encoding="utf-8")
    page.set_input_files("input[type=file]", str(file))
    page.click("main form button.button")
    page.wait_for_url("**/staff/surveys/columns/*-*/")
    assert faults(page, page.url) == []


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 1280, "light"), ("ar", 360, "dark"), ("en", 360, "dark"), ("ar", 1280, "light")]
)
def test_results_for_everybody_have_no_fault(open_browser, at_work, language, width, scheme):
    page = open_browser(language=language, width=width, scheme=scheme)
    assert faults(page, "/surveys/over/results/") == []
    assert page.locator("table.figures__table").count() > 3
