"""What the crash tests run in processes of their own: `python crash_program.py post|work|pass|state`, on the database of its environment."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from threading import Event

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "commonshelf.config.settings"
django.setup()

from commonshelf.common.dates.clock import now  # noqa: E402 -- after Django's apps
from commonshelf.common.log.models import LogEntry  # noqa: E402 -- after Django's apps
from commonshelf.common.outbox.actions import post_message  # noqa: E402 -- after Django's apps
from commonshelf.common.outbox.delivery import delivers  # noqa: E402 -- after Django's apps
from commonshelf.common.outbox.models import OutboxMessage  # noqa: E402 -- after Django's apps
from commonshelf.config.working import work  # noqa: E402 -- after Django's apps

IN_THE_MIDDLE = Path(os.environ["COMMONSHELF_HOME"]) / "in-the-middle"


@delivers("test.entry")
def write_entry(*, key, payload):
    """Write one row; the first time it is asked for the slow one, stay in the middle of it until killed."""
    LogEntry.objects.create(action="test.entry", thing="test", thing_id=key)
    if payload["slow"] and not IN_THE_MIDDLE.exists():
        IN_THE_MIDDLE.touch()
        Event().wait(120)


def main(step, count):
    if step == "post-letters":
        for number in range(count):
            words = {"to": f"r{number}@example.org", "subject": f"Letter {number}", "body": "Words.", "language": "en"}
            post_message(key=f"letter:{number}", kind="mail", payload=words)
    elif step == "post-entries":
        for number in range(count):
            post_message(key=f"entry:{number}", kind="test.entry", payload={"slow": number == count // 2})
    elif step == "work":
        work(until_empty=True)
    elif step == "state":
        messages = OutboxMessage.objects.filter(kind__in=["mail", "test.entry"]).order_by("pk")
        entries = LogEntry.objects.filter(action="test.entry").order_by("thing_id").values_list("thing_id", flat=True)
        told = {message.key: [message.state, message.attempts] for message in messages}
        sys.stdout.write(json.dumps({"messages": told, "entries": list(entries)}))
        OutboxMessage.objects.filter(leased_until__isnull=False).update(leased_until=now())  # as if five minutes had passed


main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
