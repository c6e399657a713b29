"""The words of attendance, and their refusals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode

SESSION_NOT_OVER = ErrorCode(
    "attendance.session_not_over", _("This session has not begun yet."), _("Count the people once it has begun."), status=409
)
SESSION_WAS_CANCELLED = ErrorCode(
    "attendance.session_was_cancelled",
    _("This session was cancelled; nobody is counted."),
    _("Plan a new session if it took place after all."),
    status=409,
)
COUNT_OUT_OF_RANGE = ErrorCode(
    "attendance.count_out_of_range", _("%(count)s is not a number of people from 0 to 9,999."), _("Write how many people were there.")
)
