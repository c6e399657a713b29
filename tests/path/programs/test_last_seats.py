"""Three processes race for the last places, on a real file of SQLite or on PostgreSQL, whichever the run uses."""

import os
import sqlite3
import subprocess
import sys
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.db.models import Sum

from commonshelf.path.programs.models import Registration, Session

# Each process registers five parties of one, as fast as it can, once all three stand at the line.
RUNNER = """
import sys
import django
django.setup()
from django.contrib.auth.models import AnonymousUser
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.programs.actions import register
from commonshelf.path.programs.models import Session

session = Session.objects.get()
print("ready", flush=True)
sys.stdin.readline()
told = []
for turn in range(5):
    words = {"name": "Runner", "email": f"runner{turn}@example.org", "party_size": 1, "language": "en", "by": AnonymousUser()}
    try:
        told.append(register(session=session, **words).registration.state)
    except Refusal as refusal:
        told.append(refusal.code.code)
print(*told, flush=True)
"""


def settings_for_runners(home):
    """Return the environment in which a runner meets the database of this test."""
    here = connection.settings_dict
    if connection.vendor == "sqlite":
        with sqlite3.connect(home / "commonshelf.sqlite3") as file:
            connection.connection.backup(file)
        file.close()
        return {"COMMONSHELF_HOME": str(home), "DATABASE_URL": ""}
    user = quote(here["USER"]) + (f":{quote(here['PASSWORD'])}" if here["PASSWORD"] else "")
    query = urlencode({"host": here["HOST"]}) if here["HOST"] else ""
    port = f":{here['PORT']}" if here["PORT"] else ""
    return {"COMMONSHELF_HOME": str(home), "DATABASE_URL": f"postgresql://{user}@localhost{port}/{here['NAME']}?{query}"}


def people_with_places(home):
    """Return how many people hold places in the database that the runners wrote to."""
    if connection.vendor != "sqlite":
        return Registration.objects.filter(state="confirmed").aggregate(people=Sum("party_size"))["people"]
    file = sqlite3.connect(home / "commonshelf.sqlite3")
    (people,) = file.execute("SELECT SUM(party_size) FROM programs_registration WHERE state = 'confirmed'").fetchone()
    file.close()
    return people


@pytest.mark.django_db(transaction=True)
def test_last_places_are_never_oversold_by_processes_that_race(series, tmp_path):
    Session.objects.exclude(pk=series.sessions.first().pk).delete()
    Session.objects.update(capacity=7, starts_at="2999-01-01T18:00Z", ends_at="2999-01-01T19:00Z")
    surroundings = {**os.environ, **settings_for_runners(tmp_path)}
    command = [sys.executable, "-c", RUNNER]
    runners = [
        subprocess.Popen(command, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [runner.stdout.readline() for runner in runners] == ["ready\n"] * 3
    for runner in runners:
        runner.stdin.write("go\n")
        runner.stdin.flush()
    told = [runner.communicate(timeout=60) for runner in runners]
    assert [(runner.returncode, errors) for runner, (_words, errors) in zip(runners, told, strict=True)] == [(0, "")] * 3
    answers = [answer for words, _errors in told for answer in words.split()]
    assert (answers.count("confirmed"), answers.count("programs.session_full")) == (7, 8)
    assert people_with_places(tmp_path) == 7
