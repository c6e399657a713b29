"""The words of signing in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


class UserRole(models.TextChoices):
    """What a sign-in may do (DESIGN section 5). Nobody signed in is the eighth role and has no row."""

    RESIDENT = "resident", _("Resident")
    PARTNER = "partner", _("Partner contact")
    VOLUNTEER = "volunteer", _("Volunteer")
    BRANCH_STAFF = "branch_staff", _("Branch staff")
    OUTREACH_STAFF = "outreach_staff", _("Outreach staff")
    READER = "reader", _("Reader: every number, no name")
    ADMINISTRATOR = "administrator", _("Administrator")


STAFF_ROLES = frozenset({UserRole.BRANCH_STAFF, UserRole.OUTREACH_STAFF, UserRole.READER, UserRole.ADMINISTRATOR})

EMAIL_UNREADABLE = ErrorCode(
    "accounts.email_unreadable", _("“%(email)s” is not a mail address."), _("Write it like name@example.org, then send it again.")
)
EMAIL_TAKEN = ErrorCode(
    "accounts.email_taken", _("%(email)s already has a sign-in."), _("Look for it in the list of sign-ins and change its role instead.")
)
PASSWORD_TOO_WEAK = ErrorCode(
    "accounts.password_too_weak", _("This password is too easy to guess: %(why)s"), _("Take at least twelve signs, for example four words.")
)
PASSWORD_FOR_STAFF_ONLY = ErrorCode(
    "accounts.password_for_staff_only",
    _("Only people who work for the library have a password."),
    _("Leave the password out: everybody else signs in with a code that we mail."),
)
LAST_ADMINISTRATOR = ErrorCode(
    "accounts.last_administrator",
    _("This is the last administrator, and a house needs one."),
    _("Make somebody else an administrator first."),
    status=409,
)
ADMINISTRATOR_EXISTS = ErrorCode(
    "accounts.administrator_exists",
    _("This house has an administrator already."),
    _("Sign in as an administrator and make further sign-ins there."),
    status=409,
)
USER_SWITCHED_OFF = ErrorCode(
    "accounts.user_switched_off", _("This sign-in is switched off."), _("Switch it on first, then try again."), status=409
)
CODE_IS_NOT_ENOUGH = ErrorCode(
    "accounts.code_is_not_enough",
    _("People who work for the library cannot sign in with a mailed code alone."),
    _("Sign in with your password and your second step."),
    status=403,
)
UNKNOWN_TO_US = ErrorCode(
    "accounts.unknown_to_us",
    _("%(provider)s knows you, but nobody who works here has the mail address it gave us."),
    _("Ask an administrator of your library to make a sign-in with exactly that mail address."),
    status=403,
)
PROVIDER_SILENT = ErrorCode(
    "accounts.provider_silent",
    _("The sign-in of your library does not answer."),
    _("Wait a few minutes and try again. If it stays so, tell whoever runs it."),
    status=503,
)
