"""What the tests of signing in share: reading the mail, and an authenticator app."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from commonshelf.common.accounts.models import User

SECRET = "JBSWY3DPEHPK3PXP"
PASSWORD = "four plain words here"


def newest_mail() -> dict:
    """Return what the newest letter in the outbox says."""
    from commonshelf.common.outbox.models import OutboxMessage  # noqa: PLC0415 -- needs Django's apps

    return OutboxMessage.objects.filter(kind="mail").latest("pk").payload


def mailed_code() -> str:
    """Return the code in the newest letter: it stands alone in the third line."""
    return newest_mail()["body"].splitlines()[2]


def app_code(secret: str = SECRET) -> str:
    """Return the six digits that an authenticator app shows now."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value  # noqa: PLC0415 -- needs Django's apps

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    """Forget what earlier tests did: a test with a real browser leaves its rows behind."""
    from django.core.cache import cache  # noqa: PLC0415 -- after the settings

    cache.clear()


@pytest.fixture
def ada(db: None) -> User:
    """The administrator, with a password and an authenticator app."""
    from allauth.mfa.totp.internal.auth import TOTP  # noqa: PLC0415 -- needs Django's apps

    from commonshelf.common.accounts.actions import make_first_administrator  # noqa: PLC0415 -- needs Django's apps

    user = make_first_administrator(email="ada@example.org", name="Ada", password=PASSWORD)
    TOTP.activate(user, SECRET)
    return user


@pytest.fixture
def letters() -> object:
    """Read the mail: letters.newest(), letters.code(); and the app on the phone: letters.app()."""

    class Letters:
        newest = staticmethod(newest_mail)
        code = staticmethod(mailed_code)
        app = staticmethod(app_code)
        password = PASSWORD

    return Letters()
