"""The mail that tells somebody how to sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from commonshelf.common.library.queries import the_library

if TYPE_CHECKING:
    from commonshelf.common.accounts.models import User


def invitation_for(user: User) -> dict[str, Any]:
    """Return the payload of the mail, in the language of who gets it. Its link sets a password and is good for three days."""
    language = user.language or settings.LANGUAGE_CODE
    words = {"name": user.name, "library": the_library(), "link": f"{settings.BASE_URL}{_path_for(user)}"}
    letter = "accounts/staff/invitation" if user.is_staff_member else "accounts/email/invitation"
    with translation.override(language):
        subject = render_to_string(f"{letter}_subject.txt", words)
        body = render_to_string(f"{letter}_message.txt", words)
    return {"to": user.email, "subject": " ".join(subject.split()), "body": body.strip(), "language": language}


def _path_for(user: User) -> str:
    if not user.is_staff_member:
        return reverse("account_request_login_code")
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), default_token_generator.make_token(user)])
