"""Writing a survey: a draft, its versions, and the day it is opened."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.fields import in_language
from commonshelf.path.voices.surveys.actions.once import freeze_promise
from commonshelf.path.voices.surveys.models import Questionnaire, Survey, Wave
from commonshelf.path.voices.surveys.queries import definition_of
from commonshelf.path.voices.surveys.queries.answering import identity_questions
from commonshelf.path.voices.surveys.queries.building import in_the_works, newest_version, what_is_not_ready
from commonshelf.path.voices.surveys.terms import WINDOW_BACKWARDS
from commonshelf.path.voices.surveys.terms.building import (
    ASKS_A_CHILD_WHO,
    CHANGED_MEANWHILE,
    NOTHING_IN_THE_WORKS,
    NOTHING_TO_UNDO,
    OPENED_ALREADY,
    QUESTIONS_NOT_READY,
)
from commonshelf.path.voices.surveys.terms.once import FROZEN_WITH_PROMISE, PROMISE_GIVEN
from commonshelf.questionnaire.definition import Questionnaire as Definition
from commonshelf.questionnaire.document import to_document
from commonshelf.questionnaire.languages import default_of, said

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from commonshelf.common.accounts.models import User

LONGEST_ADDRESS = 60
SETTINGS = frozenset({"title", "purpose", "thanks", "layout", "asks_about_you", "results_public", *FROZEN_WITH_PROMISE})
COPIED = ("thanks", "layout", "asks_about_you", *FROZEN_WITH_PROMISE)


def draft_survey(
    *,
    title: dict[str, str],
    purpose: dict[str, str],
    by: User,
    definition: Definition | None = None,
    marks: Mapping[str, Mapping[str, str]] | None = None,
    **settings: Any,
) -> Survey:
    """Begin a survey that nobody but staff sees, with an empty questionnaire or the one that is handed over (of the bank, of an earlier survey)."""
    ensure_may(by, "surveys.change_questions")
    title, languages = _on_one_line(title), tuple(title)
    asked = definition or Definition("", "", (), languages=languages, default_language=languages[0])
    with transaction.atomic():
        moment = now()
        slug = _free_address(title)
        survey = Survey(slug=slug, title=title, purpose=purpose, opens_at=moment, closes_at=moment)
        _set(survey, settings)
        survey.save(force_insert=True)
        Questionnaire.objects.create(survey=survey, version=1, definition=to_document(_named(asked, slug, title)), marks=dict(marks or {}))
        log_action(by=by, action="draft_survey", thing=survey)
    return survey


def copy_survey(*, survey: Survey, title: dict[str, str], by: User, purpose: dict[str, str] | None = None, **settings: Any) -> Survey:
    """Begin a draft that asks what an earlier survey asks now, in all its languages and laid out as it is. Answers stay with the earlier one.

    What is handed over beside the title is taken instead of what the earlier survey has. Its results being public is not copied:
    that was decided for answers that were given.
    """
    version = newest_version(survey)
    kept = {name: getattr(survey, name) for name in COPIED} | settings
    definition = definition_of(version) if version else None
    if definition is not None:
        definition = replace(definition, name="", title="")
    marks = version.marks if version else None
    return draft_survey(title=title, purpose=purpose or survey.purpose, by=by, definition=definition, marks=marks, **kept)


def change_questions(
    *,
    survey: Survey,
    definition: Definition,
    by: User,
    marks: Mapping[str, Mapping[str, str]] | None = None,
    over: Definition | None = None,
) -> Questionnaire:
    """Keep what is asked, the one door to it. A released version is never touched: the first change after it begins the next one.

    `over` is what the change was made from: it is refused when somebody else was quicker.
    """
    ensure_may(by, "surveys.change_questions")
    with transaction.atomic():
        Survey.objects.select_for_update().get(pk=survey.pk)
        version = in_the_works(survey)
        before = version or newest_version(survey)
        if over is not None and before is not None and definition_of(before) != over:
            raise Refusal(CHANGED_MEANWHILE)
        if version is None:
            last = survey.questionnaires.last()  # which may be one of a file
            version = Questionnaire(survey=survey, version=last.version + 1 if last else 1, marks=before.marks if before else {})
        if before is not None:
            version.before = {"definition": before.definition, "marks": before.marks}
        version.definition = to_document(definition)
        if marks is not None:
            version.marks = {key: dict(each) for key, each in marks.items()}
        version.save()
        log_action(by=by, action="change_questions", thing=survey, version=version.version)
    return version


def undo_change(*, survey: Survey, by: User, over: Definition | None = None) -> Questionnaire:
    """Take back the last change to the version in the works; done twice, the change is there again. With `over`, only what stands there as that."""
    ensure_may(by, "surveys.change_questions")
    with transaction.atomic():
        Survey.objects.select_for_update().get(pk=survey.pk)
        version = in_the_works(survey)
        if version is None or not version.before:
            raise Refusal(NOTHING_TO_UNDO)
        if over is not None and definition_of(version) != over:
            raise Refusal(CHANGED_MEANWHILE)
        now_there = {"definition": version.definition, "marks": version.marks}
        version.definition, version.marks, version.before = version.before["definition"], version.before["marks"], now_there
        version.save()
        log_action(by=by, action="undo_change", thing=survey, version=version.version)
    return version


def release_questionnaire(*, survey: Survey, by: User) -> Questionnaire:
    """Let people answer the version in the works from now on. Those who are answering the one before may still send it."""
    ensure_may(by, "surveys.open_survey")
    with transaction.atomic():
        locked = Survey.objects.select_for_update().get(pk=survey.pk)
        version = _release(locked)
        log_action(by=by, action="release_questionnaire", thing=survey, version=version.version)
    return version


def open_survey(*, survey: Survey, opens_at: dt.datetime, closes_at: dt.datetime, by: User) -> Survey:
    """Open a draft in its window: its questions are released, and what it promises is frozen with them."""
    ensure_may(by, "surveys.open_survey")
    if closes_at <= opens_at:
        raise Refusal(WINDOW_BACKWARDS)
    with transaction.atomic():
        locked = Survey.objects.select_for_update().get(pk=survey.pk)
        if locked.published:
            raise Refusal(OPENED_ALREADY)
        version = _release(locked)
        locked.opens_at, locked.closes_at, locked.published = opens_at, closes_at, True
        locked.save(update_fields=["opens_at", "closes_at", "published"])
        Wave.objects.create(survey=locked, number=1, opens_at=opens_at, closes_at=closes_at)
        freeze_promise(survey=locked)
        log_action(by=by, action="open_survey", thing=locked, version=version.version)
    survey.refresh_from_db()
    return survey


def change_settings(*, survey: Survey, by: User, **settings: Any) -> Survey:
    """Change how a survey looks and what it says around the questions; what its promise rests on only until it is open."""
    ensure_may(by, "surveys.change_questions")
    with transaction.atomic():
        locked = Survey.objects.select_for_update().get(pk=survey.pk)
        if locked.published and any(getattr(locked, name) != settings[name] for name in FROZEN_WITH_PROMISE if name in settings):
            raise Refusal(PROMISE_GIVEN)
        _set(locked, settings)
        locked.save(update_fields=[*settings])
        log_action(by=by, action="change_settings", thing=locked)
    survey.refresh_from_db()
    return survey


def _named(definition: Definition, slug: str, title: dict[str, str]) -> Definition:
    """Return questions that have a name and a title in files too."""
    return replace(
        definition, name=definition.name or slug, title=definition.title or in_language(title, definition.default_language or None)
    )


def _set(survey: Survey, settings: Mapping[str, Any]) -> None:
    for name, value in settings.items():
        if name not in SETTINGS:
            message = f"a survey has no setting {name}"
            raise TypeError(message)
        setattr(survey, name, _on_one_line(value) if name == "title" else value)


def _on_one_line(title: Mapping[str, str]) -> dict[str, str]:
    """Return a title without line breaks: it stands in names of files and in the headers of letters."""
    return {language: " ".join(words.split()) for language, words in title.items()}


def _release(survey: Survey) -> Questionnaire:
    version = in_the_works(survey)
    if version is None:
        raise Refusal(NOTHING_IN_THE_WORKS)
    for place, what in what_is_not_ready(version):
        raise Refusal(QUESTIONS_NOT_READY, place=place, what=what)
    definition = definition_of(version)
    asked_who = [
        said(question.label, definition, default_of(definition))[0] or question.name for question in identity_questions(definition)
    ]
    if survey.for_children and asked_who:
        raise Refusal(ASKS_A_CHILD_WHO, questions=", ".join(asked_who))
    version.released, version.before = True, None
    version.save(update_fields=["released", "before"])
    return version


def _free_address(title: dict[str, str]) -> str:
    """Return words of the title that no other survey has as its address."""
    own = slugify(in_language(title, "en"))[:LONGEST_ADDRESS].strip("-_") or "survey"
    again = (f"{own}-{number}" for number in count(2))
    return (
        own
        if not Survey.objects.filter(slug=own).exists()
        else next(each for each in again if not Survey.objects.filter(slug=each).exists())
    )
