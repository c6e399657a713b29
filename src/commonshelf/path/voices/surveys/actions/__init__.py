"""Writing surveys: asking, answering, and bringing in what was answered elsewhere."""

from commonshelf.path.voices.surveys.actions.answering import Submitted, submit_response
from commonshelf.path.voices.surveys.actions.asking import QuestionDraft, close_survey, open_survey

__all__ = ["QuestionDraft", "Submitted", "close_survey", "open_survey", "submit_response"]
