"""Writing themes, codings and needs. A machine may suggest; only what a person accepts counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_text, clean_translations
from commonshelf.path.needs.models import Coding, Evidence, Need, Theme
from commonshelf.path.needs.queries import accepted_codings, theme_named
from commonshelf.path.needs.terms import (
    EVIDENCE_EMPTY,
    EVIDENCE_TWICE,
    NEED_ALREADY_MET,
    NEED_ALREADY_OPEN,
    THEME_EXISTS,
    CodingState,
    NeedState,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from commonshelf.common.accounts.models import User
    from commonshelf.path.voices.ledger.models import Voice

LONGEST_THEME = 80
LONGEST_DEFINITION = 240
LONGEST_NOTE = 400
LONGEST_LINE = 200


def add_theme(*, name: str, definition: str = "", told_as: Mapping[str, str] | None = None, by: User) -> Theme:
    """Add a theme to the codebook. Two themes whose names differ in capitals or spaces alone would be one, so the second is refused.

    `told_as` is what residents read, by language; without it they read the name, as words of the language the writer works in.
    """
    ensure_may(by, "needs.add_theme")
    called = " ".join(clean_text(name, limit=LONGEST_THEME).split())
    told = clean_translations(told_as or {get_language() or settings.LANGUAGE_CODE: called}, limit=LONGEST_THEME)
    meaning = clean_text(definition, limit=LONGEST_DEFINITION) if definition.strip() else ""
    if theme_named(called) is not None:
        raise Refusal(THEME_EXISTS, name=called)
    with transaction.atomic():
        try:
            with transaction.atomic():
                theme = Theme.objects.create(name=called, definition=meaning, told_as=told)
        except IntegrityError as twice:
            raise Refusal(THEME_EXISTS, name=called) from twice
        log_action(by=by, action="add_theme", thing=theme)
    return theme


def describe_theme(*, theme: Theme, told_as: Mapping[str, str], by: User) -> Theme:
    """Say a theme in the words residents read, by language. The codebook goes on calling it by its name."""
    ensure_may(by, "needs.describe_theme")
    told = clean_translations(told_as, limit=LONGEST_THEME)
    with transaction.atomic():
        locked = Theme.objects.select_for_update().get(pk=theme.pk)
        locked.told_as = told
        locked.save(update_fields=["told_as"])
        log_action(by=by, action="describe_theme", thing=locked, languages=len(told))
    return locked


def suggest_theme(*, voice: Voice, theme: Theme, by: User | None = None) -> Coding:
    """Suggest what a voice is about; nobody (`by=None`) is a machine. What a person accepted or refused before stays as it is."""
    if by is not None:
        ensure_may(by, "needs.suggest_theme")
    with transaction.atomic():
        coding, new = Coding.objects.get_or_create(voice=voice, theme=theme, defaults={"state": CodingState.SUGGESTED, "coder": by})
        if new:
            log_action(by=by, action="suggest_theme", thing=coding)
    return coding


def code_voice(*, voice: Voice, theme: Theme, by: User) -> Coding:
    """Say that a voice is about a theme, or accept that it was suggested. Saying it twice changes nothing."""
    ensure_may(by, "needs.code_voice")
    with transaction.atomic():
        coding, new = Coding.objects.select_for_update().get_or_create(
            voice=voice, theme=theme, defaults={"state": CodingState.ACCEPTED, "coder": by}
        )
        if new or coding.state != CodingState.ACCEPTED:
            _settle_coding(coding, CodingState.ACCEPTED, by)
            log_action(by=by, action="code_voice", thing=coding)
    return coding


def refuse_coding(*, coding: Coding, by: User) -> Coding:
    """Say that a voice is not about a theme after all; it counts no more, and no machine can suggest it again."""
    ensure_may(by, "needs.refuse_coding")
    with transaction.atomic():
        locked = Coding.objects.select_for_update().get(pk=coding.pk)
        if locked.state != CodingState.REFUSED:
            _settle_coding(locked, CodingState.REFUSED, by)
            log_action(by=by, action="refuse_coding", thing=locked)
    return locked


def _settle_coding(coding: Coding, state: CodingState, by: User) -> None:
    coding.state, coding.coder = state, by
    coding.save(update_fields=["state", "coder"])


def name_need(
    *,
    title: dict[str, str],
    gap: dict[str, str],
    for_whom: dict[str, str],
    themes: Sequence[Theme],
    note: str = "",
    notes: Mapping[int, str] | None = None,
    by: User,
) -> Need:
    """Name a gap, with the themes that are its evidence. `notes` says of a theme (by its key) why it speaks for it; `note` of the others."""
    ensure_may(by, "needs.name_need")
    told = {theme.pk: _note((notes or {}).get(theme.pk) or note) for theme in themes}
    words = {
        "title": clean_translations(title, limit=LONGEST_LINE),
        "gap": clean_translations(gap),
        "for_whom": clean_translations(for_whom, limit=LONGEST_LINE),
    }
    if not accepted_codings().filter(theme__in=told).exists():
        raise Refusal(EVIDENCE_EMPTY)
    with transaction.atomic():
        need = Need.objects.create(**words, named_on=today(), named_by=by)
        Evidence.objects.bulk_create(Evidence(need=need, theme_id=theme, note=why) for theme, why in told.items())
        log_action(by=by, action="name_need", thing=need, themes=len(told))
    return need


def add_evidence(*, need: Need, theme: Theme, note: str = "", by: User) -> Evidence:
    """Put one more theme behind a need."""
    ensure_may(by, "needs.add_evidence")
    why = _note(note)
    if not accepted_codings().filter(theme=theme).exists():
        raise Refusal(EVIDENCE_EMPTY)
    with transaction.atomic():
        evidence, new = Evidence.objects.get_or_create(need=need, theme=theme, defaults={"note": why})
        if not new:
            raise Refusal(EVIDENCE_TWICE)
        log_action(by=by, action="add_evidence", thing=evidence)
    return evidence


def _note(words: str) -> str:
    return clean_text(words, limit=LONGEST_NOTE) if words.strip() else ""


def close_need(*, need: Need, by: User) -> Need:
    """Say that a need is met."""
    ensure_may(by, "needs.close_need")
    with transaction.atomic():
        if not _move(need, to=NeedState.MET):
            raise Refusal(NEED_ALREADY_MET)
        log_action(by=by, action="close_need", thing=need)
    return need


def reopen_need(*, need: Need, by: User) -> Need:
    """Say that a need is not met after all."""
    ensure_may(by, "needs.reopen_need")
    with transaction.atomic():
        if not _move(need, to=NeedState.OPEN):
            raise Refusal(NEED_ALREADY_OPEN)
        log_action(by=by, action="reopen_need", thing=need)
    return need


def follow_answer(*, need: Need, met: bool) -> bool:
    """Close or reopen a need because those who spoke said so; return whether that changed it.

    For `decisions.answer_back`, inside its transaction: it asks no rights, and it leaves no line in the log, whose moment
    would tell when somebody nameless answered. The answer itself is the record.
    """
    return _move(need, to=NeedState.MET if met else NeedState.OPEN)


def _move(need: Need, *, to: NeedState) -> bool:
    """Move a need with its row locked, so that of two people who press the same button one is told that it was done already."""
    locked = Need.objects.select_for_update().get(pk=need.pk)
    need.state = to
    if locked.state == to:
        return False
    locked.state = to
    locked.save(update_fields=["state"])
    return True
