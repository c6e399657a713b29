"""A real process that counts, with the real ones that read for it, and kill -9 in the middle: on SQLite, and on PostgreSQL when DATABASE_URL names one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import uuid
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[4]
# Not as a file: processes that read would each start it again.
PROGRAM = "from tests.path.voices.surveys.counting_program import main; main()"
RESPONSES = 2_000
STOPS = ("reading", "writing", "telling")


@pytest.fixture
def town(tmp_path):
    """An installation of its own with many responses, as the environment that its programs run in."""
    environment = {**os.environ, "COMMONSHELF_HOME": str(tmp_path), "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    given, name = settings.ENVIRONMENT.database_url, f"counting_{uuid.uuid4().hex[:12]}"
    if given:
        before, mark, query = given.partition("?")
        environment["DATABASE_URL"] = f"{before.rpartition('/')[0]}/{name}{mark}{query}"
        with psycopg.connect(given, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
    command = [sys.executable, "-m", "commonshelf.config.command_line", "init", "--json"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    run(environment, "fill")
    yield environment
    if given:
        with psycopg.connect(given, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(town, *words):
    return subprocess.run([sys.executable, "-c", PROGRAM, *words], env=town, check=True, stdout=subprocess.PIPE, timeout=120).stdout


def killed_while(town, place):
    """Count until that place is reached and kill the process there; return the keys of the processes that read for it."""
    with subprocess.Popen([sys.executable, "-c", PROGRAM, "count", place], env=town, stdout=subprocess.PIPE) as worker:
        readers = json.loads(worker.stdout.readline())
        worker.kill()
    return readers


def is_running(process):
    """Say whether there is such a process that has not ended: one that nobody has asked about yet still stands in the list."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_counting_that_was_killed_leaves_nothing_that_counts_and_the_next_finishes(town):
    pause = threading.Event()
    for place in STOPS:
        readers = killed_while(town, place)
        assert len(readers) == (2 if place == "reading" else 0)
        for _turn in range(600):
            if any(map(is_running, readers)):
                pause.wait(0.05)
        assert [each for each in readers if is_running(each)] == []
        assert json.loads(run(town, "state"))["told"] is None
    run(town, "count")
    found = json.loads(run(town, "state"))
    answered = found.pop("answered")
    assert found == {"told": RESPONSES, "files": [".parquet"], "known": True, "keys": [RESPONSES]}
    assert 0 < answered[0] < RESPONSES
    run(town, "more")
    killed_while(town, "telling")  # its file is whole, and nobody knows of it
    assert json.loads(run(town, "state"))["told"] == RESPONSES
    run(town, "count")
    after = json.loads(run(town, "state"))
    assert after.pop("answered")[0] - answered[0] in {0, 1}
    assert after == {"told": RESPONSES + 1, "files": [".parquet"], "known": True, "keys": [RESPONSES + 1]}


def test_responses_that_readers_fetch_are_those_that_are_fetched_for_them(town):
    found = [json.loads(line) for line in run(town, "both").splitlines()]
    assert [each.pop("answered") > RESPONSES // 5 for each in found] == [True, True]
    assert found == [{"same": True, "all": True, "fetched": not settings.ENVIRONMENT.database_url}] * 2
