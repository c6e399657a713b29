"""Text from residents is hostile until it has been through here. Links in it are never fetched."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import EMAIL_UNREADABLE, TEXT_EMPTY, TEXT_TOO_LONG

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_VOICE = 10_000
LONGEST_ADDRESS = 254
# Direction overrides and isolates can make a line read as something it is not; control characters break exports.
_DIRECTION_MARKS = dict.fromkeys([0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069])
# It begins where a word begins: from the middle of a long one it would look again and again, and hold up everybody else.
_DIGIT, _PLUS = re.compile(r"\d"), re.compile("[+\uff0b]")
_MAIL_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE_MASK = "[☎ …]"
MAIL_MASK = "[@ …]"


def clean_text(text: str, *, limit: int = LONGEST_VOICE) -> str:
    """Return `text` composed (NFC), without control characters and direction overrides; line breaks stay. Refuse none and too much."""
    if len(text) > limit:
        raise Refusal(TEXT_TOO_LONG, length=f"{len(text):,}", limit=f"{limit:,}")
    composed = unicodedata.normalize("NFC", text).translate(_DIRECTION_MARKS).replace("\r\n", "\n")
    kept = composed
    if not composed.isprintable():  # most texts are, and need no look at each letter
        kept = "".join(mark for mark in composed if mark in "\n\t" or unicodedata.category(mark) not in {"Cc", "Cs", "Co", "Cn"})
    if not kept.strip():
        raise Refusal(TEXT_EMPTY)
    return kept.strip()


def clean_line(text: str, *, limit: int) -> str:
    """Return what stands on one line, such as a name: clean, and each run of spaces and line breaks is one space."""
    return " ".join(clean_text(text, limit=limit).split())


def clean_address(address: str) -> str:
    """Return a mail address in small letters, as the house keeps it; refuse what is none. So nothing in it can break a mail header."""
    small = address.strip().lower()
    try:
        validate_email(small)
    except ValidationError:
        raise Refusal(EMAIL_UNREADABLE, email=small[:80]) from None
    if len(small) > LONGEST_ADDRESS:
        raise Refusal(EMAIL_UNREADABLE, email=small[:80])
    return small


def clean_translations(texts: Mapping[str, str], *, limit: int = LONGEST_VOICE) -> dict[str, str]:
    """Return what staff wrote in several languages, each cleaned; a language left empty is left out. Refuse a text that has none."""
    cleaned = {code: clean_text(words, limit=limit) for code, words in texts.items() if words.strip()}
    if not cleaned:
        raise Refusal(TEXT_EMPTY)
    return cleaned


def mask_contacts(text: str, *, region: str = "US") -> str:
    """Return `text` with phone numbers and mail addresses of people masked: a voice needs neither, so neither is kept."""
    masked = _MAIL_ADDRESS.sub(MAIL_MASK, text)
    if len(_DIGIT.findall(masked)) < _fewest_digits(region) and not _PLUS.search(masked):
        return masked  # most texts end here: looking for a number takes longer than all the rest
    for match in sorted(
        phonenumbers.PhoneNumberMatcher(masked, region, leniency=phonenumbers.Leniency.POSSIBLE), key=lambda found: -found.start
    ):
        masked = masked[: match.start] + PHONE_MASK + masked[match.end :]
    return masked


@lru_cache
def _fewest_digits(region: str) -> int:
    """Return how many digits the shortest number has that is dialled within a region. One that begins with a plus may have fewer."""
    known = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    told = known.general_desc if known else None
    return min((*told.possible_length, *told.possible_length_local_only), default=1) if told else 1
