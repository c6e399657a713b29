"""What the pages of sign-ins ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commonshelf.common.accounts.forms.public import LONGEST_NAME
from commonshelf.common.accounts.terms import UserRole


class UserForm(forms.Form):
    """A new sign-in."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    email = forms.EmailField(label=_("Mail address"), max_length=254)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=UserRole.choices,
        help_text=_("Staff sign in with a password and a second step. Everybody else signs in with a code that we mail."),
    )


class RoleForm(forms.Form):
    """Another role for a sign-in."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=UserRole.choices,
        help_text=_("Who begins or ends working here is signed out everywhere."),
    )
