"""Let processes race on the database of a test: on a real file of SQLite or on PostgreSQL, whichever the run uses."""

import os
import sqlite3
import subprocess
import sys
from urllib.parse import quote, urlencode

from django.db import connection

# The runner stands at the line until all are there, then does its part and prints what came of it.
START = """
import sys
import django
django.setup()
{before}
print("ready", flush=True)
sys.stdin.readline()
{part}
"""


def _surroundings(home):
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


def race(home, *, before, part, runners=3):
    """Let `runners` processes do `part` at once, each after `before`; return the words they printed, sorted."""
    command = [sys.executable, "-c", START.format(before=before, part=part)]
    surroundings = {**os.environ, **_surroundings(home)}
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    running = [subprocess.Popen(command, env=surroundings, text=True, **pipes) for _ in range(runners)]
    ready = [runner.stdout.readline() for runner in running]
    for runner in running:
        runner.stdin.write("go\n")
        runner.stdin.flush()
    told = [runner.communicate(timeout=60) for runner in running]
    failed = [errors for runner, (_words, errors) in zip(running, told, strict=True) if runner.returncode]
    assert (failed, ready) == ([], ["ready\n"] * runners)
    return sorted(word for words, _errors in told for word in words.split())


def rows_after(home, table):
    """Return how many rows `table` has in the database that the runners wrote to."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- a test names its own table
            return cursor.fetchone()[0]
    file = sqlite3.connect(home / "commonshelf.sqlite3")
    (rows,) = file.execute(f"SELECT COUNT(*) FROM {table}").fetchone()  # noqa: S608 -- a test names its own table
    file.close()
    return rows
