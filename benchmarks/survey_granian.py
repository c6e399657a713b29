"""The probe under the server that ours uses, started as `commonshelf serve` starts it: `python -m benchmarks.survey_granian PORT`."""

from __future__ import annotations

import multiprocessing
import sys

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from commonshelf.config.serving import load_pages


def main(port: str) -> None:
    """Serve until told to stop."""
    multiprocessing.set_start_method("spawn")
    server = Server(
        "benchmarks.survey_probe:application",
        address="127.0.0.1",
        port=int(port),
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=1,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
        log_access=False,
    )
    server.serve(target_loader=load_pages)


if __name__ == "__main__":
    main(sys.argv[1])
