"""Answers somebody goes on with later, and how far those came who have not sent anything.

A draft is sealed with a key made from the code that only its owner has; the library keeps a digest of the code, and can read nothing of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID, uuid5

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import today
from commonshelf.common.dates.weeks import this_week
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.receipts.codes import code_for, digest_of
from commonshelf.path.voices.surveys.models import Attempt, Draft, Survey
from commonshelf.path.voices.surveys.queries import is_open
from commonshelf.path.voices.surveys.terms import SURVEY_CLOSED
from commonshelf.path.voices.surveys.terms.drafting import DRAFT_UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User
    from commonshelf.path.voices.surveys.queries.answering import Asked

NONCE = 12
DAYS_KEPT = 30
LONGEST_PLACE = 240
_MEANT = str.maketrans("ILO", "110")


class KeptDraft(NamedTuple):
    """The code a draft is opened with, and the last day on which it is there."""

    code: str
    last_day: dt.date


class OpenedDraft(NamedTuple):
    """The survey of a draft, the key of the version it answers, and what was kept of its answers."""

    survey: Survey
    version: int
    held: dict[str, Any]


def code_of_draft(sent_once: UUID) -> str:
    """Return the code of the draft of one sending: saved again, it keeps its code. From what a response keeps nobody can make it."""
    return code_for(uuid5(sent_once, "draft"))


def keep_draft(*, asked: Asked, sent_once: UUID, held: Mapping[str, Any], by: User | AnonymousUser) -> KeptDraft:
    """Seal what was answered so far, until the survey closes and for thirty days at most."""
    ensure_may(by, "surveys.submit_response")
    if not is_open(asked.survey):
        raise Refusal(SURVEY_CLOSED)
    code = code_of_draft(sent_once)
    closing = timezone.localdate(asked.survey.closes_at - dt.timedelta(seconds=1))
    last_day = min(today() + dt.timedelta(days=DAYS_KEPT), closing)
    nonce = os.urandom(NONCE)
    sealed = nonce + ChaCha20Poly1305(_key_of(code)).encrypt(nonce, json.dumps(held).encode(), None)
    with transaction.atomic():
        Draft.objects.update_or_create(
            code_digest=digest_of(code), defaults={"questionnaire_id": asked.questionnaire_id, "sealed": sealed, "ends_on": last_day}
        )
    return KeptDraft(code, last_day)


def open_draft(*, code: str) -> OpenedDraft:
    """Return what a draft holds; refuse a code nobody was given, or whose time is over. The draft stays until it is sent."""
    found = Draft.objects.select_related("questionnaire__survey").filter(code_digest=digest_of(code), ends_on__gte=today()).first()
    if found is None:
        raise Refusal(DRAFT_UNKNOWN)
    sealed = bytes(found.sealed)
    try:
        held = json.loads(ChaCha20Poly1305(_key_of(code)).decrypt(sealed[:NONCE], sealed[NONCE:], None))
    except InvalidTag:  # the secret of the house was changed since
        raise Refusal(DRAFT_UNKNOWN) from None
    return OpenedDraft(found.questionnaire.survey, found.questionnaire_id, held)


def forget_draft(*, sent_once: UUID) -> None:
    """Delete the draft of what was sent."""
    Draft.objects.filter(code_digest=digest_of(code_of_draft(sent_once))).delete()


def forget_drafts() -> int:
    """Delete the drafts whose day is over; return how many went."""
    gone, _each = Draft.objects.filter(ends_on__lt=today()).delete()
    return gone


def keep_attempt(*, asked: Asked, attempt: UUID, language: str, mode: str, furthest: str) -> None:
    """Note how far somebody has come: the place, and no answer."""
    told = {"language": language, "mode": mode, "furthest": furthest[:LONGEST_PLACE], "wave_id": asked.wave_id}
    if not Attempt.objects.filter(pk=attempt, questionnaire=asked.questionnaire_id).update(**told):
        Attempt.objects.get_or_create(pk=attempt, defaults={**told, "questionnaire_id": asked.questionnaire_id, "week": this_week()})


def _key_of(code: str) -> bytes:
    """Return the key of a draft, however its code was typed. The secret of the house goes into it, so that a stolen backup cannot be tried out."""
    written = re.sub(r"[\s-]", "", code).upper().translate(_MEANT)
    return hmac.new(settings.SECRET_KEY.encode(), f"draft seal {written}".encode(), hashlib.sha256).digest()
