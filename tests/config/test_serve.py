from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server(house, surroundings, port, tmp_path):
    program = [sys.executable, "-m", "commonshelf.config.command_line", "serve", "--port", str(port), "--json"]
    with (tmp_path / "serve.err").open("w") as errors:
        process = subprocess.Popen(program, env=surroundings, stdout=subprocess.PIPE, stderr=errors, text=True)
    assert process.stdout.readline() == f'{{"ok": true, "serving": "http://127.0.0.1:{port}/"}}\n'
    yield process
    process.kill()
    process.wait()


def status_of(port):
    """Ask until somebody answers, for at most half a minute."""
    pause = threading.Event()
    for _ in range(150):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/language/", timeout=5) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            pause.wait(0.2)
    return None


def until(question):
    pause = threading.Event()
    for _ in range(150):
        if question():
            return True
        pause.wait(0.2)
    return False


def children(pid):
    return [int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()]


def workers(pid):
    return [child for child in children(pid) if b"\0worker\0--beside\0" in Path(f"/proc/{child}/cmdline").read_bytes()]


def test_serve_answers_beside_a_worker_that_comes_back_and_ends_with_everything(server, command, port, tmp_path):
    assert status_of(port) in {200, 302, 405}
    assert until(lambda: command("check", "--json").code == 0)
    taken = command("serve", "--port", str(port), "--json")
    busy = command("restore", str(tmp_path / "any.tar.gz"), "--json")
    assert (taken.json["error"]["code"], busy.json["error"]["code"]) == ("command.port_taken", "command.home_in_use")
    first = workers(server.pid)
    subprocess.run(["kill", "-9", str(first[0])], check=True)
    assert until(lambda: workers(server.pid) not in ([], first))
    family = children(server.pid)
    server.send_signal(signal.SIGTERM)
    assert server.wait(30) == 0
    assert until(lambda: not [child for child in family if Path(f"/proc/{child}").exists()])


def test_serve_that_is_killed_leaves_nobody_behind(server, port):
    assert status_of(port) in {200, 302, 405}
    assert until(lambda: len(children(server.pid)) == 4)  # two for pages, one for the outbox, and Python's own resource tracker
    family = children(server.pid)
    server.kill()
    server.wait()
    assert until(lambda: not [child for child in family if Path(f"/proc/{child}").exists()])
