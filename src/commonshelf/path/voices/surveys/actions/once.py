"""Anonymous yet once: a credential is exchanged for a token that nothing ties to it, and the token is used up with the response.

docs/decisions/0008-anonymous-yet-once.md says what is kept apart, and what could still be told by whom.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys.models import Credential, Token
from commonshelf.path.voices.surveys.queries import is_open
from commonshelf.path.voices.surveys.queries.once import credential_of, digest_of_token, newest_wave, promise_in_each_language
from commonshelf.path.voices.surveys.terms.once import (
    INVITATION_OVER,
    INVITATION_UNKNOWN,
    INVITATION_USED,
    TOKEN_MISSING,
    TOKEN_USED,
)

if TYPE_CHECKING:
    from commonshelf.path.voices.surveys.models import Survey

TOKEN_BYTES = 32


def new_token() -> str:
    """Return a token. It is worth nothing until a credential was spent for it."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def take_up_credential(*, code: str, token: str = "") -> str:
    """Spend a credential and return the token it is exchanged for: `token`, where the page made one before, else a new one.

    The same exchange asked for again (a double click, an answer that never arrived) gives the same token. Which credential a token
    came from is written nowhere, and the exchange leaves no line in the log.
    """
    token = token or new_token()
    credential = credential_of(code)
    if credential is None:
        raise Refusal(INVITATION_UNKNOWN)
    if not is_open(credential.survey) or credential.wave != newest_wave(credential.survey).first():
        raise Refusal(INVITATION_OVER)
    with transaction.atomic():
        # How often they were written to goes with it: it would say before which day they answered.
        spent = Credential.objects.filter(pk=credential.pk, spent=False).update(spent=True, reminders=0, written_on=None)
        if spent and Token.objects.filter(digest=digest_of_token(token)).exists():
            raise Refusal(TOKEN_USED)  # a page that was left open from the invitation before; this one stays unspent
        if spent:
            Token.objects.create(survey=credential.survey, wave=credential.wave, digest=digest_of_token(token))
        elif not Token.objects.filter(survey=credential.survey, digest=digest_of_token(token), used=False).exists():
            raise Refusal(INVITATION_USED)
    return token


def use_token(*, survey: Survey, token: str) -> None:
    """Use up a token, inside the transaction that keeps the response. Whether this sending was kept before is asked earlier, by `sent_once`.

    A token of an earlier wave is good for nothing: its owner may have been invited to this one too.
    """
    if not token:
        raise Refusal(TOKEN_MISSING)
    ours = Token.objects.filter(survey=survey, wave__in=newest_wave(survey), digest=digest_of_token(token))
    if not ours.filter(used=False).update(used=True):
        raise Refusal(TOKEN_USED if ours.exists() else TOKEN_MISSING)


def freeze_promise(*, survey: Survey) -> None:
    """Keep the promise in every language, inside the transaction that opens the survey. From then on `promise_of` reads these words."""
    survey.promise = promise_in_each_language(survey)
    survey.save(update_fields=["promise"])
