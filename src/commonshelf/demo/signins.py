"""The sign-ins of the sample town. Their passwords and second factors are printed on purpose: the town is made up."""

from __future__ import annotations

from typing import NamedTuple

from commonshelf.common.accounts.terms import UserRole

PASSWORD = "open shelves for all"  # noqa: S105 -- printed at the start of the sample town, and good for nothing else


class SignIn(NamedTuple):
    """One sign-in: what to type, its second factor (an authenticator's secret) and what it may do."""

    name: str
    email: str
    role: UserRole
    secret: str
    may: str


SIGN_INS = (
    SignIn(
        "Bao",
        "bao@riverbend.example",
        UserRole.OUTREACH_STAFF,
        "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        "listen, sort, decide, plan, reply: the whole path",
    ),
    SignIn(
        "Farid",
        "farid@riverbend.example",
        UserRole.BRANCH_STAFF,
        "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU",
        "write down voices, run and count the sessions of Hill Branch",
    ),
    SignIn(
        "Ruth", "ruth@riverbend.example", UserRole.READER, "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK", "read every number and no name: the director"
    ),
    SignIn(
        "Ada",
        "ada@riverbend.example",
        UserRole.ADMINISTRATOR,
        "NBSWY3DPO5XXE3DENBSWY3DPO5XXE3DE",
        "everything, and the sign-ins, the settings and the log",
    ),
)


def sign_in_named(name: str) -> SignIn | None:
    """Return the sign-in of a name, however it is written."""
    return next((one for one in SIGN_INS if one.name.lower() == name.strip().lower()), None)


def second_factor(name: str) -> str | None:
    """Return the six digits that this sign-in's authenticator shows now; None for a name nobody has."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time  # noqa: PLC0415 -- needs Django's apps

    one = sign_in_named(name)
    if one is None:
        return None
    return str(format_hotp_value(hotp_value(one.secret, next(iter(yield_hotp_counters_from_time())))))
