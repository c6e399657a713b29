"""A topic, and a real mail server on loopback that keeps what arrives."""

from __future__ import annotations

import re
import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.library.actions import describe_library
from commonshelf.common.outbox.delivery import deliver_due
from commonshelf.telling.letters import actions
from commonshelf.telling.letters.queries import CONFIRM, token_for

NOBODY = AnonymousUser()


class Letterbox:
    """What arrived, as (recipients of the envelope, message)."""

    def __init__(self):
        self.came = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 -- aiosmtpd's name for it
        self.came.append((list(envelope.rcpt_tos), message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"

    def fetch(self):
        """Let the worker deliver what is due, and return what is here now."""
        deliver_due()
        return self.came

    @staticmethod
    def link_in(message):
        return re.search(r"https?://[^/]+(/\S+)", message.get_content())[1]


@pytest.fixture
def letterbox(settings, db):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    box = Letterbox()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.BASE_URL = "https://shelf.library.example"
    yield box
    server.stop()


@pytest.fixture
def topic(bao, the_administrator):
    describe_library(name="Riverbend Library", postal_address="1 River Street", by=the_administrator)
    return actions.add_topic(slug="whats-on", name={"en": "What is on", "es": "Qué hay", "ar": "ما يجري"}, by=bao)


@pytest.fixture
def reader_of(topic):
    """Somebody who asked and confirmed."""

    def confirmed(address="elena@example.org", *, language="en", of=None):
        asked = actions.subscribe(address=address, topic=of or topic, language=language, by=NOBODY)
        return actions.confirm_subscription(token=token_for(asked, CONFIRM))

    return confirmed


@pytest.fixture
def letter(topic, bao):
    words = {"en": "Come on Tuesday.\nBring a friend.", "es": "Ven el martes."}
    return actions.write_letter(topic=topic, subject={"en": "May", "es": "Mayo"}, body=words, by=bao)
