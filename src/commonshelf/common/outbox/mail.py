"""Letters: plain text, from the library, with an identity that stays the same however often one is tried."""

from __future__ import annotations

import hashlib
from email.utils import formataddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from commonshelf.common.library.queries import the_library

if TYPE_CHECKING:
    from types import TracebackType

    from commonshelf.common.outbox.models import OutboxMessage


class MailServerAway(Exception):  # noqa: N818 -- says what is so; no letter is to blame
    """No connection to the mail server: no letter was tried."""


def message_id(key: str) -> str:
    """Return the Message-ID of a key: the same at every try, so that a mail server or reader that sees it twice knows it."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def letter_of(message: OutboxMessage) -> EmailMessage:
    """Write the letter of a message of kind `mail`."""
    payload: dict[str, Any] = message.payload
    headers = {
        "Message-ID": message_id(message.key),
        "Content-Language": payload["language"],
        "Auto-Submitted": "auto-generated",
        **payload.get("headers", {}),
    }
    sender = formataddr((the_library().name, settings.DEFAULT_FROM_EMAIL))
    subject = " ".join(str(payload["subject"]).split())  # a line break in a header would be refused
    return EmailMessage(subject=subject, body=payload["body"], from_email=sender, to=[payload["to"]], headers=headers)


def was_refused(error: Exception) -> bool:
    """Tell whether the mail server said no. Anything else (a lost connection, no answer in time) leaves it open whether it has the letter."""
    return isinstance(error, SMTPResponseException | SMTPRecipientsRefused)


class Postman:
    """One connection to the mail server for many letters, opened at the first and opened anew after a fault."""

    def __init__(self) -> None:
        self._connection: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.hang_up()

    def reach(self) -> None:
        """Make sure that the mail server answers, before any letter is marked as handed over."""
        if self._connection is not None:
            return
        connection = get_connection()
        try:
            connection.open()
        except (OSError, SMTPException) as error:
            raise MailServerAway(str(error) or type(error).__name__) from error
        self._connection = connection

    def send(self, letter: EmailMessage) -> None:
        """Hand one letter over."""
        letter.connection = self._connection
        try:
            letter.send()
        except BaseException:
            self.hang_up()
            raise

    def hang_up(self) -> None:
        """End the connection; the next letter opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except (OSError, SMTPException):
                return  # it was gone already, and every letter's fate is known by now
