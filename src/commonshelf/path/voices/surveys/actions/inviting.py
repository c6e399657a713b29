"""Inviting people to a survey: by letter, or by codes on paper. Nobody learns which of them has answered."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now, today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.outbox.actions import post_message
from commonshelf.common.receipts.codes import code_for, digest_of
from commonshelf.common.text.cleaning import clean_address
from commonshelf.community.persons.actions import withdraw_consent
from commonshelf.community.persons.terms import ConsentMethod
from commonshelf.path.voices.ledger.terms import LANGUAGE_UNKNOWN
from commonshelf.path.voices.surveys.actions.invitation_letters import invitation_letter, reminder_letter
from commonshelf.path.voices.surveys.models import Credential, Wave
from commonshelf.path.voices.surveys.queries import state_of
from commonshelf.path.voices.surveys.queries.inviting import due_for_reminder, invited_before, people_who_agreed, unwilling
from commonshelf.path.voices.surveys.queries.once import credential_of, newest_wave
from commonshelf.path.voices.surveys.terms import SURVEY_CLOSED, Access, SurveyState
from commonshelf.path.voices.surveys.terms.inviting import (
    ADDRESS_INVITED,
    ADDRESS_REFUSED,
    ADDRESS_TWICE,
    ADDRESS_UNREADABLE,
    CHILDREN_GET_NO_LETTERS,
    CONSENT_TOPIC,
    DAYS_ADDRESSES_STAY,
    LINES_REFUSED,
    MOST_AT_ONCE,
    MOST_CODES,
    NOBODY_TO_INVITE,
    NOT_BY_INVITATION,
    NOT_PUBLISHED,
    REMINDERS_NOT_YET,
    TOO_MANY_AT_ONCE,
    WORDING,
)
from commonshelf.path.voices.surveys.terms.once import INVITATION_UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commonshelf.common.accounts.models import User
    from commonshelf.path.voices.surveys.models import Survey

MAY_INVITE = "surveys.invite_people"
LINES_TOLD = 20


class Checked(NamedTuple):
    """What a list of addresses holds: whom to invite, and which lines not, in words."""

    addresses: list[str]
    refused: list[str]


def invite_addresses(*, survey: Survey, lines: str, language: str, by: User, leave_out: bool = False) -> int:
    """Invite the addresses of a list, one a line; refuse all if one line cannot be invited, unless told to leave such lines out."""
    wave = _ensure_may_invite(survey, by, by_letter=True)
    checked = check_addresses(survey, lines)
    if checked.refused and not leave_out:
        more = len(checked.refused) - LINES_TOLD
        told = [*checked.refused[:LINES_TOLD], *([f"+ {more}"] if more > 0 else [])]
        raise Refusal(LINES_REFUSED, lines="; ".join(told))
    return _invite(survey, wave, dict.fromkeys(checked.addresses, _known(language)), by)


def invite_who_agreed(*, survey: Survey, topic: str, language: str, by: User) -> int:
    """Invite everybody who agreed to letters on a topic, each in their own language, or in `language` where we do not know it."""
    wave = _ensure_may_invite(survey, by, by_letter=True)
    before = invited_before(survey)
    people = {address: own or _known(language) for address, own in people_who_agreed(topic).items() if address not in before}
    return _invite(survey, wave, people, by)


def make_codes(*, survey: Survey, count: int, language: str, by: User) -> int:
    """Make codes to be printed and handed out. Who gets which is written nowhere by us."""
    wave = _ensure_may_invite(survey, by, by_letter=False)
    if not 1 <= count <= MOST_CODES:
        raise Refusal(TOO_MANY_AT_ONCE, count=count, most=MOST_CODES)
    with transaction.atomic():
        Credential.objects.bulk_create(_credential(survey, wave, _known(language)) for _each in range(count))
        log_action(by=by, action="make_codes", thing=survey, codes=count)
    return count


def send_reminders(*, survey: Survey, by: User | None = None) -> None:
    """Write once more to every invitation that nobody began with and that is old enough; without `by`, the worker does it on its day.

    How many letters that are is told to nobody: with the number of invitations, it would be how many have answered.
    """
    if by is not None:
        ensure_may(by, MAY_INVITE)
    if state_of(survey) != SurveyState.OPEN:
        raise Refusal(SURVEY_CLOSED)
    with transaction.atomic():
        due = {one.pk for one in due_for_reminder(survey)}
        if not due and by is not None:
            raise Refusal(REMINDERS_NOT_YET)
        for credential in Credential.objects.select_for_update().filter(pk__in=due, spent=False).order_by("?"):
            credential.reminders += 1
            credential.written_on = today()
            credential.save(update_fields=["reminders", "written_on"])
            # The key is drawn by lot: one that could be worked out would say of each address whether it was reminded, so whether it had begun.
            post_message(key=f"surveys.reminder:{uuid.uuid4()}", kind="mail", payload=reminder_letter(survey, credential))
        if by is not None:
            log_action(by=by, action="send_reminders", thing=survey)


def set_reminders(*, survey: Survey, itself: bool, by: User) -> Wave:
    """Say whether the worker reminds people by itself, as soon as each invitation is old enough."""
    wave = _ensure_may_invite(survey, by, by_letter=True)
    with transaction.atomic():
        wave.reminds = itself
        wave.save(update_fields=["reminds"])
        log_action(by=by, action="set_reminders", thing=survey, itself=itself)
    return wave


def send_due_reminders() -> None:
    """Remind where that was asked for, every day."""
    moment = now()
    for wave in Wave.objects.filter(reminds=True, opens_at__lte=moment, closes_at__gt=moment).select_related("survey"):
        if state_of(wave.survey) == SurveyState.OPEN and newest_wave(wave.survey).get() == wave:
            send_reminders(survey=wave.survey)


def refuse_letters(*, code: str) -> None:
    """Write no more letters about surveys to whoever holds this invitation. They may still answer with it."""
    credential = credential_of(code)
    if credential is None:
        raise Refusal(INVITATION_UNKNOWN)
    if credential.address and not unwilling([credential.address]):
        withdraw_consent(address=credential.address, topic=CONSENT_TOPIC, method=ConsentMethod.UNSUBSCRIBE_PAGE, wording=WORDING)


def forget_addresses() -> int:
    """Let the addresses of people who were invited go, two weeks after the window has closed, every day; return how many."""
    over = Credential.objects.filter(wave__closes_at__lt=now() - dt.timedelta(days=DAYS_ADDRESSES_STAY)).exclude(address="")
    return over.update(address="", reminders=0, written_on=None)


def check_addresses(survey: Survey, lines: str) -> Checked:
    """Read a list of addresses; say of each line that cannot be invited why, by its number and never by its words."""
    filled = [(number, line) for number, line in enumerate(lines.splitlines(), start=1) if line.strip()]
    if len(filled) > MOST_AT_ONCE:
        raise Refusal(TOO_MANY_AT_ONCE, count=len(filled), most=MOST_AT_ONCE)
    cleaned = {number: _cleaned(line) for number, line in filled}
    no, before = unwilling(address for address in cleaned.values() if address), invited_before(survey)
    found: list[str] = []
    refused: list[str] = []
    for number, address in cleaned.items():
        reasons = {
            ADDRESS_UNREADABLE: not address,
            ADDRESS_TWICE: address in found,
            ADDRESS_INVITED: address in before,
            ADDRESS_REFUSED: address in no,
        }
        why = next((reason for reason, holds in reasons.items() if holds), None)
        if why is None:
            found.append(address)
        else:
            refused.append(str(why) % {"line": number})
    return Checked(found, refused)


def _cleaned(line: str) -> str:
    try:
        return clean_address(line)
    except Refusal:
        return ""


def _known(language: str) -> str:
    if language not in dict(settings.LANGUAGES):
        raise Refusal(LANGUAGE_UNKNOWN, code=language[:20])
    return language


def _ensure_may_invite(survey: Survey, by: User, *, by_letter: bool) -> Wave:
    ensure_may(by, MAY_INVITE)
    if survey.access != Access.INVITED:
        raise Refusal(NOT_BY_INVITATION)
    if by_letter and survey.for_children:
        raise Refusal(CHILDREN_GET_NO_LETTERS)
    state, wave = state_of(survey), newest_wave(survey).first()
    if state == SurveyState.DRAFT or wave is None:
        raise Refusal(NOT_PUBLISHED)
    if state not in {SurveyState.OPEN, SurveyState.PLANNED}:
        raise Refusal(SURVEY_CLOSED)
    return wave


def _credential(survey: Survey, wave: Wave, language: str, address: str = "") -> Credential:
    key = uuid.uuid4()
    return Credential(survey=survey, wave=wave, key=key, code_digest=digest_of(code_for(key)), address=address, language=language)


def _invite(survey: Survey, wave: Wave, people: Mapping[str, str], by: User) -> int:
    """Make a credential and post a letter for each address, once however often it is asked; the letters leave when the survey opens."""
    if not people:
        raise Refusal(NOBODY_TO_INVITE)
    day = max(today(), localdate(survey.opens_at))
    with transaction.atomic():
        for address, language in people.items():
            fresh = _credential(survey, wave, language, address)
            words = {"key": fresh.key, "code_digest": fresh.code_digest, "language": language, "written_on": day}
            credential, new = Credential.objects.get_or_create(survey=survey, wave=wave, address=address, defaults=words)
            if new:
                letter = invitation_letter(survey, credential)
                post_message(key=f"surveys.invitation:{uuid.uuid4()}", kind="mail", payload=letter, due_at=max(now(), survey.opens_at))
        log_action(by=by, action="invite_people", thing=survey, letters=len(people))
    return len(people)
