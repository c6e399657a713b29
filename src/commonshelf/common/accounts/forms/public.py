"""The forms of signing in. Their words are ours, so that they come in every language the library speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.fields import EmailField, PasswordField
from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, RequestLoginCodeForm, SignupForm
from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from commonshelf.common.accounts.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LONGEST_NAME = 120


class CodeRequestForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """Where to mail the code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = EmailField(label=_("Your mail address"))
        _quiet(self)

    def clean_email(self) -> str:
        """Treat people who work here like an unknown address: they get a mail that says why, and no code."""
        email: str = super().clean_email()
        found: User | None = getattr(self, "_user", None)
        self._user = None if found is not None and found.is_staff_member else found
        return email


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The code from the mail")
        _quiet(self)


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth has no types
    """A mail address, and what to call whoever has it."""

    name = forms.CharField(
        label=_("What may we call you?"),
        help_text=_("A first name is enough. You can leave this empty."),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("email", "name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your mail address")
        _quiet(self)

    def validate_unique_email(self, value: str) -> str:
        """Let a known address pass like a new one: its owner is told by mail, and nobody else is told anything."""
        self.account_already_exists = User.objects.filter(email=value).exists()
        return value

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Make the sign-in, once: of two clicks at the same moment the second one finds it made."""
        try:
            with transaction.atomic():
                made: tuple[User | None, HttpResponse | None] = super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            made = super().try_save(request)
        return made


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Mail address and password, for people who work here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Your mail address at work")
        # allauth leaves the password out where sign-up asks for none; staff have one all the same.
        self.fields["password"] = PasswordField(label=_("Password"), autocomplete="current-password")
        _quiet(self)

    def code_form(self) -> CodeRequestForm:
        """Return the other form of the page: most people who come here have no password."""
        return CodeRequestForm()


def _quiet(form: forms.Form) -> None:
    """Take the placeholders away: they vanish while one types, and every field has a label."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
