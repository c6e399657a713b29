from __future__ import annotations

import datetime as dt
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.library.models import Library
from commonshelf.common.outbox.actions import post_message
from commonshelf.common.outbox.delivery import deliver_due
from commonshelf.common.outbox.mail import message_id
from commonshelf.common.outbox.models import OutboxMessage

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


class Moody(EmailBackend):
    """A mail server whose answers are set by the test."""

    at_the_door: Exception | None = None
    after_the_letter: Exception | None = None

    def open(self):
        if self.at_the_door:
            raise self.at_the_door

    def send_messages(self, messages):
        sent = super().send_messages(messages)
        if self.after_the_letter:
            raise self.after_the_letter
        return sent


@pytest.fixture
def moody(settings, db):
    settings.EMAIL_BACKEND = f"{__name__}.Moody"
    settings.DEFAULT_FROM_EMAIL = "desk@library.example"
    Library.objects.create(pk=1, name="Bibliothèque")
    Moody.at_the_door = Moody.after_the_letter = None
    with clock_set_to(NOON):
        yield Moody


def post(key="k", **more):
    words = {"to": f"{key}@example.org", "subject": "Bonjour", "body": "Un mot.", "language": "fr", **more}
    return post_message(key=key, kind="mail", payload=words)


def state_of(message):
    message.refresh_from_db()
    return message.state, message.attempts


def test_letter_is_plain_text_from_the_library_in_its_language(moody):
    post(subject="Two\nlines", headers={"List-Unsubscribe": "<https://library.example/u/x/>"})
    assert deliver_due(NOON).delivered == 1
    letter = mail.outbox[0]
    sent = letter.message()
    assert (letter.subject, letter.body, letter.to) == ("Two lines", "Un mot.", ["k@example.org"])
    assert (sent["From"], sent.get_content_type()) == ("=?utf-8?q?Biblioth=C3=A8que?= <desk@library.example>", "text/plain")
    assert (sent["Content-Language"], sent["List-Unsubscribe"]) == ("fr", "<https://library.example/u/x/>")
    assert sent["Message-ID"] == message_id("k")
    assert message_id("k").endswith("@library.example>")


def test_absent_mail_server_postpones_every_letter_and_counts_against_none(moody):
    moody.at_the_door = ConnectionRefusedError("nobody there")
    first, second = post("a"), post("b")
    assert deliver_due(NOON).as_dict() == {"delivered": 0, "failed": 0, "given_up": 0, "postponed": 1, "sent_again": 0}
    assert (state_of(first), state_of(second)) == (("waiting", 0), ("waiting", 0))
    assert second.last_error == "The mail server could not be reached: nobody there"
    assert deliver_due(NOON).handled == 0
    moody.at_the_door = None
    assert deliver_due(NOON + MINUTE).delivered == 2


def test_letter_whose_fate_is_unknown_goes_again_under_the_same_identity(moody):
    message = post()
    moody.after_the_letter = SMTPServerDisconnected("gone")
    assert deliver_due(NOON).failed == 1
    assert state_of(message) == ("sending", 1)
    moody.after_the_letter = None
    assert deliver_due(NOON + MINUTE).as_dict() == {"delivered": 1, "failed": 0, "given_up": 0, "postponed": 0, "sent_again": 1}
    assert [letter.message()["Message-ID"] for letter in mail.outbox] == [message_id("k")] * 2
    assert state_of(message) == ("delivered", 2)


def test_letter_that_was_refused_leaves_no_doubt(moody):
    message = post()
    moody.after_the_letter = SMTPDataError(451, b"later, please")
    assert deliver_due(NOON).failed == 1
    assert state_of(message) == ("waiting", 1)
    moody.after_the_letter = None
    assert deliver_due(NOON + MINUTE).sent_again == 0
    assert OutboxMessage.objects.get().state == "delivered"


def test_delivered_letter_forgets_whom_it_went_to_and_what_it_said(moody):
    message = post()
    assert deliver_due(NOON).delivered == 1
    message.refresh_from_db()
    assert (message.key, message.kind, message.delivered_at, message.payload) == ("k", "mail", NOON, {})
    assert (post(), deliver_due(NOON).handled, len(mail.outbox)) == (message, 0, 1)


def test_letter_that_waits_keeps_its_words_and_masks_the_address_in_its_error(moody):
    message = post()
    moody.after_the_letter = SMTPRecipientsRefused({"k@example.org": (450, b"try again")})
    assert deliver_due(NOON).failed == 1
    message.refresh_from_db()
    assert message.payload["to"] == "k@example.org"
    assert message.last_error == "SMTPRecipientsRefused: {'[@ …]': (450, b'try again')}"


def test_letter_given_up_is_forgotten_too(moody):
    message = post(good_until=(NOON - MINUTE).isoformat())
    assert deliver_due(NOON).given_up == 1
    message.refresh_from_db()
    assert (message.state, message.last_error, message.payload) == ("given_up", "expired", {})
