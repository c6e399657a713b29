"""Questions that are taken over: from a file, or into the library's own bank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_translations
from commonshelf.path.voices.surveys.actions.building import change_questions
from commonshelf.path.voices.surveys.models import OwnSet
from commonshelf.path.voices.surveys.terms import SURVEY_EMPTY
from commonshelf.questionnaire.definition import Questionnaire as Definition
from commonshelf.questionnaire.document import to_document
from commonshelf.questionnaire.editing import merge_in
from commonshelf.questionnaire.texts import mark_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonshelf.common.accounts.models import User
    from commonshelf.path.voices.surveys.models import Questionnaire, Survey

LONGEST_NAME = 200


def bring_form(*, survey: Survey, form: Definition, by: User) -> Questionnaire:
    """Take the questions of a form in place of those in the works. Its translations are taken to fit."""
    return change_questions(survey=survey, definition=form, marks=mark_all(form), by=by)


def keep_questions(*, name: dict[str, str], definition: Definition, places: Sequence[str], by: User) -> OwnSet:
    """Keep some questions of a survey in the library's bank. They are a copy: the survey may change without them."""
    ensure_may(by, "surveys.change_questions")
    called = clean_translations(name, limit=LONGEST_NAME)
    if not places:
        raise Refusal(SURVEY_EMPTY)
    empty = Definition("", "", (), languages=definition.languages, default_language=definition.default_language)
    languages = {language: language for language in definition.languages}
    kept = merge_in(empty, definition, places, languages=languages)
    with transaction.atomic():
        own = OwnSet.objects.create(name=called, definition=to_document(kept))
        log_action(by=by, action="keep_questions", thing=own)
    return own
