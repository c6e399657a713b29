"""The server's own process: granian's web processes, and one worker that is started again if it dies.

It imports no Django, so that it stays small, and it is what Ctrl-C, SIGTERM and a service manager talk to.
"""

from __future__ import annotations

import ctypes
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from importlib import import_module
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from commonshelf.config.environment import environment
from commonshelf.config.home_lock import hold_home

PR_SET_PDEATHSIG = 1  # from Linux's sys/prctl.h
LONG_ENOUGH = 60.0  # seconds after which a worker counts as having run well
LONGEST_PAUSE = 30.0
PATIENCE = 20.0  # a letter that is being handed over may end


class WorkerKeeper:
    """Keeps one worker process alive until it is told to stop."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="worker-keeper", daemon=True)

    def start(self) -> None:
        """Start the worker, and watch it."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the worker to end; insist after a while."""
        self._stop.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
        self._thread.join(PATIENCE)

    def _keep(self) -> None:
        command = [sys.executable, "-m", "commonshelf.config.command_line", "worker", "--beside", str(os.getpid())]
        pause = 1.0
        while not self._stop.is_set():
            started = time.monotonic()
            self._process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own command
            code = self._process.wait()
            if self._stop.is_set():
                return
            pause = 1.0 if time.monotonic() - started > LONG_ENOUGH else min(pause * 2, LONGEST_PAUSE)
            sys.stderr.write(f"The worker stopped (exit {code}); it is started again in {pause:.0f} seconds.\n")
            self._stop.wait(pause)


def main(host: str, port: str, workers: str, beside: str, voice: str) -> int:
    """Serve until told to stop."""
    lock = hold_home(environment().home.resolve())
    if lock is None:
        sys.stderr.write("A restore is using the home folder; serve again when it is done.\n")
        return 1
    # A fork would copy the open ends of whatever the keeper's thread is just starting, which then waits for ever.
    multiprocessing.set_start_method("spawn")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # every process does one thing at a time; spinning threads cost the others
    server = Server(
        "commonshelf.config.wsgi:application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=1,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
        log_access=False,  # who opened which page at which minute is nobody's business
    )
    keeper = WorkerKeeper()
    if beside == "worker":
        server.on_startup(keeper.start)
        server.on_shutdown(keeper.stop)
    address = f"http://{host}:{port}/"
    sys.stdout.write((json.dumps({"ok": True, "serving": address}) if voice == "json" else f"Commonshelf answers on {address}") + "\n")
    sys.stdout.flush()
    with lock:
        server.serve(target_loader=load_pages)
    return 0


def load_pages(target: str) -> Any:
    """Load the pages in a web process of granian's. On Linux it ends when the server's own process is killed, and leaves the port free."""
    parent = multiprocessing.parent_process()
    if sys.platform == "linux" and parent is not None:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent.pid:  # it died before we had asked
            sys.exit(1)
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
