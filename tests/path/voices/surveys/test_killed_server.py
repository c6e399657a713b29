"""Two servers at work on one home, clients that send 2,000 responses, and kill -9 in the middle of it, again and again.

On SQLite, and on PostgreSQL when DATABASE_URL names one. A client whose connection breaks sends the same page again, as a person does, and
one in ten clicks twice. The five single choices spell a number, so every response can be told from every other by what was chosen.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sqlite3
import subprocess
import sys
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from random import Random

import psycopg
import pytest
from django.conf import settings

from benchmarks.survey_form import hidden_fields, read_form
from benchmarks.survey_questions import QUESTIONS, SLUG, answers_of
from benchmarks.survey_servers import family_of
from benchmarks.survey_visitors import Visitor

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[4]
RESPONSES, CLIENTS, KILLS = 2000, 12, 4
WITH_WORDS, TWICE = 20, 10  # one in so many
PAGE = f"/surveys/{SLUG}/"
MAKE = (
    "from commonshelf.config.command_line import main; main(['init']); from benchmarks import survey_ours; survey_ours.main(required=False)"
)


class Town:
    """An installation of its own with the survey in it."""

    def __init__(self, home, database):
        self.home, self.database = home, database
        own = {"COMMONSHELF_HOME": str(home), "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
        self.environment = {**os.environ, **own, **({"DATABASE_URL": database} if database else {})}

    def run(self, *words):
        return subprocess.run(
            [sys.executable, *words], env=self.environment, check=True, capture_output=True, text=True, timeout=120
        ).stdout

    def rows(self, sql):
        if self.database:
            with psycopg.connect(self.database) as connection:
                return connection.execute(sql).fetchall()
        file = sqlite3.connect(self.home / "commonshelf.sqlite3", timeout=20)
        try:
            return file.execute(sql).fetchall()
        finally:
            file.close()


@pytest.fixture
def town(tmp_path):
    given = settings.ENVIRONMENT.database_url
    database = ""
    if given:
        name = f"killed_{uuid.uuid4().hex[:12]}"
        before, mark, query = given.partition("?")
        database = f"{before.rpartition('/')[0]}/{name}{mark}{query}"
        with psycopg.connect(given, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
    made = Town(tmp_path, database)
    made.run("-c", MAKE)
    yield made
    if given:
        with psycopg.connect(given, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Server:
    """One `commonshelf serve` that can be killed with all of its processes and comes back on its port."""

    def __init__(self, town):
        self.town, self.process, self.ready = town, None, False
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def launch(self):
        words = ["-m", "commonshelf.config.command_line", "serve", "--port", str(self.port), "--workers", "1", "--no-worker"]
        self.process = subprocess.Popen([sys.executable, *words], env=self.town.environment, stdout=subprocess.DEVNULL)

    async def start(self):
        self.launch()
        for _try in range(600):
            assert self.process.poll() is None
            visitor = Visitor(self.port, 0)
            with suppress(OSError, EOFError):
                self.ready = (await visitor.ask("GET", PAGE)).status == 200
            visitor.leave()
            if self.ready:
                return
            await asyncio.sleep(0.1)
        pytest.fail("the server did not start again")

    def kill(self):
        self.ready = False
        for pid in family_of(self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, 9)
        self.process.wait()


class Load:
    """The clients, and what they were told."""

    def __init__(self, servers):
        self.servers, self.form, self.acknowledged, self.broken = servers, None, set(), 0
        self.draw = Random()  # noqa: S311 -- which moment and which server, no secrets
        self.moments = {moment: asyncio.Event() for moment in sorted(self.draw.sample(range(50, RESPONSES - 50), KILLS))}
        self.open = asyncio.Event()

    async def start(self, server):
        await server.start()
        self.open.set()

    def kill(self, server):
        server.kill()
        if not any(one.ready for one in self.servers):
            self.open.clear()

    async def one_that_is_up(self):
        await self.open.wait()
        return self.draw.choice([server for server in self.servers if server.ready])

    async def ask(self, visitor, method, body=b""):
        """Ask until somebody answers: a connection that breaks is tried again, at whichever server is up."""
        while True:
            visitor.port = (await self.one_that_is_up()).port
            try:
                return await asyncio.wait_for(visitor.ask(method, PAGE, body), 30)
            except (OSError, EOFError):
                self.broken += 1
            finally:
                visitor.leave()

    async def respond(self, number):
        visitor = Visitor(0, number + 1)
        page = await self.ask(visitor, "GET")
        assert page.status == 200
        self.form = self.form or read_form(page.body)
        given = answers_of(number, Random(number))  # noqa: S311 -- answers, no secrets
        if number % WITH_WORDS:
            given = {place: given[place] for place in range(5)}
        body = self.form.body(given, hidden_fields(page.body))
        again = Visitor(0, number + 1)
        again.cookies = dict(visitor.cookies)
        clicks = [visitor, again] if number % TWICE == 0 else [visitor]
        replies = await asyncio.gather(*(self.ask(one, "POST", body) for one in clicks))
        assert [reply.status for reply in replies if reply.status not in {302, 303}] == []
        self.acknowledged.add(number)
        if len(self.acknowledged) in self.moments:
            self.moments[len(self.acknowledged)].set()

    async def all_of_them(self):
        waiting = iter(range(RESPONSES))

        async def client():
            for number in waiting:
                await self.respond(number)

        await asyncio.gather(*(client() for _each in range(CLIENTS)))


def stored(town, form):
    """Return the numbers of the responses in the database, each as often as it is there."""
    return Counter(
        number_of(json.loads(kept) if isinstance(kept, str) else kept, form)
        for (kept,) in town.rows("SELECT answers FROM surveys_response")
    )


def number_of(answers, form):
    number = 0
    for place in range(5):
        said = next(value for name, value in answers.items() if form.names[place].endswith(name))
        number += form.values[place].index(said) * 5**place
    return number


async def kill_again_and_again(load, town):
    """At every moment kill a server, with what was acknowledged in hand; look for that in the database before it comes back."""
    lost, starting = set(), []
    for moment in load.moments.values():
        await moment.wait()
        server = await load.one_that_is_up()
        told = set(load.acknowledged)
        load.kill(server)
        lost |= told - set(stored(town, load.form))
        starting.append(asyncio.create_task(load.start(server)))
    await asyncio.gather(*starting)
    return lost


async def overwhelm(town):
    servers = [Server(town), Server(town)]
    load = Load(servers)
    try:
        await asyncio.gather(*(load.start(server) for server in servers))
        lost, _none = await asyncio.gather(kill_again_and_again(load, town), load.all_of_them())
    finally:
        for server in servers:
            server.kill()
    return load, lost


def test_killed_servers_lose_no_acknowledged_response_and_keep_each_once(town):
    with ThreadPoolExecutor(1) as apart:  # a thread of its own: another test's browser may have its loop in this one
        load, lost = apart.submit(asyncio.run, overwhelm(town)).result()
    assert load.broken > 0  # somebody was in the middle of it, or nothing was tried
    assert lost == set()
    assert stored(town, load.form) == Counter(range(RESPONSES))
    town.run("-m", "commonshelf.config.command_line", "worker", "--until-empty")
    said = Counter(int(text.rpartition("(")[2].rstrip(")")) for (text,) in town.rows("SELECT text FROM ledger_voice") if "(" in text)
    texts = sum(asked.kind == "text" for asked in QUESTIONS)
    assert said == Counter(dict.fromkeys(range(0, RESPONSES, WITH_WORDS), texts))
