"""Making sign-ins, and changing what they may do. Only administrators do so; everything is logged."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, connection, transaction

from commonshelf.common.accounts.invitations import invitation_for
from commonshelf.common.accounts.models import User
from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.accounts.terms import (
    ADMINISTRATOR_EXISTS,
    EMAIL_TAKEN,
    EMAIL_UNREADABLE,
    LAST_ADMINISTRATOR,
    PASSWORD_FOR_STAFF_ONLY,
    PASSWORD_TOO_WEAK,
    STAFF_ROLES,
    USER_SWITCHED_OFF,
    UserRole,
)
from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.outbox.actions import post_message
from commonshelf.common.text.cleaning import clean_text

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

LONGEST_NAME = 120
UNPROVEN_SIGN_UPS_KEPT = dt.timedelta(days=7)


def make_user(*, email: str, name: str, role: str, password: str | None = None, by: User | AnonymousUser) -> User:
    """Make a sign-in. Staff may get a password; everybody else signs in with a mailed code."""
    ensure_may(by, "accounts.make_user")
    with transaction.atomic():
        user = _new_user(email=email, name=name, role=UserRole(role), password=password)
        log_action(by=by, action="make_user", thing=user, role=user.role)
    return user


def make_first_administrator(*, email: str, name: str, password: str | None = None) -> User:
    """Make the sign-in of whoever sets up the house. Only the command line comes here, and only once."""
    with transaction.atomic():
        if _administrators().exists():
            raise Refusal(ADMINISTRATOR_EXISTS)
        user = _new_user(email=email, name=name, role=UserRole.ADMINISTRATOR, password=password)
        log_action(by=None, action="make_first_administrator", thing=user)
    return user


def invite_user(*, user: User, by: User) -> None:
    """Mail somebody how to sign in: staff get a link that sets their password, others learn about the mailed code."""
    ensure_may(by, "accounts.invite_user", user)
    if not user.is_active:
        raise Refusal(USER_SWITCHED_OFF)
    with transaction.atomic():
        log_action(by=by, action="invite_user", thing=user)
        post_message(key=f"accounts.invitation:{user.pk}:{uuid4()}", kind="mail", payload=invitation_for(user))


def change_role(*, user: User, role: str, by: User) -> User:
    """Give a sign-in another role. Who starts or ends working here is signed out everywhere and begins anew."""
    ensure_may(by, "accounts.change_role", user)
    with transaction.atomic():
        if user.role == UserRole.ADMINISTRATOR and role != user.role:
            _ensure_another_administrator(user)
        was, user.role = user.role, UserRole(role)
        if (was in STAFF_ROLES) != user.is_staff_member:
            user.set_unusable_password()  # ends every session, since sessions carry a digest of the password
            Authenticator.objects.filter(user=user).delete()
        user.save(update_fields=["role", "password"])
        log_action(by=by, action="change_role", thing=user, was=was, role=user.role)
    return user


def deactivate_user(*, user: User, by: User) -> User:
    """Switch a sign-in off: its sessions end with their next click, its history stays."""
    ensure_may(by, "accounts.deactivate_user", user)
    with transaction.atomic():
        if user.role == UserRole.ADMINISTRATOR:
            _ensure_another_administrator(user)
        user.is_active = False
        user.save(update_fields=["is_active"])
        log_action(by=by, action="deactivate_user", thing=user)
    return user


def reactivate_user(*, user: User, by: User) -> User:
    """Switch a sign-in on again, as it was."""
    ensure_may(by, "accounts.reactivate_user", user)
    with transaction.atomic():
        user.is_active = True
        user.save(update_fields=["is_active"])
        log_action(by=by, action="reactivate_user", thing=user)
    return user


def remove_second_factor(*, user: User, by: User) -> None:
    """Take away the second factor of somebody who lost it: the next sign-in sets up a new one before anything else."""
    ensure_may(by, "accounts.remove_second_factor", user)
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        log_action(by=by, action="remove_second_factor", thing=user)


def forget_unproven_sign_ups() -> int:
    """Delete sign-ups whose mailed code was never entered; return how many. Runs every day."""
    oldest = now() - UNPROVEN_SIGN_UPS_KEPT
    unproven = User.objects.filter(role=UserRole.RESIDENT, last_login=None, made_at__lt=oldest, emailaddress__verified=False)
    with transaction.atomic():
        gone = list(unproven.select_for_update(of=("self",)))
        for user in gone:
            user.delete()
    return len(gone)


def forget_old_limits() -> int:
    """Delete what was counted in hours that are over; return how many rows. Django's cache does so only when it is full."""
    moment = connection.ops.adapt_datetimefield_value(now().replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_cache WHERE expires < %s", [moment])
        return int(cursor.rowcount)


def _new_user(*, email: str, name: str, role: UserRole, password: str | None) -> User:
    """Return a saved user whose mail address counts as proven, since somebody answers for it."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refusal(EMAIL_UNREADABLE, email=address[:80]) from None
    _check_password(password, role, User(email=address, name=name))
    try:
        with transaction.atomic():
            user = User.objects.create_user(address, password, name=clean_text(name, limit=LONGEST_NAME), role=role)
            EmailAddress.objects.create(user=user, email=address, primary=True, verified=True)
    except IntegrityError:
        raise Refusal(EMAIL_TAKEN, email=address) from None
    return user


def _check_password(password: str | None, role: UserRole, user: User) -> None:
    if password is None:
        return
    if role not in STAFF_ROLES:
        raise Refusal(PASSWORD_FOR_STAFF_ONLY)
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Refusal(PASSWORD_TOO_WEAK, why=" ".join(weak.messages)) from None


def _administrators() -> QuerySet[User]:
    """Return the administrators who can sign in, locked: two who switch each other off at once must not both succeed."""
    return User.objects.select_for_update().filter(role=UserRole.ADMINISTRATOR, is_active=True)


def _ensure_another_administrator(user: User) -> None:
    if not [other for other in _administrators() if other.pk != user.pk]:
        raise Refusal(LAST_ADMINISTRATOR)
