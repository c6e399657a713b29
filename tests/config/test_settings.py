from __future__ import annotations

import json
import subprocess
import sys

ASK = """
import json, django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "commonshelf.config.settings"
django.setup()
from django.conf import settings
from django.db import connection, transaction
told = {"age": settings.DATABASES["default"]["CONN_MAX_AGE"], "engine": settings.DATABASES["default"]["ENGINE"]}
with connection.cursor() as cursor:
    for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
        told[pragma] = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
statements = []
with connection.execute_wrapper(lambda run, sql, params, many, context: (statements.append(sql), run(sql, params, many, context))[1]):
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
connection.rollback()
told["begin"] = statements
print(json.dumps(told))
"""

ADDRESS = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "commonshelf.config.settings"
from django.conf import settings
print(json.dumps(settings.DATABASES["default"]))
"""


def ask(program, surroundings, **more):
    return json.loads(subprocess.check_output([sys.executable, "-c", program], env={**surroundings, **more}))


def test_sqlite_survives_a_power_cut_and_begins_with_the_write_lock(surroundings):
    told = ask(ASK, surroundings)
    assert told == {
        "age": None,
        "engine": "commonshelf.common.rows.sqlite",  # whoever waits for the write lock looks again every millisecond
        "journal_mode": "wal",
        "synchronous": 2,  # FULL: what was acknowledged is on the disk
        "foreign_keys": 1,
        "busy_timeout": 20_000,
        "begin": ["BEGIN IMMEDIATE"],
    }


def test_database_url_becomes_a_postgresql_connection_that_is_kept_and_looked_after(surroundings):
    told = ask(ADDRESS, surroundings, DATABASE_URL="postgresql://desk:p%40ss@db.example:5433/shelf?sslmode=require&connect_timeout=3")
    kept = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS", "CONN_MAX_AGE", "CONN_HEALTH_CHECKS")
    assert {name: told[name] for name in kept} == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shelf",
        "USER": "desk",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 2, "sslmode": "require", "connect_timeout": "3"},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def test_database_url_may_name_a_socket(surroundings):
    told = ask(ADDRESS, surroundings, DATABASE_URL="postgresql://postgres@/shelf?host=/run/postgresql")
    assert (told["HOST"], told["PORT"], told["NAME"], told["OPTIONS"].keys()) == (
        "/run/postgresql",
        "",
        "shelf",
        {"server_side_binding", "prepare_threshold"},
    )


def test_database_url_may_say_that_no_statement_is_prepared_for_a_pooler_that_knows_none(surroundings):
    told = ask(ADDRESS, surroundings, DATABASE_URL="postgresql://postgres@/shelf?prepare_threshold=1000000000")
    assert told["OPTIONS"] == {"server_side_binding": True, "prepare_threshold": 1_000_000_000}


def test_secret_is_made_once_and_kept_for_its_owner_alone(surroundings, tmp_path):
    program = ADDRESS.replace('settings.DATABASES["default"]', "settings.SECRET_KEY")
    first, second = ask(program, surroundings), ask(program, surroundings)
    place = tmp_path / "home" / "secret_key"
    assert first == second == place.read_text()
    assert (len(first), place.stat().st_mode & 0o777) == (67, 0o600)


HOSTS = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "commonshelf.config.settings"
from django.conf import settings
print(json.dumps(settings.ALLOWED_HOSTS))
"""


def test_one_machine_answers_to_both_its_names_and_a_library_to_its_own_alone(surroundings):
    assert ask(HOSTS, surroundings) == ["127.0.0.1", "localhost"]
    assert ask(HOSTS, surroundings, COMMONSHELF_BASE_URL="https://outreach.library.example") == ["outreach.library.example"]
    town = {"COMMONSHELF_BASE_URL": "http://127.0.0.1:8000", "COMMONSHELF_ALLOWED_HOSTS": "desk.local, "}
    assert ask(HOSTS, surroundings, **town) == ["127.0.0.1", "localhost", "desk.local"]
