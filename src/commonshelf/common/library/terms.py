"""The refusals of the library's own settings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode

LOWEST_THRESHOLD = 3

THRESHOLD_TOO_LOW = ErrorCode(
    "library.threshold_too_low",
    _("A count of fewer than %(lowest)s people can be traced to one of them."),
    _("Choose %(lowest)s or more; ten is usual."),
)
NUMBER_OUT_OF_RANGE = ErrorCode(
    "library.number_out_of_range", _("%(number)s days cannot be kept to."), _("Choose a number of days from 1 to %(highest)s.")
)
