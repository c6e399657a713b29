"""What an installation keeps from others: on the machine, on the line, and in its own file."""

import sqlite3

import pytest

from tests.config.test_settings import ask

HEADERS = """
import json, os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "commonshelf.config.settings"
django.setup()
from django.conf import settings
from django.test import Client
answer = Client().get("/nowhere/", HTTP_HOST="outreach.example", HTTP_X_FORWARDED_PROTO="https", HTTP_X_FORWARDED_FOR="192.0.2.1")
print(json.dumps({
    "hsts": answer.headers.get("Strict-Transport-Security"),
    "secure": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE],
    "status": answer.status_code,
}))
"""
DELETES = """
import json, os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "commonshelf.config.settings"
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    print(json.dumps(cursor.execute("PRAGMA secure_delete").fetchone()[0]))
"""


@pytest.mark.parametrize(
    ("address", "hsts", "secure"),
    [("https://outreach.example", "max-age=31536000", True), ("http://outreach.example", None, False)],
)
def test_https_is_remembered_by_browsers_and_cookies_keep_to_it(house, surroundings, address, hsts, secure):
    told = ask(HEADERS, surroundings, COMMONSHELF_BASE_URL=address, COMMONSHELF_PROXIES="1")
    assert told == {"hsts": hsts, "secure": [secure, secure], "status": 404}


def test_words_that_are_deleted_are_overwritten(house, surroundings):
    assert ask(DELETES, surroundings) == 1
    with sqlite3.connect(house / "commonshelf.sqlite3") as there:
        assert there.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_new_home_is_its_owners_alone_and_check_says_when_it_is_not(command, surroundings, tmp_path):
    assert command("init").code == 0
    home = tmp_path / "home"
    assert home.stat().st_mode & 0o777 == 0o700
    told = []
    for mode in (0o755, 0o750):
        home.chmod(mode)
        told.append({one["name"]: one["ok"] for one in command("check", "--json").json["findings"]}["home"])
    assert told == [False, True]


@pytest.mark.parametrize(
    ("address", "proxies", "ok"), [("https://o.example", "0", False), ("https://o.example", "1", True), ("http://o.example", "0", True)]
)
def test_check_asks_who_stands_before_an_https_address(house, command, address, proxies, ok):
    findings = command("check", "--json", COMMONSHELF_BASE_URL=address, COMMONSHELF_PROXIES=proxies).json["findings"]
    assert {one["name"]: one["ok"] for one in findings}["settings"] is ok
