"""`commonshelf serve`: the pages, with the worker beside them."""

from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING

from django.db import connections

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.config.health import pending_migrations
from commonshelf.config.staff_terms import DATABASE_NOT_READY, PORT_TAKEN

if TYPE_CHECKING:
    import argparse
    from typing import NoReturn

    from commonshelf.config.commands.outcome import Outcome


def add_words(parser: argparse.ArgumentParser) -> None:
    """Say what may stand behind the command."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to answer on (127.0.0.1: this machine alone)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2, help="how many processes answer")
    parser.add_argument("--no-worker", action="store_true", help="the pages alone: commonshelf worker runs elsewhere")


def run(words: argparse.Namespace) -> Outcome:
    """Refuse what cannot be served, then become the server."""
    ensure_ready()
    ensure_port_free(words.host, words.port)
    start_serving(words.host, words.port, workers=words.workers, with_worker=not words.no_worker, as_json=words.json)


def ensure_ready() -> None:
    """Refuse to run on a database that is not up to date."""
    pending = pending_migrations()
    if pending:
        raise Refusal(DATABASE_NOT_READY, count=len(pending))


def ensure_port_free(host: str, port: int) -> None:
    """Refuse a port on which another program answers, before anything is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise Refusal(PORT_TAKEN, host=host, port=port) from None


def start_serving(host: str, port: int, *, workers: int = 2, with_worker: bool = True, as_json: bool = False) -> NoReturn:
    """Replace this process by the server's, which needs nothing of Django itself and so stays small."""
    connections.close_all()
    sys.stdout.flush()
    os.environ.setdefault("COMMONSHELF_BASE_URL", f"http://{host}:{port}")
    words = [host, str(port), str(workers), "worker" if with_worker else "alone", "json" if as_json else "words"]
    os.execv(sys.executable, [sys.executable, "-m", "commonshelf.config.serving", *words])  # noqa: S606 -- our own program, no shell
