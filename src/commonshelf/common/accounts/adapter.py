"""How allauth signs people in here. docs/decisions/0004-sign-in.md says why."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext_lazy as _

from commonshelf.common.accounts.limits import digest_of_address, take_one
from commonshelf.common.accounts.models import User
from commonshelf.common.accounts.terms import CODE_IS_NOT_ENOUGH, STAFF_ROLES, UNKNOWN_TO_US, UserRole
from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.library.queries import the_library
from commonshelf.common.outbox.actions import post_message

if TYPE_CHECKING:
    from allauth.account.models import Login
    from allauth.socialaccount.models import SocialLogin
    from django.forms import Form
    from django.http import HttpRequest

SIGN_IN_MAILS_AN_HOUR = 12
LOGIN_CODE_MAIL = "account/email/login_code"
# What allauth writes to an address that gets no code. What is true of it is said instead: the mail goes to its owner alone.
NO_CODE_MAILS = frozenset({"account/email/unknown_account", "account/email/account_already_exists"})
ENOUGH_FOR_STAFF = frozenset({"password", "socialaccount", "mfa"})


class HouseAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """The library's way of signing in: staff with a password and a second factor, everybody else with a mailed code."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This sign-in is switched off."),
        "email_password_mismatch": _("The mail address and the password do not go together."),
        "incorrect_code": _("This code is not right. Look at the newest mail from us and type it again."),
        "too_many_login_attempts": _("That was tried too often. Wait five minutes, then try again."),
        "rate_limited": _("That was tried too often. Wait five minutes, then try again."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Post a mail to the outbox. One that carries a code is of no use when the code has run out.

        Anybody may type anybody's address, so an address gets twelve of them an hour. The page says nothing of it, as it says
        nothing of whether an address has a sign-in.
        """
        if not take_one("sign-in mail", email.lower(), most=SIGN_IN_MAILS_AN_HOUR):
            return
        letter = _letter_for(template_prefix, email)
        words = {**context, "email": email, "library": the_library(), "base_url": settings.BASE_URL}
        payload = {
            "to": email,
            "subject": " ".join(render_to_string(f"{letter}_subject.txt", words).split()),
            "body": render_to_string(f"{letter}_message.txt", words).strip(),
            "language": get_language() or settings.LANGUAGE_CODE,
        }
        if letter == LOGIN_CODE_MAIL:
            payload["good_until"] = (now() + dt.timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)).isoformat()
        with transaction.atomic():
            post_message(key=f"accounts.sign_in:{uuid4()}", kind="mail", payload=payload)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return what stands for the address of who asks: allauth's limits keep it, and the database is to hold no addresses."""
        return digest_of_address(super().get_client_ip(request))

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Mail staff the link that sets a password; tell everybody else that they need none."""
        letter = "account/email/password_reset_key" if user.is_staff_member else "account/email/account_already_exists"
        self.send_mail(letter, email, context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link under the library's own address, whatever host the request named."""
        path: str = super().get_reset_password_from_key_url(key)
        return settings.BASE_URL + "/" + path.split("/", 3)[3]

    def save_user(self, request: HttpRequest, user: User, form: Form, commit: bool = True) -> User:  # noqa: ARG002, FBT001, FBT002 -- allauth's signature
        """Save who signed up: always a resident, whatever was posted, and without a password."""
        told = form.cleaned_data
        user.email, user.name = told["email"].lower(), told.get("name", "")
        user.role, user.language = UserRole.RESIDENT, get_language() or ""
        user.set_unusable_password()
        user.save()
        return user

    def is_login_by_code_required(self, login: Login) -> bool:
        """Mail a code at sign-up too, so that nobody opens a sign-in with somebody else's address."""
        methods = {record["method"] for record in get_authentication_records(self.request, login.user)}
        return bool(login.signup) and "code" not in methods

    def login(self, request: HttpRequest, user: User) -> None:
        """Open the session. A mailed code is never enough for staff, even if the role came while the mail was on its way."""
        methods = {record["method"] for record in get_authentication_records(request, user)}
        if user.is_staff_member and not methods & ENOUGH_FOR_STAFF:
            request.session.flush()
            raise Refusal(CODE_IS_NOT_ENOUGH)
        super().login(request, user)


class HouseProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """The library's own OpenID Connect provider. It says who somebody is; what they may do is decided here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 -- allauth's signature
        """Never make a sign-in from what a provider says."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:  # noqa: ARG002 -- allauth's signature
        """Find who works here under the mail address that the provider has proven. Nothing the provider says is kept."""
        proven = {one.email.lower() for one in sociallogin.email_addresses if str(one.verified).lower() == "true"}
        user = User.objects.filter(email__in=proven, is_active=True, role__in=STAFF_ROLES).first()
        if user is None:
            raise Refusal(UNKNOWN_TO_US, provider=sociallogin.provider.name)
        sociallogin.user = user
        sociallogin.state["process"] = AuthProcess.LOGIN  # never “connect”: there is nothing here to connect to


def _letter_for(template_prefix: str, email: str) -> str:
    """Return the mail that is true for who owns this address."""
    user = User.objects.filter(email=email.lower()).first() if template_prefix in NO_CODE_MAILS else None
    if user is None:
        return template_prefix
    if not user.is_active:
        return "accounts/email/switched_off"
    return "accounts/staff/password_please" if user.is_staff_member else "account/email/account_already_exists"
