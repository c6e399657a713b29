"""The words of quotas, and what is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode

LONGEST_NAME = 120
LONGEST_CONDITION = 2_000
MOST_QUOTAS = 50
MOST_WANTED = 1_000_000

QUOTA_UNREADABLE = ErrorCode(
    "surveys.quota_unreadable",
    _("This condition cannot be read: %(detail)s"),
    _("Write it as in a form, such as selected(${age}, '19-34')."),
)
QUOTA_ASKS_UNKNOWN = ErrorCode(
    "surveys.quota_asks_unknown", _("The survey asks no question called “%(question)s”."), _("Use the short names of its questions.")
)
QUOTA_ASKS_NOTHING = ErrorCode(
    "surveys.quota_asks_nothing",
    _("This condition is about no answer, so it would count everybody or nobody."),
    _("Name a question in it."),
)
QUOTA_OUT_OF_RANGE = ErrorCode(
    "surveys.quota_out_of_range", _("%(wanted)s is not a number of answers that can be wanted."), _("Write a number from 1 to 1,000,000.")
)
QUOTA_WAS_USED = ErrorCode(
    "surveys.quota_was_used",
    _("This quota has turned people away, and their responses say so."),
    _("Leave it. If it should turn nobody away any more, want more answers."),
    status=409,
)
QUOTAS_TOO_MANY = ErrorCode("surveys.quotas_too_many", _("A survey has at most %(most)s quotas."), _("Take one away first."))
