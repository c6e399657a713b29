"""A browser's session, read with that browser's own cookie alone.

Sessions hold receipt codes, and of those who signed in also who they are. In Django's own table both lie open, beside the second
they were written: whoever reads the database, or a backup of it, could join a voice to a moment and to a person. Here a row is
found by a digest of the cookie, its words are sealed with a key made from the cookie, and it says on which day it ends, not when.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import os
import time
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

if TYPE_CHECKING:
    from django.contrib.sessions.base_session import AbstractBaseSession

NONCE = 12
# Many speak at one of the library's own computers: who sits down next must not find their code. Time enough to write a long answer.
NOBODY_STAYS = 60 * 60
LONGEST_KEY = 40


class SessionStore(db.SessionStore):
    """Sealed sessions. The house serves WSGI: only the plain methods are here, not their async twins."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing once its time is over, or where cookie and row do not belong together."""
        key = self._session_key
        row = self.model.objects.filter(session_key=_row_of(key)).first() if key else None
        held = self._opened(row, key) if row is not None and key else None
        if held is None or held["until"] <= time.time():
            self._session_key = None
            return {}
        return dict(held["words"])

    def exists(self, session_key: str | None = None) -> bool:
        """Say whether there is a row for this cookie."""
        return bool(session_key) and super().exists(_row_of(session_key or ""))

    def delete(self, session_key: str | None = None) -> None:
        """Delete the row of this cookie, or of the session's own."""
        key = session_key or self.session_key
        if key:
            super().delete(_row_of(key))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """Return the sealed row."""
        key = self._get_or_create_session_key()  # type: ignore[attr-defined]  # Django's own name, which the stubs leave out
        words = self.serializer().dumps({"until": time.time() + self.get_expiry_age(), "words": data})
        nonce = os.urandom(NONCE)
        sealed = nonce + ChaCha20Poly1305(_seal_of(key)).encrypt(nonce, words, None)
        end = self.get_expiry_date() + dt.timedelta(days=1)
        return self.model(
            session_key=_row_of(key),
            session_data=base64.b64encode(sealed).decode(),
            expire_date=end.replace(hour=0, minute=0, second=0, microsecond=0),
        )

    def get_session_cookie_age(self) -> int:
        """Return how long a session lasts after its last change: a working day for who signed in, an hour for nobody."""
        return settings.SESSION_COOKIE_AGE if SESSION_KEY in self else NOBODY_STAYS

    def _opened(self, row: AbstractBaseSession, key: str) -> dict[str, Any] | None:
        sealed = base64.b64decode(row.session_data)
        try:
            words = ChaCha20Poly1305(_seal_of(key)).decrypt(sealed[:NONCE], sealed[NONCE:], None)
        except InvalidTag:
            return None
        held: dict[str, Any] = self.serializer().loads(words)
        return held


def _keyed(purpose: str, key: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), f"session {purpose} {key}".encode(), hashlib.sha256).digest()


def _row_of(key: str) -> str:
    """Return under which key a row is kept. Nobody can make a cookie from it."""
    return _keyed("row", key).hex()[:LONGEST_KEY]


def _seal_of(key: str) -> bytes:
    return _keyed("seal", key)
