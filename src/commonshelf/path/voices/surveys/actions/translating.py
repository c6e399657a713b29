"""Translating a survey: words in another language, beside the words they were made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.path.voices.surveys.actions.building import change_questions
from commonshelf.path.voices.surveys.queries import definition_of
from commonshelf.path.voices.surveys.queries.building import newest_version
from commonshelf.questionnaire.definition import Questionnaire as Definition
from commonshelf.questionnaire.texts import mark, with_texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from commonshelf.common.accounts.models import User
    from commonshelf.path.voices.surveys.models import Questionnaire, Survey


def change_words(
    *, survey: Survey, language: str, words: Mapping[str, str], fitting: Sequence[str] = (), over: Definition | None = None, by: User
) -> Questionnaire | None:
    """Keep translations by the keys of their texts; `fitting` are those whose words still fit, though the first language was changed.

    Nothing is kept, and no version begun, where every word is as it was. `over` is what was translated: it is refused when somebody was quicker.
    """
    version = newest_version(survey)
    definition = definition_of(version) if version is not None else Definition("", "", ())
    changed = with_texts(definition, {key: {language: each} for key, each in words.items()})
    marks = version.marks if version else {}
    for key in (*(key for key, each in words.items() if each.strip()), *fitting):
        marks = mark(changed, marks, key, language)
    if version is not None and changed == definition and marks == version.marks:
        return None
    return change_questions(survey=survey, definition=changed, marks=marks, by=by, over=over or definition)
