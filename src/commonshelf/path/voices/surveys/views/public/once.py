"""Answering once: an invitation is exchanged for a token in this browser, and a browser that has answered says so."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import signing
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.receipts.codes import digest_of
from commonshelf.path.voices.surveys.actions.inviting import refuse_letters
from commonshelf.path.voices.surveys.actions.once import new_token, take_up_credential
from commonshelf.path.voices.surveys.forms.public.invited import CodeForm
from commonshelf.path.voices.surveys.queries import is_open
from commonshelf.path.voices.surveys.queries.once import credential_of, promise_of
from commonshelf.path.voices.surveys.terms import Access
from commonshelf.path.voices.surveys.terms.once import INVITATION_OVER, INVITATION_UNKNOWN

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from commonshelf.path.voices.surveys.models import Credential, Survey

ANSWERED = "survey_answered"
LONGEST = dt.timedelta(days=30)


@open_to_all
def invited(request: HttpRequest, code: str) -> HttpResponse:
    """Show the promise and one button. Opening the link changes nothing, because mail programs open links to look for harm."""
    credential = credential_of(code)
    if credential is None:
        raise Refusal(INVITATION_UNKNOWN)
    if request.method == "POST" and "stop" in request.POST:
        refuse_letters(code=code)
        return _unkept(render(request, "surveys/no_more_letters.html", {"survey": credential.survey}))
    if request.method == "POST":
        return _begun(request, code, credential.survey, lasting=True)
    return _begin_page(request, code, credential)


@open_to_all
def invitation_code(request: HttpRequest) -> HttpResponse:
    """Take a code that was printed on paper. It travels in no address, because a computer at the library remembers addresses."""
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "surveys/invitation_code.html", {"form": form}, status=422 if form.errors else 200)
    code: str = form.cleaned_data["code"]
    credential = credential_of(code)
    if credential is None:
        form.add_error("code", str(Refusal(INVITATION_UNKNOWN)))
        return _unkept(render(request, "surveys/invitation_code.html", {"form": form}, status=422))
    if "begin" in request.POST:
        return _begun(request, code, credential.survey, lasting=False)
    return _begin_page(request, code, credential, typed=True)


def _begin_page(request: HttpRequest, code: str, credential: Credential, *, typed: bool = False) -> HttpResponse:
    """Show the survey's promise. The token is made here, so that pressing the button twice asks for the same one."""
    if not is_open(credential.survey):
        raise Refusal(INVITATION_OVER)
    context = {
        "survey": credential.survey,
        "promise": promise_of(credential.survey),
        "code": code if typed else "",
        "by_letter": bool(credential.address),
        "token": signing.dumps(new_token(), salt=_salt_of(code)),
    }
    return _unkept(render(request, "surveys/invited.html", context))


def _begun(request: HttpRequest, code: str, survey: Survey, *, lasting: bool) -> HttpResponse:
    """Exchange the code, and lead on to the questions. Typed in, perhaps at a computer that others use, the right ends with the browser."""
    try:
        token = signing.loads(request.POST.get("token", ""), salt=_salt_of(code))
    except signing.BadSignature:
        token = ""
    taken = take_up_credential(code=code, token=token)
    answer = HttpResponseRedirect(reverse("surveys:answer", args=[survey.slug]))
    give_token(answer, survey, taken, lasting=lasting)
    return _unkept(answer)


def _salt_of(code: str) -> str:
    return f"surveys.begin {digest_of(code)}"


def _unkept(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store, private"
    return answer


def _name_of(survey: Survey) -> str:
    return f"survey_token_{survey.pk}"


def _cookie(survey: Survey) -> dict[str, Any]:
    """Return how cookies of a survey are kept: only its own pages get them, and no script does."""
    return {
        "path": _path_of(survey.slug),
        "httponly": True,
        "samesite": "Lax",
        "secure": settings.SESSION_COOKIE_SECURE,
    }


@lru_cache(maxsize=256)
def _path_of(slug: str) -> str:
    return reverse("surveys:answer", args=[slug])


def give_token(answer: HttpResponse, survey: Survey, token: str, *, lasting: bool) -> None:
    """Put a token into this browser: until the survey closes (thirty days at most), or only until the browser is closed."""
    seconds = int(min(survey.closes_at - now(), LONGEST).total_seconds()) if lasting else None
    answer.set_signed_cookie(_name_of(survey), token, salt=_name_of(survey), max_age=seconds, **_cookie(survey))


def token_of(request: HttpRequest, survey: Survey) -> str:
    """Return the token that this browser holds for a survey, or nothing."""
    return request.get_signed_cookie(_name_of(survey), default="", salt=_name_of(survey)) or ""


def led_to_invitation(request: HttpRequest, survey: Survey) -> HttpResponse | None:
    """Lead whoever has no token to the page where a code is typed; None where the questions may be shown."""
    if survey.access != Access.INVITED or token_of(request, survey):
        return None
    return redirect("surveys:invitation_code")


def remember_answered(answer: HttpResponse, survey: Survey) -> None:
    """Let this browser remember until the survey closes that it has answered, and take its token away. It remembers no code and no answer."""
    if survey.access == Access.INVITED:
        answer.delete_cookie(_name_of(survey), path=_path_of(survey.slug), samesite="Lax")
    if survey.access == Access.LINK:
        seconds = int((survey.closes_at - now()).total_seconds())
        answer.set_cookie(ANSWERED, "1", max_age=max(seconds, 1), **_cookie(survey))


def has_answered(request: HttpRequest) -> bool:
    """Say whether somebody has answered this survey in this browser; the cookie comes to the survey's own pages alone."""
    return ANSWERED in request.COOKIES
