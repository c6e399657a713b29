"""How many turns a count may ask for is the same in the browser as on the server, and written down once."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonshelf.questionnaire.answering import Compiled, page_document
from commonshelf.questionnaire.definition import Question, Questionnaire, Repeat
from commonshelf.questionnaire.expressions.state import state_of
from tests.questionnaire.answering.asking import CLOCK
from tests.questionnaire.browser.pages import CHROMIUM, WORDS, browser_page

EMPTY = '<!doctype html><html lang="en"><title>Cases</title></html>'
ASK = "async (cases) => { const { said } = await import('/state_said.js'); return cases.map((each) => said(each).relevant.length); }"
INNER = Repeat("s", (Question("a", "text"),), count="${n}")
NESTED = Questionnaire("c", "C", (Question("n", "integer"), Repeat("r", (INNER,), count="${n}")))


@pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}: the browser's half was not run")
def test_browser_makes_no_more_turns_than_the_server():
    form = Compiled(NESTED)
    asked = page_document(form, words=WORDS, **CLOCK)
    cases = [{"asked": asked, "answers": {"n": n}, "environment": {**asked["environment"], "chance": 0.5}} for n in ("2", "70", "99999")]
    with browser_page(EMPTY) as (page, complaints):
        said = page.evaluate(ASK, cases)
    by_server = [len(state_of(form.plan, case["answers"], **CLOCK).relevant) for case in cases]
    assert (said, complaints) == (by_server, [])
    assert by_server == [1 + 2 + 4 * 2, 1 + 70 + (3_000 - 70) * 2, 1 + 1_000 + 2_000 * 2]
