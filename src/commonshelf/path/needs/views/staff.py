"""Listening: working through the voices, the codebook, and the needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.charts import Chart
from commonshelf.common.design.form_page import answer_form
from commonshelf.path.needs import actions, queries
from commonshelf.path.needs.forms.staff import CodeForm, EvidenceForm, InboxFilter, NeedForm, ThemeForm, WordsForm
from commonshelf.path.voices.ledger.queries import voices_said_like

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest
    from commonshelf.path.needs.models import Theme

ON_A_PAGE = 25
FILTERS = ("language", "channel", "theme", "page")


def _sent(request: SignedInRequest) -> QueryDict | None:
    """Return what was posted, even when nothing was but a button."""
    return request.POST if request.method == "POST" else None


def _inbox(request: SignedInRequest, anchor: str = "") -> str:
    """Return the address of the inbox with the filters this page was opened with, and nothing else of the query."""
    kept = QueryDict(mutable=True)
    kept.update({name: request.GET[name] for name in FILTERS if request.GET.get(name)})
    query = f"?{kept.urlencode()}" if kept else ""
    return f"{reverse('needs:to_code')}{query}{'#' if anchor else ''}{anchor}"


def _theme_of(said: dict[str, Any], request: SignedInRequest) -> Theme:
    """Return the theme that was chosen or written; one that exists under the same name is meant, not refused."""
    known = said["theme"] or queries.theme_named(said["new_theme"])
    return known or actions.add_theme(name=said["new_theme"], by=request.user)


@door("needs.read_voices_to_code")
def to_code(request: SignedInRequest) -> HttpResponse:
    """List the voices, uncoded ones first, each with its own small form that leads on to the next."""
    themes = queries.themes_visible_to(request.user)
    chosen = InboxFilter(request.GET, themes=themes)
    page = Paginator(queries.voices_to_code(request.user, **chosen.wanted), ON_A_PAGE).get_page(request.GET.get("page"))
    voices, codebook = list(page), list(themes)
    following = [*voices[1:], None][: len(voices)]
    rows = [
        {"voice": voice, "form": CodeForm(themes=codebook, auto_id=f"code-{voice.pk}-%s", initial={"after": after and after.pk})}
        for voice, after in zip(voices, following, strict=True)
    ]
    context = {"page": page, "rows": rows, "filter": chosen, "waiting": queries.uncoded_voices().count()}
    return render(request, "needs/staff/to_code.html", context)


@door("needs.code_voice")
def code(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Code one voice and go on: to the next one that waits, back to the list, or stay for a second theme."""
    themes = queries.themes_visible_to(request.user)
    voices = queries.voices_to_code(request.user)
    voice = get_object_or_404(voices, pk=pk)
    open_ones = queries.voices_to_code(request.user, **InboxFilter(request.GET, themes=themes).wanted)
    following = queries.next_to_code(open_ones, voice)

    def act(said: dict[str, Any]) -> str:
        coding = actions.code_voice(voice=voice, theme=_theme_of(said, request), by=request.user)
        messages.success(request, _("Accepted: this voice is about “%(theme)s”.") % {"theme": coding.theme})
        return _after_coding(request, voice.pk, after=said["after"], following=following)

    form = CodeForm(_sent(request), themes=list(themes))
    return answer_form(
        request,
        form if form.is_bound else form.focused(),
        act=act,
        template="needs/staff/code.html",
        voice=voice,
        following=following,
        alike=voices_said_like(voice).count(),
        query=request.GET.urlencode(),
        inbox=_inbox(request),
    )


def _after_coding(request: SignedInRequest, pk: UUID, *, after: UUID | None, following: UUID | None) -> str:
    """Return where to go on: in the list at the voice after this one, at this one again, or at the next that waits."""
    if "from_list" in request.POST:
        return _inbox(request, f"voice-{after}" if after else "content")
    here = pk if "stay" in request.POST else following
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return reverse("needs:code", args=[here]) + query if here else _inbox(request)


