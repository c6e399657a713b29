"""Taking a response. What was chosen stays with it; what was written becomes voices, by a message that knows no moment."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.weeks import this_week
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import SENT_ALREADY
from commonshelf.common.log.actions import log_action
from commonshelf.common.outbox.actions import post_traceless
from commonshelf.common.receipts.codes import code_for, digest_of
from commonshelf.common.rows.single_rows import delete_row, write_new_row
from commonshelf.path.voices.ledger.terms import LANGUAGE_UNKNOWN
from commonshelf.path.voices.surveys.actions.checking import accept_answers
from commonshelf.path.voices.surveys.actions.once import use_token
from commonshelf.path.voices.surveys.actions.quotas import take_quota_places
from commonshelf.path.voices.surveys.actions.sent_files import as_sent_before
from commonshelf.path.voices.surveys.actions.voicing import masked, words_of
from commonshelf.path.voices.surveys.models import Attempt, Response, Survey, Upload
from commonshelf.path.voices.surveys.queries import is_open
from commonshelf.path.voices.surveys.queries.answering import asked_by, may_be_entered
from commonshelf.path.voices.surveys.terms import SURVEY_CLOSED, Access, Disposition, Mode
from commonshelf.path.voices.surveys.terms.answering import ENTERED_BY_STAFF, GUARDIAN_MISSING, VOICES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User
    from commonshelf.community.places.models import Area
    from commonshelf.path.voices.surveys.actions.checking import Accepted
    from commonshelf.path.voices.surveys.queries.answering import Asked


class Submitted(NamedTuple):
    """A response, the code by which the person finds it again, and the survey it answers."""

    response: Response
    code: str
    survey: Survey


def submit_response(
    *,
    survey: Survey,
    answers: Mapping[str, Any],
    language: str,
    by: User | AnonymousUser,
    mode: str = Mode.WEB,
    sent_once: uuid.UUID | None = None,
    area: Area | None = None,
    age_band: str = "",
    library_use: str = "",
    may_be_quoted: bool = False,
    token: str = "",
    guardian_agreed: bool = False,
    attempt: uuid.UUID | None = None,
    asked: Asked | None = None,
) -> Submitted:
    """Take one response while the survey is open. Sent twice with one `sent_once`, it is one response with the same code.

    Who is signed in is not kept and nothing is logged, unless staff enter it: the moment would say who answered. `asked`: read with the page.
    """
    ensure_may(by, "surveys.enter_response" if mode in ENTERED_BY_STAFF else "surveys.submit_response")
    asked = asked or asked_by(survey)
    sending = uuid.uuid5(sent_once or uuid.uuid4(), asked.survey.slug)
    _ensure_takes(asked.survey, mode, language, sending)
    about = {"area": area, "age_band": age_band, "library_use": library_use, "guardian_agreed": guardian_agreed}
    response = Response(mode=mode, language=language, sent_once=sending, **about_person(asked.survey, about))
    response.entered_by = by if mode in ENTERED_BY_STAFF and by.is_authenticated else None
    accepted = accept_answers(asked, answers, language, sending=sending)
    try:
        with transaction.atomic():
            keep_response(response, asked, accepted, token=token)
            post_words(response, accepted.words, may_be_quoted=may_be_quoted and not asked.survey.for_children)
            _settle(response, attempt)
    except IntegrityError:
        earlier = Response.objects.filter(sent_once=sending).first()
        if earlier is None:
            raise
        return _sent_before(earlier, asked, accepted)
    return Submitted(response, code_for(sending), asked.survey)


def _ensure_takes(survey: Survey, mode: str, language: str, sending: uuid.UUID) -> None:
    """Refuse what comes outside the window, unless it came inside it already; and a language the house does not speak."""
    takes = may_be_entered if mode in ENTERED_BY_STAFF else is_open
    if not takes(survey) and not Response.objects.filter(sent_once=sending).exists():
        raise Refusal(SURVEY_CLOSED)
    if language not in dict(settings.LANGUAGES):
        raise Refusal(LANGUAGE_UNKNOWN, code=language[:20])


def about_person(survey: Survey, about: dict[str, Any]) -> dict[str, Any]:
    """Return what is kept about the person: of a child nothing but the age band; and that a guardian agreed, where the library asks."""
    agreed = about["guardian_agreed"] and survey.guardian_consent
    if survey.guardian_consent and not agreed:
        raise Refusal(GUARDIAN_MISSING)
    if survey.for_children:
        return {"age_band": about["age_band"], "guardian_agreed": agreed}
    return {**about, "guardian_agreed": agreed}


def keep_response(response: Response, asked: Asked, accepted: Accepted, *, token: str = "") -> None:
    """Write the row and what hangs on it, in the caller's transaction. The row comes first: a second click ends there, its right unspent.

    A correction needs no right of its own: it takes the place, and the code, of what it corrects.
    """
    response.questionnaire_id, response.wave_id = asked.questionnaire_id, asked.wave_id
    response.answers, response.week, response.disposition = accepted.kept, this_week(), Disposition.COMPLETE
    response.receipt_digest = response.receipt_digest or digest_of(code_for(response.sent_once))
    write_new_row(response)
    if asked.survey.access == Access.INVITED and response.supersedes_id is None:
        use_token(survey=asked.survey, token=token)
    if asked.has_quotas:
        _screen(response, asked, accepted)
    if accepted.files:
        Upload.objects.filter(pk__in=accepted.files).update(response=response)


def _settle(response: Response, attempt: uuid.UUID | None) -> None:
    """Forget how far somebody had come who has now sent everything; log what staff typed in for somebody else."""
    if attempt is not None:
        delete_row(Attempt, pk=attempt, questionnaire=response.questionnaire_id)
    if response.entered_by is not None:
        log_action(by=response.entered_by, action="enter_response", thing=response, mode=response.mode)


def _screen(response: Response, asked: Asked, accepted: Accepted) -> None:
    """Mark a response that came when there were enough of its sort. Its words are heard all the same: a voice is no head in a count."""
    response.screened_by = take_quota_places(survey=asked.survey, state=accepted.state, response=response)
    if response.screened_by is not None:
        response.disposition = Disposition.SCREENED_OUT
        response.save(update_fields=["screened_by", "disposition"])


def post_words(response: Response, words: Mapping[str, str], *, may_be_quoted: bool) -> None:
    """Let what was written become voices within seconds."""
    if words:
        payload = {"response": str(response.pk), "words": dict(words), "may_be_quoted": may_be_quoted}
        post_traceless(kind=VOICES, payload=payload)


def _sent_before(earlier: Response, asked: Asked, accepted: Accepted) -> Submitted:
    """Return what a double click made already. Other answers are another person's, who pressed “back” on the same screen.

    To hand out the first person's code would lose the second one's answers, and show them the first one's.
    """
    kept = as_sent_before(accepted.kept, accepted.files, earlier)
    if (earlier.answers, words_of(earlier)) != (kept, masked(accepted.words)):
        raise Refusal(SENT_ALREADY)
    return Submitted(earlier, code_for(earlier.sent_once), asked.survey)
