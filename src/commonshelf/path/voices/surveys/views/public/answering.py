"""Answering a survey: one page or several, in any of its languages, with or without scripts. The kiosk and staff answer through the same door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from commonshelf.common.accounts.limits import who_sends
from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.actions.checking import AnswersFaulty, check_given
from commonshelf.path.voices.surveys.actions.drafting import forget_draft, keep_attempt, keep_draft
from commonshelf.path.voices.surveys.actions.uploading import keep_files
from commonshelf.path.voices.surveys.forms.public.about import AboutForm, told_at_once
from commonshelf.path.voices.surveys.forms.public.answer_page import AnswerPage, answer_page, begun, context_of, laid_of
from commonshelf.path.voices.surveys.forms.public.sent import Sent, read_sent, with_another_turn, without_turn
from commonshelf.path.voices.surveys.queries import state_of
from commonshelf.path.voices.surveys.queries.pages import as_begun
from commonshelf.path.voices.surveys.queries.results import has_public_results
from commonshelf.path.voices.surveys.terms import Mode, SurveyState
from commonshelf.path.voices.surveys.views.public.kept import kept_page
from commonshelf.questionnaire.definition import Repeat
from commonshelf.questionnaire.paging import page_with

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponse

    from commonshelf.path.voices.surveys.actions import Submitted
    from commonshelf.path.voices.surveys.forms.public.laid import Laid
    from commonshelf.path.voices.surveys.queries.pages import Shown

_ONE_YEAR = 60 * 60 * 24 * 365
FAULTY = 422
COUNTED = frozenset({Mode.WEB, Mode.KIOSK})  # who leaves here is counted


@dataclass(frozen=True)
class Door:
    """Through which door somebody answers: what draws the page, what it is told besides, and what happens once all is sent.

    `action` is where the form goes; empty, it is the page's own address. `token` is the right of somebody who was invited.
    `send` takes what was answered, as `submit_response` does.
    """

    done: Callable[[Submitted], HttpResponse]
    send: Callable[..., Submitted] = submit_response
    mode: str = Mode.WEB
    drawn_by: str = "surveys/answer.html"
    action: str = ""
    token: str = ""
    may_save: bool = True
    more: Mapping[str, Any] | None = None


def render_answer_page(request: HttpRequest, shown: Shown, door: Door) -> HttpResponse:
    """Show the page, or do what its buttons say. Whatever is refused, nothing that was typed is lost."""
    if request.method != "POST":
        if door.mode == Mode.WEB and state_of(shown.survey) != SurveyState.OPEN:
            return not_open(request, shown)
        return first_page(request, shown, door)
    shown = as_begun(shown, request.POST.get("~version", ""))
    laid = laid_of(shown)
    sent = read_sent(request.POST, laid)
    language = sent.speak
    if language in dict(settings.LANGUAGES):
        translation.activate(language)
        sent.about["language"] = language
    refused = []
    if request.FILES:
        sender = who_sends(request)
        refused = keep_files(asked=shown.asked, form=laid.form, files=request.FILES, given=sent.given, by=request.user, sender=sender)
    answer = _done(request, shown, laid, sent, door, refused)
    if language in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=_ONE_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )
    return answer


def first_page(request: HttpRequest, shown: Shown, door: Door) -> HttpResponse:
    """Show the first page to somebody who has said nothing yet: kept ready, where it is the same for everybody."""

    def drawn() -> AnswerPage:
        return answer_page(shown, begun(shown, laid_of(shown), counted=door.mode in COUNTED))

    return kept_page(request, shown, laid_of(shown), drawn, drawn_by=door.drawn_by, more=_more(door))


def go_on_answering(
    request: HttpRequest, shown: Shown, held: Mapping[str, Any], *, done: Callable[[Submitted], HttpResponse]
) -> HttpResponse:
    """Show the page on which somebody saved their answers, with all of them."""
    door = Door(done=done, action=reverse("surveys:answer", args=[shown.survey.slug]), token=held["token"])
    sent = Sent(
        number=held["number"], given=held["given"], about=held["about"], sent_once=UUID(held["sent_once"]), attempt=uuid4(), saved=True
    )
    return _shown(request, answer_page(shown, sent), door)


def show_answers(request: HttpRequest, shown: Shown, sent: Sent, door: Door) -> HttpResponse:
    """Show the page with answers that were given before."""
    return _shown(request, answer_page(shown, sent), door)


def not_open(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Say that nothing can be answered now, when it can, and how else to be heard."""
    survey = shown.survey
    return render(
        request,
        "surveys/not_open.html",
        {"survey": survey, "planned": now() < survey.opens_at, "results": has_public_results(survey)},
        status=409,
    )


