"""The words of surveys, and their refusals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


class QuestionKind(models.TextChoices):
    """What sort of answer a question takes."""

    TEXT = "text", _("Open answer")
    SELECT_ONE = "select_one", _("One choice")
    SELECT_MULTIPLE = "select_multiple", _("Several choices")


class Mode(models.TextChoices):
    """How a response was given."""

    WEB = "web", _("Web")
    PAPER = "paper", _("Paper")
    KIOSK = "kiosk", _("Kiosk")
    INTERVIEW = "interview", _("Interview")


class Disposition(models.TextChoices):
    """How far a response went."""

    COMPLETE = "complete", _("complete")
    PARTIAL = "partial", _("partial")


SURVEY_CLOSED = ErrorCode(
    "surveys.closed", _("This survey is not open now."), _("You can still tell us on the page “Have your say”."), status=409
)
ANSWER_MISSING = ErrorCode(
    "surveys.answer_missing", _("The question “%(question)s” has no answer."), _("Answer it, then send the survey again.")
)
CHOICE_UNKNOWN = ErrorCode(
    "surveys.choice_unknown", _("“%(answer)s” is not a choice of the question “%(question)s”."), _("Choose one of the answers on the page.")
)
RESPONSE_EMPTY = ErrorCode(
    "surveys.response_empty", _("No question was answered."), _("Answer at least one question, then send the survey again.")
)
