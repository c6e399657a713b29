"""Receipt codes: twelve signs that a person can read out on the phone. 32^12 = 10^18 codes, so guessing finds none."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from uuid import UUID

# Crockford's base 32: no I, L, O, U, so that nothing is misread; what people write instead is read as what they meant.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans({"I": "1", "L": "1", "O": "0"})
SIGNS_IN_CODE = 12


def _keyed(purpose: str, words: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), f"receipt {purpose} {words}".encode(), hashlib.sha256).digest()


def code_for(sent_once: UUID) -> str:
    """Return the code of one sending, as it is shown: ABCD-EFGH-JKMN."""
    number = int.from_bytes(_keyed("code", str(sent_once)), "big")
    signs = "".join(SIGNS[(number >> (5 * place)) & 31] for place in range(SIGNS_IN_CODE))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def digest_of(code: str) -> str:
    """Return what is kept of a code, however it was typed: spaces, dashes, small letters and O for 0 do not matter."""
    signs = re.sub(r"[\s-]", "", code).upper().translate(_MEANT)
    return _keyed("digest", signs).hex()
