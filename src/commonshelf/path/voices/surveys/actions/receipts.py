"""What whoever holds the code of a response may do with it: correct it while the survey is open, and take it back at any time."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import SENT_ALREADY
from commonshelf.common.log.actions import log_action
from commonshelf.common.outbox.traceless import deliver_at_once
from commonshelf.path.voices.ledger.actions import take_back_voice
from commonshelf.path.voices.ledger.terms import LANGUAGE_UNKNOWN
from commonshelf.path.voices.surveys.actions.answering import Submitted, about_person, keep_response, post_words
from commonshelf.path.voices.surveys.actions.checking import accept_answers
from commonshelf.path.voices.surveys.actions.tabulating import forget_counts
from commonshelf.path.voices.surveys.actions.uploading import delete_uploads
from commonshelf.path.voices.surveys.actions.voicing import masked
from commonshelf.path.voices.surveys.models import OpenAnswer, QuotaPlace, Response, Upload
from commonshelf.path.voices.surveys.queries import is_open
from commonshelf.path.voices.surveys.queries.answering import asked_by
from commonshelf.path.voices.surveys.queries.receipts import response_of_code
from commonshelf.path.voices.surveys.terms import Disposition
from commonshelf.path.voices.surveys.terms.answering import CORRECTION_LATE, RESPONSE_WITHDRAWN, VOICES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commonshelf.common.accounts.models import User
    from commonshelf.community.places.models import Area
    from commonshelf.path.voices.ledger.models import Voice
    from commonshelf.path.voices.surveys.actions.checking import Accepted
    from commonshelf.path.voices.surveys.queries.answering import Asked


def correct_response(
    *,
    code: str,
    answers: Mapping[str, Any],
    language: str,
    by: User | AnonymousUser,
    sent_once: uuid.UUID | None = None,
    area: Area | None = None,
    age_band: str = "",
    library_use: str = "",
    may_be_quoted: bool = False,
    guardian_agreed: bool = False,
) -> Submitted:
    """Put another response in the place of one's own, while the survey is open. It takes over the code; the earlier row stays and no longer counts.

    Words that say the same stay the voices they are, with all that was made of them. Others are taken back, and new ones are heard.
    """
    ensure_may(by, "surveys.correct_response")
    earlier = response_of_code(code)
    asked = asked_by(earlier.questionnaire.survey)
    sending = uuid.uuid5(sent_once or uuid.uuid4(), asked.survey.slug)
    if earlier.sent_once == sending:  # the button was pressed twice
        return Submitted(earlier, code, asked.survey)
    if not is_open(asked.survey) or earlier.wave_id != asked.wave_id:
        raise Refusal(CORRECTION_LATE)
    if language not in dict(settings.LANGUAGES):
        raise Refusal(LANGUAGE_UNKNOWN, code=language[:20])
    about = {"area": area, "age_band": age_band, "library_use": library_use, "guardian_agreed": guardian_agreed}
    newer = Response(mode=earlier.mode, language=language, sent_once=sending, **about_person(asked.survey, about))
    accepted = accept_answers(asked, answers, language, earlier=earlier)
    deliver_at_once(VOICES, response=str(earlier.pk))
    try:
        with transaction.atomic():
            _supersede(earlier, newer, asked, accepted, may_be_quoted=may_be_quoted and not asked.survey.for_children)
    except IntegrityError:  # the same page was sent in two tabs at once
        raise Refusal(SENT_ALREADY) from None
    delete_uploads(Upload.objects.filter(response=earlier))
    return Submitted(newer, code, asked.survey)


def _supersede(earlier: Response, newer: Response, asked: Asked, accepted: Accepted, *, may_be_quoted: bool) -> None:
    """Write the newer row in place of the earlier one, and move what stays as it was."""
    held = _held(earlier)
    newer.supersedes, newer.receipt_digest = held, held.receipt_digest
    held.receipt_digest = None
    held.save(update_fields=["receipt_digest"])
    QuotaPlace.objects.filter(response=held).delete()
    changed = accepted._replace(words=_changed_words(held, newer, accepted.words, may_be_quoted=may_be_quoted))
    keep_response(newer, asked, changed)
    post_words(newer, changed.words, may_be_quoted=may_be_quoted)
    for answer in held.open_answers.select_related("voice"):
        if answer.place in accepted.words and answer.place not in changed.words:
            OpenAnswer.objects.filter(pk=answer.pk).update(response=newer)
        elif answer.voice.text:
            take_back_voice(voice=answer.voice, by=AnonymousUser())


def _changed_words(earlier: Response, newer: Response, words: Mapping[str, str], *, may_be_quoted: bool) -> dict[str, str]:
    """Return the words that are to become voices: those that say something else than before, or say it otherwise."""
    there = {answer.place: answer.voice for answer in earlier.open_answers.select_related("voice")}

    def stays(place: str) -> bool:
        voice: Voice | None = there.get(place)
        if voice is None:
            return False
        about = (voice.language, voice.area_id, voice.age_band, voice.library_use, voice.may_be_quoted)
        now = (newer.language, newer.area.pk if newer.area else None, newer.age_band, newer.library_use, may_be_quoted)
        return (voice.text, *about) == (masked(words)[place], *now)

    return {place: text for place, text in words.items() if not stays(place)}


def withdraw_response(*, code: str, by: User | AnonymousUser) -> Response:
    """Take back everything somebody answered: what was chosen, what was written, and what was told about themselves. That somebody answered stays.

    Versions of it that were corrected before are emptied too. The log keeps the day, and nobody's name.
    """
    ensure_may(by, "surveys.withdraw_response")
    found = response_of_code(code)
    emptied = []
    with transaction.atomic():
        each: Response | None = _held(found)
        while each is not None:
            _empty(each)
            emptied.append(each)
            each = each.supersedes
        log_action(by=None, action="withdraw_response", thing=emptied[0])
    for each in emptied:
        forget_counts(questionnaire_id=each.questionnaire_id)
    # Words that were still on their way come to nothing now.
    for each in emptied:
        deliver_at_once(VOICES, response=str(each.pk))
        delete_uploads(Upload.objects.filter(response=each))
    return emptied[0]


def _held(response: Response) -> Response:
    """Read the row and hold it until the transaction ends; refuse one that is taken back, or corrected in another tab."""
    held = Response.objects.select_for_update().get(pk=response.pk)
    if held.disposition == Disposition.WITHDRAWN:
        raise Refusal(RESPONSE_WITHDRAWN)
    if held.receipt_digest is None:
        raise Refusal(SENT_ALREADY)
    return held


def _empty(response: Response) -> None:
    response.answers, response.disposition = {}, Disposition.WITHDRAWN
    response.area, response.age_band, response.library_use, response.guardian_agreed = None, "", "", False
    response.save(update_fields=["answers", "disposition", "area", "age_band", "library_use", "guardian_agreed"])
    QuotaPlace.objects.filter(response=response).delete()
    for answer in response.open_answers.select_related("voice"):
        if answer.voice.text:
            take_back_voice(voice=answer.voice, by=AnonymousUser())
