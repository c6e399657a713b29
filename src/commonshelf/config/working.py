"""The worker: one process that posts the chores of the day, delivers what is due, and shows that it is alive."""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from threading import Event
from typing import TYPE_CHECKING

from django.db import DatabaseError, connections

from commonshelf.common.outbox.actions import end_pulse, post_chores, show_pulse
from commonshelf.common.outbox.delivery import deliver_due

if TYPE_CHECKING:
    from types import FrameType

logger = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between two looks at an empty outbox
PULSE_EVERY = 20.0
AT_ONCE = 50  # so that a long queue does not keep the worker from showing its pulse
DATABASE_PAUSE = 5.0


def work(*, beside: int = 0, until_empty: bool = False) -> int:
    """Deliver until told to stop, and return how many messages were delivered. With `beside`, end when that parent process has."""
    stop = Event()

    def please_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, please_stop)
    name, delivered, heard = f"{socket.gethostname()}:{os.getpid()}", 0, 0.0
    while not stop.is_set() and not (beside and os.getppid() != beside):
        try:
            if time.monotonic() - heard > PULSE_EVERY or not heard:
                show_pulse(worker=name)
                heard = time.monotonic()
                post_chores()
            report = deliver_due(limit=AT_ONCE)
        except DatabaseError:
            logger.exception("The worker lost its database; it looks again in %s seconds.", DATABASE_PAUSE)
            connections.close_all()
            stop.wait(DATABASE_PAUSE)
            continue
        delivered += report.delivered
        if until_empty and not report.handled:
            break
        if report.handled < AT_ONCE:
            stop.wait(PAUSE)
    end_pulse(worker=name)
    return delivered
