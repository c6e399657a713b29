from __future__ import annotations

from pathlib import Path

import pytest

from commonshelf.questionnaire.answering import Compiled, page_document
from commonshelf.questionnaire.definition import Question, Questionnaire
from tests.questionnaire.answering.asking import CLOCK
from tests.questionnaire.browser.pages import CHROMIUM, WORDS, all_pages, asked_of_the_browser, browser_page, expected, said_by_python

EMPTY = '<!doctype html><html lang="en"><title>Cases</title></html>'
ASK = "async (cases) => { const { said } = await import('/state_said.js'); return cases.map(said); }"
PACE = "async (page) => { const { pace } = await import('/state_said.js'); return pace(page); }"


@pytest.mark.parametrize("case", all_pages(), ids=lambda case: case["name"])
def test_page_is_worked_out_by_python(case):
    assert said_by_python(case) == expected(case)


@pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}: the browser's half of the pages was not run")
def test_pages_are_worked_out_by_the_browser_as_by_python():
    long = Compiled(
        Questionnaire("l", "L", [Question(f"q{n}", "text", relevant=f"${{q{n - 1}}} = 'x'" if n % 3 else "") for n in range(300)])
    )
    asked = page_document(long, words=WORDS, **CLOCK)
    with browser_page(EMPTY) as (page, complaints):
        said = page.evaluate(ASK, [asked_of_the_browser(case) for case in all_pages()])
        pace = page.evaluate(PACE, {"asked": asked, "answers": {f"q{n}": "x" for n in range(300)}, "environment": asked["environment"]})
    assert (said, complaints) == ([expected(case) for case in all_pages()], [])
    assert pace < 16  # one frame
