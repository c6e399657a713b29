"""Who may do what, as sentences. Each app's `rules.py` declares one table; docs/permissions.md is printed from all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rules
from rules import Predicate

from commonshelf.common.accounts.terms import UserRole
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import NOT_ALLOWED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User

    Anyone = User | AnonymousUser


def _has_role(user: Anyone, role: UserRole) -> bool:
    return bool(user.is_authenticated and user.is_active and getattr(user, "role", "") == role)


@rules.predicate
def anybody(user: Anyone) -> bool:  # noqa: ARG001 -- a predicate takes the user whom it lets pass
    """Let everybody pass, signed in or not."""
    return True


@rules.predicate
def is_resident(user: Anyone) -> bool:
    """Signed in by a mailed code."""
    return _has_role(user, UserRole.RESIDENT)


@rules.predicate
def is_partner(user: Anyone) -> bool:
    """A contact at a partner organization."""
    return _has_role(user, UserRole.PARTNER)


@rules.predicate
def is_volunteer(user: Anyone) -> bool:
    """A volunteer with a sign-in."""
    return _has_role(user, UserRole.VOLUNTEER)


@rules.predicate
def is_branch_staff(user: Anyone) -> bool:
    """Staff of one branch."""
    return _has_role(user, UserRole.BRANCH_STAFF)


@rules.predicate
def is_outreach_staff(user: Anyone) -> bool:
    """Staff who do outreach for the whole library."""
    return _has_role(user, UserRole.OUTREACH_STAFF)


@rules.predicate
def is_reader(user: Anyone) -> bool:
    """Director, board or analyst: every number, no name."""
    return _has_role(user, UserRole.READER)


@rules.predicate
def is_administrator(user: Anyone) -> bool:
    """Runs the installation."""
    return _has_role(user, UserRole.ADMINISTRATOR)


works_here = is_branch_staff | is_outreach_staff | is_administrator
reads_numbers = works_here | is_reader
signed_in = is_resident | is_partner | is_volunteer | reads_numbers

_TABLE: dict[str, Predicate] = {}


def declare(table: Mapping[str, Predicate]) -> None:
    """Enter an app's table {"app.verb_object": who} into the one set of permissions."""
    for name, who in table.items():
        rules.add_perm(name, who)
        _TABLE[name] = who


def permission_table() -> dict[str, Predicate]:
    """Return every declared permission, in order of name."""
    return dict(sorted(_TABLE.items()))


def may(user: Anyone, permission: str, thing: Any = None) -> bool:
    """Say whether `user` may do `permission` to `thing`; a permission nobody declared is a fault of ours."""
    if permission not in _TABLE:
        message = f"no rules.py declares the permission {permission}"
        raise LookupError(message)
    return bool(rules.has_perm(permission, user, thing))


def ensure_may(user: Anyone, permission: str, thing: Any = None) -> None:
    """Refuse unless `user` may."""
    if not may(user, permission, thing):
        raise Refusal(NOT_ALLOWED)


declare(
    {
        "accounts.read_my_page": signed_in,
        "accounts.keep_second_factor": reads_numbers,
        "accounts.read_users": is_administrator,
        "accounts.make_user": is_administrator,
        "accounts.invite_user": is_administrator,
        "accounts.change_role": is_administrator,
        "accounts.deactivate_user": is_administrator,
        "accounts.reactivate_user": is_administrator,
        "accounts.remove_second_factor": is_administrator,
    }
)
