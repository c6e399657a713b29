"""Changing the library's own settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.library.queries import the_library
from commonshelf.common.library.terms import LOWEST_THRESHOLD, NUMBER_OUT_OF_RANGE, THRESHOLD_TOO_LOW
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_text

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User
    from commonshelf.common.library.models import Library

MOST_DAYS = 3650
HIGHEST_THRESHOLD = 1000
SETTINGS = ("suppression_threshold", "registration_days_kept", "answer_within_days")


def describe_library(
    *,
    name: str,
    postal_address: str,
    by: User | AnonymousUser,
    suppression_threshold: int | None = None,
    registration_days_kept: int | None = None,
    answer_within_days: int | None = None,
) -> Library:
    """Say what the library is called, where it is and how it wants things done. What is left out stays as it is."""
    ensure_may(by, "library.describe_library")
    if suppression_threshold is not None and not LOWEST_THRESHOLD <= suppression_threshold <= HIGHEST_THRESHOLD:
        raise Refusal(THRESHOLD_TOO_LOW, lowest=LOWEST_THRESHOLD)
    for days in (registration_days_kept, answer_within_days):
        if days is not None and not 1 <= days <= MOST_DAYS:
            raise Refusal(NUMBER_OUT_OF_RANGE, number=days, highest=MOST_DAYS)
    told = dict(zip(SETTINGS, (suppression_threshold, registration_days_kept, answer_within_days), strict=True))
    with transaction.atomic():
        library = the_library()
        was = {setting: getattr(library, setting) for setting in SETTINGS}
        library.name = clean_text(name, limit=120)
        library.postal_address = clean_text(postal_address, limit=240) if postal_address.strip() else ""
        for setting, value in told.items():
            setattr(library, setting, was[setting] if value is None else value)
        library.save()
        changed = {setting: [was[setting], value] for setting, value in told.items() if value not in (None, was[setting])}
        log_action(by=by, action="describe_library", thing=library, **changed)
    return library
