"""Visitors: each a new connection from an address of its own, without cookies, who opens the page, answers and reads the thanks.

Everything stays on this machine: 127.0.0.0/8 is full of addresses, so that each visitor can have one and no limit by address is met.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin, urlsplit

from benchmarks.survey_form import Form, hidden_fields, read_form
from benchmarks.survey_questions import answers_of

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter

PATIENCE = 30.0
FIRST_NET, NETS, HOSTS = 10, 200, 250
MOST_REDIRECTS = 3
DIFFERENT = 500  # visitors; then the same answers come again, from other addresses


class WrongAnswerError(RuntimeError):
    """The server answered something else than a visitor hopes for."""


@dataclass
class Reply:
    """What a server answered."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        """Return the first header of this name, or nothing."""
        return next((value for own, value in self.headers if own == name), "")


@dataclass
class Timings:
    """Seconds of every step, the failures by their words, and the requests that needed a further connection."""

    get: list[float] = field(default_factory=list)
    post: list[float] = field(default_factory=list)
    thanks: list[float] = field(default_factory=list)
    flow: list[float] = field(default_factory=list)
    failures: dict[str, int] = field(default_factory=dict)
    reconnected: int = 0


def address_of(number: int) -> str:
    """Return the loopback address of a visitor."""
    rest, host = divmod(number, HOSTS)
    net, part = divmod(rest, HOSTS)
    return f"127.{FIRST_NET + net % NETS}.{part}.{host + 1}"


class Visitor:
    """One browser with nothing in it."""

    def __init__(self, port: int, number: int) -> None:
        self.port, self.number = port, number
        self.cookies: dict[str, str] = {}
        self.streams: tuple[StreamReader, StreamWriter] | None = None
        self.connections = 0

    async def ask(self, method: str, path: str, body: bytes = b"") -> Reply:
        """Send one request and read its answer whole."""
        if self.streams is None:
            local = (address_of(self.number), 0)
            self.streams = await asyncio.open_connection("127.0.0.1", self.port, local_addr=local)
            self.connections += 1
        reader, writer = self.streams
        head = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Accept: text/html", "Accept-Language: en"]
        if self.cookies:
            head.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if method == "POST":
            head += [f"Origin: http://127.0.0.1:{self.port}", f"Content-Length: {len(body)}"]
            head.append("Content-Type: application/x-www-form-urlencoded")
        writer.write("\r\n".join([*head, "\r\n"]).encode() + body)
        reply = await _read(reader)
        for name, value in reply.headers:
            if name == "set-cookie":
                cookie, _mark, _rest = value.partition(";")
                own, _mark, held = cookie.partition("=")
                self.cookies[own.strip()] = held
        if reply.header("connection").lower() == "close":
            self.leave()
        return reply

    def leave(self) -> None:
        """Close the connection."""
        if self.streams is not None:
            self.streams[1].close()
            self.streams = None


async def _read(reader: StreamReader) -> Reply:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    lines = (
        line.partition(":") for line in head[1:] if line[:1] in "cClLsStT"
    )  # connection, content-length, location, set-cookie, transfer-
    headers = [(name.lower(), value.strip()) for name, _mark, value in lines if name]
    reply = Reply(int(head[0].split()[1]), headers, b"")
    length = reply.header("content-length")
    if length:
        reply.body = await reader.readexactly(int(length))
    elif reply.header("transfer-encoding").lower() == "chunked":
        while size := int((await reader.readline()).split(b";")[0], 16):
            reply.body += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
    elif reply.header("connection").lower() == "close":
        reply.body = await reader.read()
    return reply


class Crowd:
    """Visitors to one survey, so many at once."""

    def __init__(self, port: int, path: str, *, thanks: str, first: int = 0) -> None:
        self.port, self.path, self.thanks = port, path, thanks.encode()
        self.number = first
        self.form: Form | None = None
        self.answers: list[bytes] = []

    async def flow(self, number: int, timings: Timings) -> None:
        """Walk one visitor through; raise where anything is not as it should be."""
        visitor = Visitor(self.port, number)
        started = time.perf_counter()
        try:
            page = await visitor.ask("GET", self.path)
            _ensure(page, 200)
            if self.form is None:
                self.form = self._learn(read_form(page.body))
            body = urlencode(hidden_fields(page.body)).encode() + b"&" + self.answers[number % DIFFERENT]
            address = urljoin(self.path, self.form.action)
            opened = time.perf_counter()
            reply = await visitor.ask("POST", address, body)
            sent = time.perf_counter()
            _ensure(reply, 302, 303)
            for _step in range(MOST_REDIRECTS):
                address = urljoin(address, _path_of(reply.header("location")))
                reply = await visitor.ask("GET", address)
                if reply.status == 200:
                    break
            _ensure(reply, 200)
            if self.thanks not in reply.body:
                raise WrongAnswerError(f"the page after sending does not say “{self.thanks.decode()}”")
        finally:
            visitor.leave()
        ended = time.perf_counter()
        timings.get.append(opened - started)
        timings.post.append(sent - opened)
        timings.thanks.append(ended - sent)
        timings.flow.append(ended - started)
        timings.reconnected += visitor.connections - 1

    def _learn(self, form: Form) -> Form:
        """Think of the answers beforehand: the visitors share two cores with the servers, and should take little of them."""
        self.answers = [form.answers(answers_of(number, Random(number))) for number in range(DIFFERENT)]  # noqa: S311 -- answers, no secrets
        return form

    async def run(self, *, at_once: int, seconds: float) -> tuple[Timings, float]:
        """Send visitors for so many seconds; return the timings and how long it took until the last of them was gone."""
        timings = Timings()
        started = time.perf_counter()

        async def one_after_another() -> None:
            while time.perf_counter() - started < seconds:
                self.number += 1
                try:
                    await asyncio.wait_for(self.flow(self.number, timings), PATIENCE)
                except (WrongAnswerError, TimeoutError, OSError, EOFError) as fault:
                    words = f"{type(fault).__name__}: {fault}"[:200]
                    timings.failures[words] = timings.failures.get(words, 0) + 1

        await asyncio.gather(*(one_after_another() for _each in range(at_once)))
        return timings, time.perf_counter() - started


def _ensure(reply: Reply, *statuses: int) -> None:
    if reply.status not in statuses:
        raise WrongAnswerError(f"status {reply.status}")


def _path_of(location: str) -> str:
    parts = urlsplit(location)
    return parts.path + (f"?{parts.query}" if parts.query else "")