@door("needs.code_voice")
@require_POST
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept a suggestion or refuse it; an accepted one can be taken back and a refused one accepted after all."""
    coding = get_object_or_404(queries.codings_visible_to(request.user), pk=pk)
    if "refuse" in request.POST:
        actions.refuse_coding(coding=coding, by=request.user)
    else:
        actions.code_voice(voice=coding.voice, theme=coding.theme, by=request.user)
    if "from_list" in request.POST:
        return HttpResponseRedirect(_inbox(request, f"voice-{coding.voice_id}"))
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponseRedirect(reverse("needs:code", args=[coding.voice_id]) + query)


@door("needs.read_themes")
def themes(request: SignedInRequest) -> HttpResponse:
    """Show the codebook with its accepted voices, one column a channel."""
    channels, rows = queries.themes_by_channel(request.user)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "needs/staff/themes.html", {"channels": channels, "page": page, "form": ThemeForm()})


@door("needs.add_theme")
def add_theme(request: SignedInRequest) -> HttpResponse:
    """Put a theme into the codebook."""

    def act(said: dict[str, Any]) -> str:
        actions.add_theme(by=request.user, **said)
        return reverse("needs:themes")

    form = ThemeForm(_sent(request))
    return answer_form(request, form, act=act, template="needs/staff/add_theme.html", said=_("The theme is in the codebook."))


@door("needs.describe_theme")
def describe_theme(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for the words residents read, in each language."""
    theme = get_object_or_404(queries.themes_visible_to(request.user), pk=pk)

    def act(said: dict[str, Any]) -> str:
        actions.describe_theme(theme=theme, by=request.user, **said)
        return reverse("needs:themes")

    form = WordsForm(_sent(request), initial={"told_as": theme.told_as})
    return answer_form(
        request, form, act=act, template="needs/staff/describe_theme.html", said=_("Residents read these words now."), theme=theme
    )


@door("needs.read_needs")
def needs(request: SignedInRequest) -> HttpResponse:
    """List the needs, newest first."""
    found = queries.with_voice_counts(queries.needs_visible_to(request.user))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "needs/staff/needs.html", {"page": page})


@door("needs.read_needs")
def need(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one need: the gap, for whom, its themes, and how many voices stand behind it. Their words are not here."""
    found = get_object_or_404(queries.needs_visible_to(request.user), pk=pk)
    spread = queries.spread_of(queries.voices_behind(found))
    context = {
        "need": found,
        "evidence": queries.evidence_of(found),
        "spread": spread,
        "by_channel": Chart(
            title=_("By channel"), rows=spread.by_channel, note=_("One person may have used several."), row_title=_("Channel")
        ),
        "by_language": Chart(
            title=_("By language"),
            rows=[(name, count) for _code, name, count in spread.by_language],
            row_title=_("Language"),
        ),
    }
    return render(request, "needs/staff/need.html", context)


@door("needs.name_need")
def name_need(request: SignedInRequest) -> HttpResponse:
    """Name a need; `?theme=` puts a theme into the first row."""

    def act(said: dict[str, Any]) -> str:
        return reverse("needs:need", args=[actions.name_need(by=request.user, **said).pk])

    form = NeedForm(_sent(request), themes=queries.themes_with_voices(request.user), initial={"theme_1": request.GET.get("theme", "")})
    return answer_form(request, form, act=act, template="needs/staff/name_need.html", said=_("The need has a name now."))


@door("needs.add_evidence")
def add_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put one more theme behind a need."""
    found = get_object_or_404(queries.needs_visible_to(request.user), pk=pk)

    def act(said: dict[str, Any]) -> str:
        actions.add_evidence(need=found, by=request.user, **said)
        return reverse("needs:need", args=[found.pk])

    form = EvidenceForm(_sent(request), themes=queries.themes_with_voices(request.user))
    return answer_form(request, form, act=act, template="needs/staff/add_evidence.html", need=found)


@door("needs.close_need")
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask once more, then close a need."""
    return _ask_first(request, pk, closing=True)


@door("needs.reopen_need")
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask once more, then open a need again."""
    return _ask_first(request, pk, closing=False)


def _ask_first(request: SignedInRequest, pk: int, *, closing: bool) -> HttpResponse:
    found = get_object_or_404(queries.needs_visible_to(request.user), pk=pk)
    move = actions.close_need if closing else actions.reopen_need

    def act(_said: dict[str, Any]) -> str:
        move(need=found, by=request.user)
        return reverse("needs:need", args=[found.pk])

    said = _("This need is closed.") if closing else _("This need is open again.")
    form = forms.Form(_sent(request))
    return answer_form(request, form, act=act, template="needs/staff/ask_first.html", said=said, need=found, closing=closing)
