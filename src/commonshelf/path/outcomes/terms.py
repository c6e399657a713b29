"""The words of outcomes, and their refusals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


class Agreement(models.IntegerChoices):
    """The five points of the scale."""

    STRONGLY_DISAGREE = 1, _("Strongly disagree")
    DISAGREE = 2, _("Disagree")
    NEITHER = 3, _("Neither agree nor disagree")
    AGREE = 4, _("Agree")
    STRONGLY_AGREE = 5, _("Strongly agree")


OUTCOME_EMPTY = ErrorCode("outcomes.empty", _("None of the statements has an answer."), _("Answer at least one, then send it again."))
SESSION_NOT_OVER_YET = ErrorCode("outcomes.session_not_over", _("This session has not begun yet."), _("Come back after it."), status=409)
