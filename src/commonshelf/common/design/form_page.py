"""The one way a page with a form behaves, so that no view writes it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render

from commonshelf.common.errors.catalogue import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse


def answer_form(
    request: HttpRequest,
    form: forms.Form,
    *,
    act: Callable[[dict[str, Any]], str],
    template: str,
    said: str = "",
    **context: object,
) -> HttpResponse:
    """Show `form`; once it is sent and valid, `act` on its cleaned data and go to the address `act` returns.

    A Refusal of the action is shown on the form and nothing typed is lost. `said` is the message on the next page.
    """
    if request.method == "POST" and form.is_valid():
        try:
            address = act(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if said:
                messages.success(request, said)
            return HttpResponseRedirect(address)
    status = 200 if request.method == "GET" or not form.errors else 422
    return render(request, template, {"form": form, **context}, status=status)
