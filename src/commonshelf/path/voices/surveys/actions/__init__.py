"""Writing surveys: asking, answering, and bringing in what was answered elsewhere."""

from commonshelf.path.voices.surveys.actions.answering import Submitted, submit_response
from commonshelf.path.voices.surveys.actions.asking import QuestionDraft, close_survey, open_simple_survey
from commonshelf.path.voices.surveys.actions.building import (
    change_questions,
    change_settings,
    draft_survey,
    open_survey,
    release_questionnaire,
    undo_change,
)

__all__ = [
    "QuestionDraft",
    "Submitted",
    "change_questions",
    "change_settings",
    "close_survey",
    "draft_survey",
    "open_simple_survey",
    "open_survey",
    "release_questionnaire",
    "submit_response",
    "undo_change",
]
