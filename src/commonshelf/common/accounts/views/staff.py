"""The pages on which administrators make sign-ins and change what they may do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonshelf.common.accounts import actions
from commonshelf.common.accounts.doors import door
from commonshelf.common.accounts.forms.staff import RoleForm, UserForm
from commonshelf.common.accounts.queries import users_visible_to
from commonshelf.common.design.form_page import answer_form

if TYPE_CHECKING:
    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest

USERS_ON_A_PAGE = 25


@door("accounts.read_users")
def users(request: SignedInRequest) -> HttpResponse:
    """List the sign-ins."""
    page = Paginator(users_visible_to(request.user), USERS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/staff/users.html", {"page_obj": page})


@door("accounts.make_user")
def make_user(request: SignedInRequest) -> HttpResponse:
    """Make a sign-in and mail its owner how to use it."""

    def act(told: dict[str, Any]) -> str:
        user = actions.make_user(**told, by=request.user)
        actions.invite_user(user=user, by=request.user)
        return reverse("accounts:user", args=[user.pk])

    said = _("The sign-in is made, and a mail says how to use it.")
    return answer_form(request, UserForm(request.POST or None), act=act, template="accounts/staff/make_user.html", said=said)


@door("accounts.change_role")
def user(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one sign-in, and change its role."""
    shown = get_object_or_404(users_visible_to(request.user), pk=pk)
    form = RoleForm(request.POST or None, initial={"role": shown.role})

    def act(told: dict[str, Any]) -> str:
        actions.change_role(user=shown, role=told["role"], by=request.user)
        return reverse("accounts:user", args=[pk])

    return answer_form(request, form, act=act, template="accounts/staff/user.html", said=_("The role is changed."), shown=shown)


@door("accounts.invite_user")
@require_POST
def invite_user(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mail somebody how to sign in."""
    actions.invite_user(user=get_object_or_404(users_visible_to(request.user), pk=pk), by=request.user)
    return _back_to(request, pk, _("The mail is on its way."))


@door("accounts.deactivate_user")
@require_POST
def deactivate_user(request: SignedInRequest, pk: int) -> HttpResponse:
    """Switch a sign-in off."""
    actions.deactivate_user(user=get_object_or_404(users_visible_to(request.user), pk=pk), by=request.user)
    return _back_to(request, pk, _("The sign-in is switched off."))


@door("accounts.reactivate_user")
@require_POST
def reactivate_user(request: SignedInRequest, pk: int) -> HttpResponse:
    """Switch a sign-in on again."""
    actions.reactivate_user(user=get_object_or_404(users_visible_to(request.user), pk=pk), by=request.user)
    return _back_to(request, pk, _("The sign-in is switched on."))


@door("accounts.remove_second_factor")
@require_POST
def remove_second_factor(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take away a second factor that was lost."""
    actions.remove_second_factor(user=get_object_or_404(users_visible_to(request.user), pk=pk), by=request.user)
    return _back_to(request, pk, _("The second step is removed. The next sign-in sets up a new one."))


def _back_to(request: SignedInRequest, pk: int, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("accounts:user", args=[pk]))
