"""Waves: asking the same again, each time in a window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.path.voices.surveys.models import Survey, Wave
from commonshelf.path.voices.surveys.queries import state_of
from commonshelf.path.voices.surveys.queries.once import newest_wave
from commonshelf.path.voices.surveys.terms import SURVEY_CLOSED, WINDOW_BACKWARDS, SurveyState
from commonshelf.path.voices.surveys.terms.waves import WAVE_IN_PAST, WAVE_STILL_OPEN, WAVES_OVERLAP, WINDOW_HAS_BEGUN

if TYPE_CHECKING:
    import datetime as dt

    from commonshelf.common.accounts.models import User


def open_wave(*, survey: Survey, opens_at: dt.datetime, closes_at: dt.datetime, by: User) -> Wave:
    """Ask again: the survey gets a new window, and whoever was invited before needs a new invitation. The promise stays as it was given."""
    ensure_may(by, "surveys.open_wave")
    with transaction.atomic():
        locked = Survey.objects.select_for_update().get(pk=survey.pk)
        if state_of(locked) != SurveyState.CLOSED:
            raise Refusal(WAVE_STILL_OPEN)
        _ensure_window(opens_at, closes_at)
        if opens_at < locked.closes_at:
            raise Refusal(WAVES_OVERLAP)
        last = locked.waves.last()  # which may be one from a file
        wave = Wave.objects.create(survey=locked, number=last.number + 1 if last else 1, opens_at=opens_at, closes_at=closes_at)
        _keep_window(locked, opens_at, closes_at)
        log_action(by=by, action="open_wave", thing=locked, wave=wave.number)
    survey.opens_at, survey.closes_at = opens_at, closes_at
    return wave


def change_window(*, survey: Survey, opens_at: dt.datetime, closes_at: dt.datetime, by: User) -> Survey:
    """Move the days of a survey that has not closed. Once it is open its first day has been lived through."""
    ensure_may(by, "surveys.open_wave")
    with transaction.atomic():
        locked = Survey.objects.select_for_update().get(pk=survey.pk)
        state = state_of(locked)
        if state not in {SurveyState.OPEN, SurveyState.PLANNED}:
            raise Refusal(SURVEY_CLOSED)
        if state == SurveyState.OPEN and opens_at != locked.opens_at:
            raise Refusal(WINDOW_HAS_BEGUN)
        _ensure_window(opens_at, closes_at)
        Wave.objects.filter(pk__in=newest_wave(locked)).update(opens_at=opens_at, closes_at=closes_at)
        _keep_window(locked, opens_at, closes_at)
        log_action(by=by, action="change_window", thing=locked)
    survey.opens_at, survey.closes_at = opens_at, closes_at
    return survey


def _ensure_window(opens_at: dt.datetime, closes_at: dt.datetime) -> None:
    if closes_at <= opens_at:
        raise Refusal(WINDOW_BACKWARDS)
    if closes_at <= now():
        raise Refusal(WAVE_IN_PAST)


def _keep_window(survey: Survey, opens_at: dt.datetime, closes_at: dt.datetime) -> None:
    survey.opens_at, survey.closes_at = opens_at, closes_at
    survey.save(update_fields=["opens_at", "closes_at"])
