"""The refusals of gifts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode

AMOUNT_WRONG = ErrorCode(
    "gifts.amount_wrong", _("%(amount)s is not an amount from 0.01 to 99,999,999.99."), _("Write the amount, for example 250.00.")
)
GIVER_MISSING = ErrorCode(
    "gifts.giver_missing",
    _("It does not say who gave this."),
    _("Choose a person or an organization, or say that the giver is not to be named."),
)
TWO_GIVERS = ErrorCode("gifts.two_givers", _("This gift names a person and an organization."), _("Choose one of the two."))
FUND_TAKEN = ErrorCode(
    "gifts.fund_taken", _("There is a fund called “%(name)s” already."), _("Use that one, or choose another name."), status=409
)
GIFT_IN_FUTURE = ErrorCode("gifts.in_future", _("The day %(day)s has not come yet."), _("Record a gift once it has arrived."))
NAMED_AND_UNNAMED = ErrorCode(
    "gifts.named_and_unnamed",
    _("This gift names its giver and says that the giver is not to be named."),
    _("Take out the name, or the tick."),
)
