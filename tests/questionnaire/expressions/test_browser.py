from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from commonshelf.questionnaire.expressions.functions import FUNCTIONS
from tests.questionnaire.expressions.cases import all_cases, expected

CHROMIUM = os.environ.get("COMMONSHELF_CHROMIUM", "/usr/bin/chromium")
SCRIPTS = Path(__file__).resolve().parents[3] / "src/commonshelf/questionnaire/browser"
HOUSE = "https://expressions.example/"
POLICY = "default-src 'none'; script-src 'self'"  # as strict as the house's: no eval, nothing inline
PAGE = '<!doctype html><html lang="en"><title>Cases</title><script type="module" src="/answer.js"></script></html>'

ASK = "async (cases) => { const { said } = await import('/answer.js'); return cases.map(said); }"
TABLE = "async () => { const { FUNCTIONS } = await import('/expressions.js'); return [...FUNCTIONS].map(([n, f]) => [n, f.least, f.most, f.pairs]); }"

pytestmark = pytest.mark.skipif(
    not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}: the browser's half of the cases was not run"
)


def _serve(route):
    name = route.request.url.removeprefix(HOUSE)
    headers = {"Content-Security-Policy": POLICY}
    if not name:
        route.fulfill(body=PAGE, content_type="text/html", headers=headers)
        return
    path = Path(__file__).parent / name if name == "answer.js" else SCRIPTS / name
    route.fulfill(body=path.read_text(encoding="utf-8"), content_type="text/javascript; charset=utf-8", headers=headers)


@pytest.fixture(scope="module")
def answers_of_the_browser():
    """Start Chromium once, and return what it says to every case, its table of functions, and what it complained of."""
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        page = browser.new_page(timezone_id="Pacific/Kiritimati", locale="ar")
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.route("**/*", _serve)
        page.goto(HOUSE)
        cases = [case for case in all_cases() if not case.get("server")]
        said = dict(zip((case["name"] for case in cases), page.evaluate(ASK, cases), strict=True))
        table = page.evaluate(TABLE)
        browser.close()
    return said, table, complaints


def test_cases_are_answered_by_the_browser_as_by_python(answers_of_the_browser):
    said, _table, _complaints = answers_of_the_browser
    wanted = {case["name"]: expected(case) for case in all_cases() if not case.get("server")}
    assert {name: answer for name, answer in said.items() if answer != wanted[name]} == {}
    assert len(said) > 400


def test_functions_of_the_browser_are_those_of_python(answers_of_the_browser):
    _said, table, _complaints = answers_of_the_browser
    assert sorted(map(json.dumps, table)) == sorted(
        json.dumps([name, each.least, each.most, each.pairs]) for name, each in FUNCTIONS.items()
    )


def test_browser_keeps_to_a_strict_content_policy(answers_of_the_browser):
    assert answers_of_the_browser[2] == []


def test_scripts_make_no_code_from_text():
    text = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js"))
    assert [word for word in ("eval(", "new Function", "innerHTML") if word in text] == []
