"""Surveys: questionnaires in versions, responses as they were given, and the right to answer once kept apart from what was answered."""

from commonshelf.path.voices.surveys.models.bringing_in import ColumnMapping, OwnSet
from commonshelf.path.voices.surveys.models.counting import Tabulation
from commonshelf.path.voices.surveys.models.once import Credential, Token
from commonshelf.path.voices.surveys.models.response import Attempt, Draft, OpenAnswer, QuotaPlace, Response, Upload
from commonshelf.path.voices.surveys.models.survey import Questionnaire, Quota, Survey, Wave

__all__ = [
    "Attempt",
    "ColumnMapping",
    "Credential",
    "Draft",
    "OpenAnswer",
    "OwnSet",
    "Questionnaire",
    "Quota",
    "QuotaPlace",
    "Response",
    "Survey",
    "Tabulation",
    "Token",
    "Upload",
    "Wave",
]