def _done(request: HttpRequest, shown: Shown, laid: Laid, sent: Sent, door: Door, refused: list[str]) -> HttpResponse:
    """Do what the pressed button says. Without one (the Enter key), go on."""
    if sent.do == "save" and door.may_save and not sent.speak and not refused:
        return _saved(request, shown, sent, door)
    if refused or sent.speak or sent.do in {"add", "remove", "back"}:
        page = answer_page(shown, sent if refused else _turned(shown, laid, sent), refused=refused)
        return _shown(request, page, door, status=FAULTY if refused else 200)
    if not laid.counts_turns and (sent.do == "send" or not laid.by_section):  # nothing is to be drawn for somebody who is done
        return _sent(request, shown, laid, sent, door)
    here = answer_page(shown, sent)
    if here.new_turns():
        here.notice = _("A few more questions come with your answers. Please answer them too.")
        return _shown(request, here, door)
    if sent.do == "send" or here.last:
        return _sent(request, shown, laid, sent, door)
    return _on(request, shown, laid, here, door)


def _turned(shown: Shown, laid: Laid, sent: Sent) -> Sent:
    """Return what was sent with a turn more or less, or a page earlier. Nothing is held against it: nobody is done yet."""
    if sent.speak:
        return sent
    if sent.do == "back":
        order = answer_page(shown, sent).order
        sent.number = max((number for number in order if number < sent.number), default=order[0])
    elif isinstance(laid.item_at(sent.where), Repeat) and sent.where.endswith("]") is (sent.do == "remove"):
        sent.given = (with_another_turn if sent.do == "add" else without_turn)(sent.given, sent.where)
    return sent


def _on(request: HttpRequest, shown: Shown, laid: Laid, here: AnswerPage, door: Door) -> HttpResponse:
    """Go on to the next page, once this one is as it should be."""
    sent = here.sent
    checked = check_given(shown.asked, sent.given, translation.get_language() or settings.LANGUAGE_CODE)
    faults = [fault for fault in checked.faults if page_with(laid.pages, fault.place) == sent.number]
    if faults and sent.number < len(laid.pages):
        return _shown(request, answer_page(shown, sent, faults=faults), door, status=FAULTY)
    furthest = here.furthest
    sent.number = min((number for number in here.order if number > sent.number), default=here.order[-1])
    if sent.attempt is not None and door.mode in COUNTED:
        keep_attempt(asked=shown.asked, attempt=sent.attempt, language=_language(), mode=door.mode, furthest=furthest)
    return _shown(request, answer_page(shown, sent), door)


def _saved(request: HttpRequest, shown: Shown, sent: Sent, door: Door) -> HttpResponse:
    held = {"number": sent.number, "given": sent.given, "about": sent.about, "sent_once": str(sent.sent_once), "token": door.token}
    try:
        kept = keep_draft(asked=shown.asked, sent_once=sent.sent_once, held=held, by=request.user)
    except Refusal as refusal:
        return _shown(request, answer_page(shown, sent, refused=[str(refusal)]), door, status=refusal.code.status)
    answer = render(request, "surveys/saved.html", {"survey": shown.survey, "code": kept.code, "last_day": kept.last_day})
    answer["Cache-Control"] = "no-store, private"
    return answer


def _sent(request: HttpRequest, shown: Shown, laid: Laid, sent: Sent, door: Door) -> HttpResponse:
    """Send everything; show what is wrong at its question, on the page where the first of it stands."""
    sent.about["language"] = sent.about.get("language") or _language()
    told = told_at_once(sent.about, sent.sent_once, shown=shown, has_words=laid.has_words)
    if told is None:
        about = AboutForm(sent.as_form(), shown=shown, has_words=laid.has_words)
        sent.number = len(laid.pages) if laid.by_section else 0
        return _shown(request, answer_page(shown, sent, about=about), door, status=FAULTY)
    try:
        submitted = door.send(
            survey=shown.survey,
            answers=sent.given,
            by=request.user,
            mode=door.mode,
            token=door.token,
            attempt=sent.attempt if sent.noted or laid.by_section else None,
            asked=shown.asked,
            **told,
        )
    except AnswersFaulty as faulty:
        faults = faulty.checked.faults
        sent.number = page_with(laid.pages, faults[0].place)
        shown_here = [fault for fault in faults if not fault.place or page_with(laid.pages, fault.place) == sent.number]
        return _shown(request, answer_page(shown, sent, faults=shown_here), door, status=FAULTY)
    except Refusal as refusal:
        return _refused(request, shown, sent, door, refusal)
    if sent.saved:
        forget_draft(sent_once=sent.sent_once)
    return door.done(submitted)


def _refused(request: HttpRequest, shown: Shown, sent: Sent, door: Door, refusal: Refusal) -> HttpResponse:
    if door.mode == Mode.WEB and state_of(shown.survey) != SurveyState.OPEN:
        return not_open(request, shown)
    return _shown(request, answer_page(shown, sent, refused=[str(refusal)]), door, status=FAULTY)


def _shown(request: HttpRequest, page: AnswerPage, door: Door, *, status: int = 200) -> HttpResponse:
    """Show a page with somebody's answers on it. No browser and nobody between keeps a copy of it."""
    answer = render(request, door.drawn_by, dict(context_of(page, **_more(door))), status=status)
    answer["Cache-Control"] = "no-store, private"
    return answer


def _more(door: Door) -> dict[str, Any]:
    return {"action": door.action, "may_save": door.may_save, "mode": door.mode, **(door.more or {})}


def _language() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE
