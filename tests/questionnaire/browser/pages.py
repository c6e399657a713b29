"""The cases of whole pages that both languages answer, and a browser to ask."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

from commonshelf.questionnaire.answering import Compiled, check_answers, page_document
from commonshelf.questionnaire.definition import Choice, Group, Question, Questionnaire, Repeat
from commonshelf.questionnaire.document import from_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE = Path(__file__).resolve().parent
CASES = HERE.parent / "cases" / "pages"
SCRIPTS = HERE.parents[2] / "src/commonshelf/questionnaire/browser"
CHROMIUM = os.environ.get("COMMONSHELF_CHROMIUM", "/usr/bin/chromium")
HOUSE = "https://pages.example/"
POLICY = "default-src 'none'; script-src 'self'"  # as strict as the house's: no eval, nothing inline
WORDS = {"missing": "Please answer this.", "failed": "Please look at this again."}
Item = Question | Group | Repeat


def all_pages() -> list[dict[str, Any]]:
    """Return every case with its questionnaire and environment, and a name for reports."""
    found = []
    for path in sorted(CASES.glob("*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        form = Compiled(from_document(page["questionnaire"]))
        found += [
            {"form": form, "environment": page["environment"], **case, "name": f"{path.stem}-{number}"}
            for number, case in enumerate(page["cases"])
        ]
    return found


def expected(case: dict[str, Any]) -> dict[str, Any]:
    lists = ("relevant", "required", "missing", "failed", "repeats", "read_only")
    return {**{name: sorted(case[name]) for name in lists}, "calculated": case["calculated"], "choices": case["choices"]}


def clock_of(case: dict[str, Any]) -> dict[str, Any]:
    world = case["environment"]
    return {"now": datetime.fromisoformat(world["now"]), "today": date.fromisoformat(world["today"]), "language": world["language"]}


def said_by_python(case: dict[str, Any]) -> dict[str, Any]:
    """Return what the server makes of a page."""
    state = check_answers(case["form"], case["answers"], before=case["answers"], **clock_of(case)).state
    return {
        **{name: sorted(getattr(state, name)) for name in ("relevant", "required", "missing", "failed", "repeats", "read_only")},
        "calculated": dict(state.calculated),
        "choices": {place: list(names) for place, names in state.choices.items()},
    }


def asked_of_the_browser(case: dict[str, Any]) -> dict[str, Any]:
    asked = page_document(case["form"], **clock_of(case), words=WORDS)
    return {"asked": asked, "answers": case["answers"], "environment": case["environment"]}


@contextmanager
def browser_page(body: str) -> Iterator[tuple[Any, list[str]]]:
    """Open a page with a body of ours in Chromium, and give what the browser complained of."""
    complaints: list[str] = []

    def serve(route: Any) -> None:
        name = route.request.url.removeprefix(HOUSE)
        headers = {"Content-Security-Policy": POLICY}
        if not name:
            route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=headers)
        elif name.endswith(".js"):
            path = HERE / name if (HERE / name).exists() else SCRIPTS / name
            route.fulfill(body=path.read_text(encoding="utf-8"), content_type="text/javascript; charset=utf-8", headers=headers)
        else:
            route.fulfill(status=204)

    # The browser's loop runs in this thread for as long as the page is open; where workers steal tests from one another, others come in between.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        page = browser.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.route("**/*", serve)
        page.goto(HOUSE)
        yield page, complaints
        browser.close()


def drawn(form: Compiled, items: Sequence[Item], around: str = "") -> str:
    """Draw the fields of a questionnaire as plainly as the contract of page.js allows."""
    return "".join(_item(form, item, f"{around}/{item.name}" if around else item.name) for item in items)


def _item(form: Compiled, item: Item, place: str) -> str:
    if isinstance(item, Group):
        return f'<fieldset data-place="{place}">{drawn(form, item.items, place)}</fieldset>'
    if isinstance(item, Repeat):
        turn = f'<fieldset data-place="{place}[0]">{drawn(form, item.items, f"{place}[0]")}<button data-remove-turn="{place}[0]">Less</button></fieldset>'
        add = "" if item.count else f'<button data-add-turn="{place}">More</button>'
        return f'<div data-place="{place}"><template data-repeat="{place}">{turn}</template>{add}</div>'
    if item.kind == "calculate":
        return f'<output data-output="{place}"></output>'
    label = item.label.get("", item.name).replace("${", '<bdi data-piped="').replace("}", '"></bdi>')
    fields = "".join(_choice(item, choice, place) for choice in form.choices_of(item)) or f'<input name="{place}" id="{place}">'
    mark = f'<b data-required-mark="{place}" hidden>!</b>'
    return f'<div data-place="{place}"><span class="label">{label}</span>{mark}{fields}<p data-error-for="{place}" hidden></p></div>'


def _choice(item: Question, choice: Choice, place: str) -> str:
    sort = "radio" if item.kind == "select_one" else "checkbox"
    return f'<label data-choice="{choice.name}"><input type="{sort}" name="{place}" value="{choice.name}">{choice.name}</label>'


def whole_page(questionnaire: Questionnaire, **more: Any) -> str:
    """Return a page that asks a questionnaire."""
    form = Compiled(questionnaire)
    asked = json.dumps(page_document(form, words=WORDS, **more)).replace("<", "\\u003c")
    fields = drawn(form, form.questionnaire.items)
    return (
        '<!doctype html><html lang="en"><title>Page</title><form method="post" action="/sent">'
        f'{fields}<button id="send">Send</button><button id="back" formnovalidate>Back</button></form>'
        f'<script type="application/json" id="questionnaire">{asked}</script><script type="module" src="/page.js"></script></html>'
    )
