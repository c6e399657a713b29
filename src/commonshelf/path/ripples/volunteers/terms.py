"""The words of volunteering, and its refusals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


class HoursState(models.TextChoices):
    """Hours count once somebody on the staff has approved them."""

    CLAIMED = "claimed", _("claimed")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")


HOURS_OUT_OF_RANGE = ErrorCode(
    "volunteers.hours_out_of_range",
    _("%(hours)s is not a number of hours from a quarter to 24."),
    _("Write the hours of one day, for example 2.5."),
)
HOURS_IN_FUTURE = ErrorCode(
    "volunteers.hours_in_future", _("The day %(day)s has not come yet."), _("Write down hours after they were worked.")
)
HOURS_SETTLED = ErrorCode("volunteers.hours_settled", _("These hours were settled already."), _("Nothing is to be done."), status=409)
RATE_OUT_OF_RANGE = ErrorCode(
    "volunteers.rate_out_of_range",
    _("%(amount)s is not what an hour can be worth."),
    _("Write dollars for one hour, for example 34.79."),
)
