"""The contestants as running programs: how each is made and started, what its processes spend, and how many rows it has kept."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import psycopg

from benchmarks.harness.peers import ROOT, peer_python
from benchmarks.survey_questions import SLUG

TICK = os.sysconf("SC_CLK_TCK")
PATIENCE = 60.0
STARTING = 0.2
GUNICORN = ("-m", "gunicorn", "-w", "2", "-k", "gthread", "--threads", "4", "--no-control-socket", "--log-level", "error")
PEERS = "djf_surveys"  # gunicorn lives there, too
# How many messages of ours still wait: an open answer becomes a voice after its response was acknowledged, and that work is counted too.
WAITING = "SELECT count(*) FROM outbox_outboxmessage WHERE state IN ('waiting', 'sending') AND {due}"
NOW = {"sqlite": "due_at <= strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "due_at <= now()"}


class ServerFailedError(RuntimeError):
    """A contestant did not start, or ended; the message says which and what it wrote."""


@dataclass(frozen=True)
class Contestant:
    """One side: what makes its survey, what serves it (PORT stands for the port), its page, and the table with a row a response."""

    name: str
    make: tuple[tuple[str, ...], ...]
    serve: tuple[str, ...]
    page: str
    table: str
    thanks: str = "Thank you"
    peers: bool = False
    waits: bool = False


OWN = ("-m", "commonshelf.config.command_line")
PAGE = f"/surveys/{SLUG}/"
PROBE = ("-m", "benchmarks.survey_probe")
CONTESTANTS = (
    Contestant(
        "probe, gunicorn",
        (PROBE,),
        (*GUNICORN, "-b", "127.0.0.1:PORT", "benchmarks.survey_probe:application"),
        PAGE,
        "probe_row",
        peers=True,
    ),
    Contestant("probe, granian", (PROBE,), ("-m", "benchmarks.survey_granian", "PORT"), PAGE, "probe_row"),
    Contestant(
        "djf_surveys",
        (("-m", "benchmarks.survey_djf"),),
        (*GUNICORN, "-b", "127.0.0.1:PORT", "benchmarks.survey_djf:application"),
        f"/surveys/create/{SLUG}/",
        "djf_surveys_useranswer",
        peers=True,
    ),
    Contestant(
        "commonshelf",
        ((*OWN, "init"), ("-m", "benchmarks.survey_ours")),
        (*OWN, "serve", "--port", "PORT"),
        PAGE,
        "surveys_response",
        waits=True,
    ),
)


@dataclass
class Server:
    """A contestant at work on a database of its own."""

    contestant: Contestant
    port: int
    folder: Path
    database: str  # an address of PostgreSQL, or nothing: then a SQLite file in the folder
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True)
        for step in self.contestant.make:
            self._run(step)
        with (self.folder / "errors").open("ab") as errors:
            self.process = subprocess.Popen(
                self._command(self.contestant.serve),
                env=self._environment(),
                cwd=self.folder,
                stdout=errors,
                stderr=errors,
                start_new_session=True,
            )
        self._wait()
        return self

    def __exit__(self, *_fault: object) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def _command(self, words: tuple[str, ...]) -> list[str]:
        python = peer_python(PEERS) if self.contestant.peers else sys.executable
        return [str(python), *(word.replace("PORT", str(self.port)) for word in words)]

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMMONSHELF_", "DATABASE_URL"))}
        own = {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "SURVEY_DATABASE": self.database or str(self.folder / "probe.sqlite3")}
        return {**kept, **own, "COMMONSHELF_HOME": str(self.folder), **({"DATABASE_URL": self.database} if self.database else {})}

    def _run(self, step: tuple[str, ...]) -> None:
        done = subprocess.run(self._command(step), env=self._environment(), cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ServerFailedError(f"{self.contestant.name}: {done.stdout[-500:]}{done.stderr[-2000:]}")

    def _wait(self) -> None:
        assert self.process is not None
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(STARTING)
        raise ServerFailedError(f"{self.contestant.name}: {(self.folder / 'errors').read_text()[-2000:]}")

    def number(self, sql: str) -> int:
        """Return one number from the database."""
        if self.database:
            with psycopg.connect(self.database) as connection:
                row = connection.execute(sql.encode()).fetchone()
        else:
            place = self.folder / ("commonshelf.sqlite3" if self.contestant.waits else "probe.sqlite3")
            with sqlite3.connect(place, timeout=PATIENCE) as file:
                row = file.execute(sql).fetchone()
            file.close()
        return int(row[0]) if row else 0

    def rows(self) -> int:
        """Return how many responses are kept."""
        return self.number(f"SELECT count(*) FROM {self.contestant.table}")  # noqa: S608 -- a table of our own list

    def settle(self) -> None:
        """Wait until nothing is left to do of what was acknowledged."""
        if not self.contestant.waits:
            return
        waiting = WAITING.format(due=NOW["postgresql" if self.database else "sqlite"])
        deadline = time.monotonic() + PATIENCE
        while self.number(waiting):
            if time.monotonic() > deadline:
                raise ServerFailedError(f"{self.contestant.name}: the outbox is not empty after {PATIENCE:.0f} seconds")
            time.sleep(STARTING)

    def processes(self) -> list[int]:
        """Return the server's processes, all generations of them."""
        assert self.process is not None
        return family_of(self.process.pid)


def family_of(pid: int) -> list[int]:
    """Return a process with all that descend from it."""
    found = [pid]
    for one in found:
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += [int(child) for child in children.read_text().split()]
            except (FileNotFoundError, ProcessLookupError):  # it ended while we looked
                continue
    return found


def cpu_seconds(pids: list[int]) -> float:
    """Return the processor time that these processes, and their children that have ended, have spent."""
    ticks = 0
    for pid in pids:
        try:
            words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        ticks += sum(int(word) for word in words[11:15])
    return ticks / TICK


def memory_mib(pids: list[int]) -> float:
    """Return the processes' memory, what they share counted once (PSS)."""
    kib = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue
        kib += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kib / 1024
