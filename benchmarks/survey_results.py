"""Measure the results page of a survey of 300 questions and 200,000 responses, counted from nothing, opened again, and with a tenth more. It takes about five minutes.

Run: .venv/bin/python -m benchmarks.survey_results            (an embedded database in a folder that is deleted afterwards)
     .venv/bin/python -m benchmarks.survey_results --postgresql            (a server of its own, started for it as the tests do, that writes to disk as a house's would)

Nothing is raced: the goals are seconds. The responses are written as rows, since 200,000 visits would take an hour and end in the same rows.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import resource
import shutil
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.harness.results import machine
from tests.postgres import postgres

if TYPE_CHECKING:
    from django.test import Client

    from commonshelf.path.voices.surveys.models import Questionnaire
    from commonshelf.questionnaire.definition import QuestionKind

QUESTIONS, RESPONSES, DIFFERENT = 300, int(os.environ.get("RESPONSES", "200000")), 4_000
NEW = RESPONSES // 10
ASKED: tuple[tuple[QuestionKind, int], ...] = (("select_one", 200), ("select_multiple", 50), ("integer", 25), ("rank", 10), ("date", 15))
KINDS = [kind for kind, times in ASKED for _time in range(times)]
GOALS = {"first": 10.0, "again": 2.0}
DURABLE = "-c listen_addresses='' -c shared_buffers=512MB"
RESULTS = Path(__file__).parent / "results"
WHO = {"counting": resource.RUSAGE_SELF, "each of two readers": resource.RUSAGE_CHILDREN}
OPENS = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)


def document(rng: np.random.Generator) -> dict[str, object]:
    """Return the answers of somebody who leaves out one question in ten."""
    answers: dict[str, object] = {}
    for at, kind in enumerate(KINDS):
        name = f"question_{at}"
        if rng.random() < 0.1:
            continue
        if kind == "select_one":
            answers[name] = f"choice_{rng.integers(5)}"
        elif kind == "select_multiple":
            answers[name] = [f"choice_{each}" for each in range(8) if rng.random() < 0.3] or ["choice_7"]
        elif kind == "rank":
            answers[name] = [f"choice_{each}" for each in rng.permutation(5)]
        else:
            answers[name] = str(rng.integers(100)) if kind == "integer" else f"2026-{rng.integers(1, 13):02d}-{rng.integers(1, 29):02d}"
    return answers


def fill(slug: str, responses: int) -> int:
    """Write the survey and its responses; return its key."""
    from commonshelf.path.voices.surveys.models import Questionnaire, Survey  # noqa: PLC0415 -- Django is set up by then
    from commonshelf.questionnaire.definition import Choice, Question, Questionnaire as Definition  # noqa: PLC0415 -- as above
    from commonshelf.questionnaire.document import to_document  # noqa: PLC0415 -- as above

    lists = {"five": 5, "eight": 8}
    named = {"select_one": "five", "rank": "five", "select_multiple": "eight"}
    items = [
        Question(f"question_{at}", kind, {"en": f"What about matter {at}?"}, choice_list=named.get(kind, ""), relevant=_condition(at))
        for at, kind in enumerate(KINDS)
    ]
    choices = {name: [Choice(f"choice_{at}", {"en": f"Answer {at}"}) for at in range(size)] for name, size in lists.items()}
    definition = Definition("large", "Large", items, choices=choices, languages=("en",), default_language="en")
    window = {"opens_at": OPENS, "closes_at": OPENS + dt.timedelta(days=30), "published": True}
    survey = Survey.objects.create(slug=slug, title={"en": "A large survey"}, purpose={"en": "To measure."}, **window)
    version = Questionnaire.objects.create(survey=survey, version=1, definition=to_document(definition), released=True)
    _answer(version, responses)
    return survey.pk


def _answer(version: Questionnaire, responses: int) -> None:
    from commonshelf.path.voices.surveys.models import Response  # noqa: PLC0415 -- Django is set up by then

    rng = np.random.default_rng([20260302, responses, version.responses.count()])
    documents = [document(rng) for _each in range(DIFFERENT)]
    modes, languages, bands = ["web", "paper", "kiosk"], ["en", "es", "fr", "ar"], ["", "12-18", "19-34", "35-64", "65+"]
    for start in range(0, responses, 2_000):
        told = zip(
            rng.integers(3, size=min(2_000, responses)),
            rng.integers(4, size=min(2_000, responses)),
            rng.integers(5, size=min(2_000, responses)),
            strict=True,
        )
        rows = [
            Response(
                id=uuid.UUID(int=int.from_bytes(rng.bytes(16))),
                questionnaire=version,
                answers=documents[(start + at) % DIFFERENT],
                mode=modes[mode],
                language=languages[language],
                age_band=bands[band],
                week=OPENS.date() + dt.timedelta(days=7 * (at % 4)),
                disposition="complete",
            )
            for at, (mode, language, band) in enumerate(told)
        ]
        Response.objects.bulk_create(rows)


def _condition(at: int) -> str:
    """Return a condition for every tenth question, on the one before it."""
    return f"${{question_{at - 1}}} != 'choice_0'" if at % 10 == 9 and at < 200 else ""


def _client() -> Client:
    """Return a browser in which the outreach librarian has signed in."""
    from allauth.mfa.totp.internal.auth import TOTP  # noqa: PLC0415 -- Django is set up by then
    from django.test import Client  # noqa: PLC0415 -- as above

    from commonshelf.common.accounts.models import User  # noqa: PLC0415 -- as above

    user = User.objects.create_user("bao@example.org", None, name="Bao", role="outreach_staff")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def measure(survey: int, small: int) -> dict[str, object]:
    """Open the page as staff would: posted, counted by a worker, opened, opened again, and its last page. A small survey comes first, so that the server is awake."""
    from commonshelf.common.outbox.delivery import deliver_due  # noqa: PLC0415 -- Django is set up by then
    from commonshelf.path.voices.surveys.models import Questionnaire  # noqa: PLC0415 -- as above

    client = _client()
    address = f"/staff/surveys/{survey}/results/"
    seconds: dict[str, float] = {}

    def timed(name: str, page: str) -> str:
        began = time.perf_counter()
        text = client.get(page).content.decode()
        seconds[name] = time.perf_counter() - began
        return text

    timed("a small survey", f"/staff/surveys/{small}/results/")
    began, cpu = time.perf_counter(), _spent()
    assert "being counted" in timed("asked for", address)
    deliver_due()
    shown = timed("first page", address)
    seconds["first"], seconds["first_cpu"] = time.perf_counter() - began, _spent() - cpu
    assert f"{RESPONSES:,} responses" in shown
    timed("again", address)
    for page in (2, 6, 12):
        timed(f"page {page}", f"{address}?page={page}")
    timed("by group", f"{address}?by=age_band")
    _answer(Questionnaire.objects.get(survey=survey), NEW)
    began, cpu = time.perf_counter(), _spent()
    shown = timed("with new ones: counts from before", address)
    assert f"{RESPONSES:,} responses" in shown
    deliver_due()
    seconds["with new ones: counted"], seconds["with new ones: counted_cpu"] = time.perf_counter() - began, _spent() - cpu
    assert f"{RESPONSES + NEW:,} responses" in timed("with new ones: page of now", address)
    peaks = {name: resource.getrusage(who).ru_maxrss // 1024 for name, who in WHO.items()}
    return {"seconds": {name: round(value, 3) for name, value in seconds.items()}, "peak_mib": peaks}


def _spent() -> float:
    """Return the seconds of the processor that this process and those it started for reading have taken, without those of a database server."""
    used = [resource.getrusage(who) for who in WHO.values()]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    """Measure on the kind of database that is asked for."""
    if "--postgresql" not in sys.argv:
        run()
        return
    with postgres(settings=DURABLE) as address:
        os.environ["DATABASE_URL"] = address
        run()


def run() -> None:
    """Set up an empty house, fill it, measure, and write down what was found."""
    home = Path(tempfile.mkdtemp(prefix="commonshelf-results-"))
    os.environ["COMMONSHELF_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "commonshelf.config.settings"
    import django  # noqa: PLC0415 -- reads the settings

    django.setup()
    from django.conf import settings  # noqa: PLC0415 -- as above
    from django.core.management import call_command  # noqa: PLC0415 -- as above
    from django.db import connection  # noqa: PLC0415 -- as above

    settings.ALLOWED_HOSTS = ["testserver"]
    try:
        call_command("migrate", verbosity=0)
        found = measure(fill("large", RESPONSES), fill("small", 1_000))
        size = sum(file.stat().st_size for file in (home / "results").glob("*.parquet")) // 2**20
    finally:
        connection.close()
        shutil.rmtree(home)
    seconds = found["seconds"]
    reached = {name: seconds[name] < goal for name, goal in GOALS.items()}  # type: ignore[index]  # it is the mapping made above
    told = {
        "database": connection.vendor,
        "questions": QUESTIONS,
        "responses": RESPONSES,
        "new": NEW,
        "file_mib": size,
        "goals": GOALS,
        "reached": reached,
    }
    if "RESPONSES" in os.environ:
        sys.stdout.write(json.dumps({**told, **found}, indent=2) + "\n")
        return
    written = RESULTS / f"survey_results_{connection.vendor}.json"
    written.write_text(json.dumps({"machine": machine(), **told, **found}, indent=2) + "\n")
    sys.stdout.write(written.read_text())


if __name__ == "__main__":
    main()
