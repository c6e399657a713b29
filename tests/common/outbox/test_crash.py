"""Real workers, a real mail server that is slow, and kill -9 in the middle of it: on SQLite, and on PostgreSQL when DATABASE_URL names one."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import threading
import uuid
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import psycopg
import pytest
from aiosmtpd.controller import Controller
from django.conf import settings

from commonshelf.common.outbox.mail import message_id

pytestmark = pytest.mark.slow
PROGRAM = Path(__file__).with_name("crash_program.py")
COUNT = 12


class SlowMailServer:
    """Takes every letter and keeps the fifth waiting for its answer: the letter is here, and its worker does not know it yet."""

    def __init__(self):
        self.came = []
        self.holding = threading.Event()
        self.let_go = threading.Event()

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 -- aiosmtpd's name for it
        self.came.append(message_from_bytes(envelope.content)["Message-ID"])
        if len(self.came) == 5:
            self.holding.set()
            await asyncio.to_thread(self.let_go.wait, 60)
        return "250 OK"


@pytest.fixture
def mail_server():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = SlowMailServer()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    server.port = port
    yield server
    server.let_go.set()
    controller.stop()


@pytest.fixture
def town(mail_server, tmp_path):
    """An installation of its own, as the environment that its programs run in."""
    own = {"COMMONSHELF_HOME": str(tmp_path), "COMMONSHELF_SMTP_HOST": "127.0.0.1", "COMMONSHELF_SMTP_PORT": str(mail_server.port)}
    environment = {**os.environ, **own}
    given = settings.ENVIRONMENT.database_url
    if given:
        name = f"crash_{uuid.uuid4().hex[:12]}"
        before, mark, query = given.partition("?")
        environment["DATABASE_URL"] = f"{before.rpartition('/')[0]}/{name}{mark}{query}"
        with psycopg.connect(given, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
    subprocess.run(
        [sys.executable, "-m", "commonshelf.config.command_line", "init", "--json"], env=environment, check=True, capture_output=True
    )
    yield environment
    if given:
        with psycopg.connect(given, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(town, *words):
    return subprocess.run([sys.executable, str(PROGRAM), *words], env=town, check=True, capture_output=True, timeout=120).stdout


def start(town, *words):
    return subprocess.Popen([sys.executable, str(PROGRAM), *words], env=town)


def test_killed_worker_loses_no_letter_and_doubles_only_the_one_in_its_hands(town, mail_server):
    run(town, "post-letters", str(COUNT))
    worker = start(town, "work")
    assert mail_server.holding.wait(60)
    worker.kill()
    worker.wait()
    before = json.loads(run(town, "state"))["messages"]
    mail_server.let_go.set()
    for helper in [start(town, "work"), start(town, "work")]:
        assert helper.wait(120) == 0
    after = json.loads(run(town, "state"))["messages"]
    keys = [f"letter:{number}" for number in range(COUNT)]
    assert [before[key] for key in keys] == [["delivered", 1]] * 4 + [["sending", 1]] + [["waiting", 0]] * 7
    assert [after[key] for key in keys] == [["delivered", 1]] * 4 + [["delivered", 2]] + [["delivered", 1]] * 7
    assert Counter(mail_server.came) == Counter({message_id(key): 2 if key == "letter:4" else 1 for key in keys})


def test_killed_worker_leaves_no_half_effect_and_its_message_is_done_once(town, tmp_path):
    run(town, "post-entries", str(COUNT))
    worker = start(town, "work")
    pause = threading.Event()
    while not (tmp_path / "in-the-middle").exists():
        assert worker.poll() is None
        pause.wait(0.05)
    worker.kill()
    worker.wait()
    before = json.loads(run(town, "state"))
    for helper in [start(town, "work"), start(town, "work")]:
        assert helper.wait(120) == 0
    after = json.loads(run(town, "state"))
    keys = sorted(f"entry:{number}" for number in range(COUNT))
    assert before["entries"] == sorted(f"entry:{number}" for number in range(COUNT // 2))
    assert after["entries"] == keys
    assert Counter(state for state, _ in after["messages"].values()) == Counter(delivered=COUNT)
    assert after["messages"][f"entry:{COUNT // 2}"] == ["delivered", 2]
