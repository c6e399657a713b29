from __future__ import annotations

import base64
import hashlib
import math
from typing import TYPE_CHECKING

from commonshelf.questionnaire.expressions.errors import WrongArgumentsError, did_you_mean
from commonshelf.questionnaire.expressions.functions.entry import Function

if TYPE_CHECKING:
    from commonshelf.questionnaire.expressions.environment import Given

ALGORITHMS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}
ENCODINGS = ("base64", "hex")
LONGEST_UUID = 512


def _digest(given: Given) -> str:
    """Return a digest. A code of a form may lean on MD5; nothing of the house's safety does."""
    algorithm, encoding = given.text(1), given.text(2, "base64")
    for word, known in ((algorithm, list(ALGORITHMS)), (encoding, list(ENCODINGS))):
        if word not in known:
            raise WrongArgumentsError(
                f"digest() knows no “{word}”", did_you_mean(word, known, otherwise=f"Use one of: {', '.join(known)}.")
            )
    made = hashlib.new(ALGORITHMS[algorithm], given.text(0).encode(), usedforsecurity=False).digest()
    return made.hex() if encoding == "hex" else base64.b64encode(made).decode()


def _decode(given: Given) -> str:
    """Return the text that was encoded; nothing when it was not."""
    try:
        return base64.b64decode("".join(given.text(0).split()), validate=True).decode("utf-8", "replace")
    except ValueError:  # also of letters that no such text has
        return ""


def _uuid(given: Given) -> str:
    """Return a random UUID of version 4, or so many random digits and letters."""
    chance = given.context.run.environment.chance
    if not len(given):
        digits = [f"{math.floor(chance() * 16):x}" for _each in range(32)]
        digits[12], digits[16] = "4", f"{int(digits[16], 16) % 4 + 8:x}"
        text = "".join(digits)
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
    wanted = given.number(0)
    if not 0 <= wanted <= LONGEST_UUID:
        raise WrongArgumentsError("uuid() wants a number of characters", f"Give it a number from 1 to {LONGEST_UUID}, or none.")
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    return "".join(letters[math.floor(chance() * len(letters))] for _each in range(int(wanted)))


SECRETS = {"digest": Function(_digest, 2, 3), "base64-decode": Function(_decode, 1, 1), "uuid": Function(_uuid, 0, 1)}
