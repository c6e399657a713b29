"""Reading what a survey promises about who answered, and how sure it is that nobody answers twice."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from commonshelf.common.receipts.codes import digest_of
from commonshelf.common.text.fields import LANGUAGE_CODES, in_language
from commonshelf.path.voices.surveys.models import Credential
from commonshelf.path.voices.surveys.terms.once import GUARDIAN_PROMISE, PROMISES

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commonshelf.path.voices.surveys.models import Survey, Wave


def promise_of(survey: Survey) -> str:
    """Return what the survey promises, in the reader's language. Once it is open, these are the words of the day on which it opened."""
    return in_language(survey.promise) if survey.promise else _promise_made_of(survey)


def promise_in_each_language(survey: Survey) -> dict[str, str]:
    """Return the promise as the survey's settings make it, in every language that residents read."""
    promises = {}
    for code in LANGUAGE_CODES:
        with translation.override(code):
            promises[code] = _promise_made_of(survey)
    return promises


def _promise_made_of(survey: Survey) -> str:
    sentences = [str(PROMISES[survey.access, survey.for_children])]
    if survey.guardian_consent:
        sentences.append(str(GUARDIAN_PROMISE))
    return " ".join(sentences)


def newest_wave(survey: Survey) -> QuerySet[Wave]:
    """Return the wave that is the survey's own now, as a query of at most one row that other queries may hold. One from a file never is."""
    return survey.waves.filter(file=None).order_by("-number")[:1]


def credential_of(code: str) -> Credential | None:
    """Return the credential of a code, however it was typed."""
    return Credential.objects.select_related("survey", "wave").filter(code_digest=digest_of(code)).first()


def digest_of_token(token: str) -> str:
    """Return what is kept of a token. Without the secret of the house nobody can try tokens against it."""
    return hmac.new(settings.SECRET_KEY.encode(), f"survey token {token}".encode(), hashlib.sha256).hexdigest()
