"""What the processes of test_killed_counting run: `fill`, `more`, `both`, `count`, `count PLACE` (which stops at that place until it is killed), and `state`."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import threading
import uuid
from pathlib import Path

import django
import polars as pl

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonshelf.config.settings")
django.setup()

from benchmarks import survey_results  # noqa: E402 -- after Django's apps
from commonshelf.path.voices.surveys.actions import tabulating  # noqa: E402 -- after Django's apps
from commonshelf.path.voices.surveys.analysis.coded import KEY, count_rows  # noqa: E402 -- after Django's apps
from commonshelf.path.voices.surveys.analysis.frame import frame_of  # noqa: E402 -- after Django's apps
from commonshelf.path.voices.surveys.analysis.kept import table_of  # noqa: E402 -- after Django's apps
from commonshelf.path.voices.surveys.models import Questionnaire, Response, Tabulation  # noqa: E402 -- after Django's apps
from commonshelf.path.voices.surveys.queries.results import places_of, rows_of, stretches_of  # noqa: E402 -- after Django's apps
from commonshelf.path.voices.surveys.terms import Disposition  # noqa: E402 -- after Django's apps

RESPONSES = 2_000


def fill():
    survey_results.DIFFERENT = 20
    survey_results.fill("large", RESPONSES)


def more():
    """Let one more person answer, as somebody answered before."""
    row = Response.objects.first()
    row.pk, row.sent_once = uuid.uuid4(), uuid.uuid4()
    row.save(force_insert=True)


def tell(what):
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def wait_to_be_killed():
    tell([each.pid for each in multiprocessing.active_children()])
    threading.Event().wait(120)


def stop_while_reading():
    def stops(gives):
        def some(stretches):
            yield from (stretch for _turn, stretch in zip(range(2), stretches, strict=False))
            wait_to_be_killed()

        def instead(places):
            stretches = gives(places)
            return stretches and some(stretches)

        return instead

    tabulating.rows_of, tabulating.stretches_of = stops(tabulating.rows_of), stops(tabulating.stretches_of)


def stop_while_writing():
    def half(_table, file, **_how):
        file.write(b"PAR1 half")
        file.flush()
        wait_to_be_killed()

    pl.DataFrame.write_parquet = half


def stop_before_telling():
    tabulating.voices_by_place = lambda _questionnaire: wait_to_be_killed()


STOPS = {"reading": stop_while_reading, "writing": stop_while_writing, "telling": stop_before_telling}


def count(place=""):
    tabulating.READ_BY_PROCESSES = 1
    if place:
        STOPS[place]()
    tabulating.count_responses(questionnaire_id=Questionnaire.objects.get().pk)


def both():
    """Count by readers that fetch and by one that is given everything: of all, and of a few far apart; one was taken back meanwhile."""
    asked = Questionnaire.objects.get()
    every = places_of(asked)
    Response.objects.filter(pk=min(every)).update(disposition=Disposition.WITHDRAWN)
    for places in (every, dict(sorted(every.items(), key=lambda each: each[1])[::3])):
        fetched = stretches_of(places)
        ways = ((fetched or rows_of(places), 2), (rows_of(places), 0))
        ours, theirs = (table_of(count_rows(frame_of(asked, []), stretches, processes=processes)) for stretches, processes in ways)
        known = places.keys() - {min(every)}
        tell(
            {
                "same": ours.equals(theirs),
                "all": set(ours[KEY]) == known,
                "fetched": fetched is not None,
                "answered": int((ours["c0"] > 0).sum()),
            }
        )


def state():
    """Tell what the row says, and what lies in the folder."""
    counts = Tabulation.objects.get().counts or {}
    files = sorted((Path(os.environ["COMMONSHELF_HOME"]) / "results").glob("*.parquet*"))
    whole = [pl.read_parquet(file) for file in files if file.suffix == ".parquet"]
    known = sorted(counts.get("files", []))
    found = {"told": counts.get("responses"), "files": [file.suffix for file in files], "known": [file.name for file in files] == known}
    tell({**found, "keys": [each["key"].n_unique() for each in whole], "answered": [int((each["c0"] > 0).sum()) for each in whole]})


def main():
    {"fill": fill, "more": more, "both": both, "count": count, "state": state}[sys.argv[1]](*sys.argv[2:])
