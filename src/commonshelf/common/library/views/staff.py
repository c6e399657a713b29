"""The page of the library's own settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms import model_to_dict
from django.urls import reverse
from django.utils.translation import gettext as _

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.form_page import answer_form
from commonshelf.common.library import actions
from commonshelf.common.library.forms.staff import LibraryForm
from commonshelf.common.library.queries import the_library

if TYPE_CHECKING:
    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest


@door("library.describe_library")
def settings(request: SignedInRequest) -> HttpResponse:
    """Show and change the library's own settings."""
    form = LibraryForm(request.POST or None, initial=model_to_dict(the_library()))

    def act(told: dict[str, Any]) -> str:
        actions.describe_library(**told, by=request.user)
        return reverse("library:settings")

    return answer_form(request, form, act=act, template="library/staff/settings.html", said=_("The settings are saved."))
