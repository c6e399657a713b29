"""The page “Questions”, where a librarian writes a survey; each button is a small form, so that all of it works without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.form_page import answer_form
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys import actions, queries
from commonshelf.path.voices.surveys.forms.staff.asking import QuestionForm
from commonshelf.path.voices.surveys.forms.staff.conditions import label_of
from commonshelf.path.voices.surveys.forms.staff.kinds import BY_CODE, KINDS, REPEAT, SCALE, SECTION, label_of_kind, sort_of
from commonshelf.path.voices.surveys.forms.staff.marking import mark_of_draft
from commonshelf.path.voices.surveys.forms.staff.moving import MoveForm
from commonshelf.path.voices.surveys.forms.staff.refusals import sentence_of_edit
from commonshelf.path.voices.surveys.forms.staff.sections import ScaleForm, SectionForm
from commonshelf.path.voices.surveys.queries import definition_of
from commonshelf.path.voices.surveys.queries.building import (
    code_in,
    language_name,
    languages_of,
    newest_version,
    what_is_not_ready,
)
from commonshelf.path.voices.surveys.queries.previewing import definition_in_works
from commonshelf.path.voices.surveys.terms.building import CHANGED_MEANWHILE
from commonshelf.path.voices.surveys.views.staff.cards import cards_of, language_of_labels
from commonshelf.questionnaire.editing import EditError, duplicate_item, item_at, move_item, remove_item, step_item, walk
from commonshelf.questionnaire.editing.tree import around_of, joined
from commonshelf.questionnaire.texts import marks_moved

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest
    from commonshelf.path.voices.surveys.forms.staff.item_form import ItemForm
    from commonshelf.path.voices.surveys.models import Survey
    from commonshelf.questionnaire.definition import Item, Questionnaire

MAY_CHANGE = "surveys.change_questions"
FORMS: dict[str, type[ItemForm]] = {SECTION: SectionForm, REPEAT: SectionForm, SCALE: ScaleForm}


def survey_of(request: HttpRequest, pk: int) -> Survey:
    """Return the survey, for those who may see it."""
    return get_object_or_404(queries.surveys_visible_to(request.user), pk=pk)


@door(MAY_CHANGE)
def build(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what is asked, with the page as people will see it beside it."""
    survey = survey_of(request, pk)
    version = newest_version(survey)
    definition = definition_of(version) if version is not None else definition_in_works(survey)
    spoken = [(language, language_name(definition, language), code_in(definition, language)) for language in languages_of(definition)]
    shown = request.GET.get("language", "")
    working = version if version is not None and not version.released else None
    context = {
        "survey": survey,
        "cards": cards_of(definition),
        "language": language_of_labels(definition),
        "languages": spoken,
        "preview_language": next((code for _name, _own, code in spoken if code == shown), spoken[0][2]),
        "version": version,
        "in_works": working,
        "can_undo": bool(working and working.before),
        "not_ready": what_is_not_ready(version) if version and definition.items else [],
        "at": request.GET.get("at", ""),
        "shown": mark_of_draft(definition),
    }
    return render(request, "surveys/staff/build.html", context)


@door(MAY_CHANGE)
def add_item(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose what to add, then write it."""
    survey = survey_of(request, pk)
    sort, after, into = (request.GET.get(name, "") for name in ("kind", "after", "into"))
    if sort not in BY_CODE:
        where = urlencode({name: value for name, value in (("after", after), ("into", into)) if value})
        return render(request, "surveys/staff/add_item.html", {"survey": survey, "kinds": KINDS, "where": where})
    definition = definition_in_works(survey)
    _ensure_there(definition, after, into)
    form = FORMS.get(sort, QuestionForm)(request.POST or None, definition=definition, sort=sort, after=after, into=into)
    return _written(request, survey, form, heading=str(BY_CODE[sort].label), said=_("Added."))


@door(MAY_CHANGE)
def edit_item(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change one question, section or grid."""
    survey = survey_of(request, pk)
    definition, place = definition_in_works(survey), request.GET.get("at", "")
    written = request.POST.get("kind", "")
    if written in BY_CODE and not _is_there(definition, place, written):
        # Somebody took it away or put another in its place meanwhile. What was typed is shown as something new, so that it is not lost.
        gone = FORMS.get(written, QuestionForm)(request.POST, definition=definition, sort=written)
        return _written(request, survey, gone, heading=str(BY_CODE[written].label), said=_("Added."))
    item = _item(definition, place)
    sort = sort_of(item)
    form = FORMS.get(sort, QuestionForm)(request.POST or None, definition=definition, sort=sort, item=item, place=place)
    return _written(request, survey, form, heading=label_of_kind(item), said=_("Changed."))


@door(MAY_CHANGE)
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say after which question, or into which section, something goes."""
    survey = survey_of(request, pk)
    definition, place = definition_in_works(survey), request.GET.get("at", "")
    item = _item(definition, place)
    form = MoveForm(request.POST or None, definition=definition, place=place)

    def act(_told: dict[str, Any]) -> str:
        return _kept(request, survey, definition, form.changed, place, form.changed_place)

    label = label_of(item.label, definition) or item.name
    return answer_form(request, form, act=act, template="surveys/staff/move.html", survey=survey, label=label, said=_("Moved."))


@door(MAY_CHANGE)
@require_POST
def arrange(request: SignedInRequest, pk: int) -> HttpResponse:
    """Do what one of the small buttons says, or where a card was dropped."""
    survey = survey_of(request, pk)
    deed = next((name for name in ("up", "down", "copy", "remove", "undo", "drop") if name in request.POST), "")
    place = request.POST.get(deed, "")
    definition = definition_in_works(survey)
    draft = mark_of_draft(definition)
    # A step up or down is put right by another; these two take away words that whoever pressed never saw.
    if deed in {"undo", "remove"} and request.POST.get("shown", draft) != draft:
        messages.error(request, str(Refusal(CHANGED_MEANWHILE)))
        return HttpResponseRedirect(_address(survey, ""))
    try:
        if deed == "undo":
            actions.undo_change(survey=survey, by=request.user, over=definition)
            messages.success(request, _("The last change is taken back."))
            return HttpResponseRedirect(_address(survey, ""))
        label = _label(definition, place)
        changed, now_at, said = _arranged(definition, deed, place, request.POST.get("beside", ""))
        address = _kept(request, survey, definition, changed, place if deed in {"up", "down", "drop"} else "", now_at)
    except (EditError, Refusal) as error:
        messages.error(request, sentence_of_edit(error) if isinstance(error, EditError) else str(error))
        return HttpResponseRedirect(_address(survey, "" if deed == "undo" else place))
    messages.success(request, said % {"label": label})
    return HttpResponseRedirect(address)


def _arranged(definition: Questionnaire, deed: str, place: str, beside: str) -> tuple[Questionnaire, str, str]:
    """Return the new questions, where the thing is now (or what stands in its place), and the sentence that says so."""
    name, places = place.rpartition("/")[2], [at for at, _item in walk(definition.items)]
    if deed in {"up", "down"}:
        changed = step_item(definition, place, "up" if deed == "up" else "down")
        return changed, _place_of(changed, name), _("“%(label)s” moved up.") if deed == "up" else _("“%(label)s” moved down.")
    if deed == "copy":
        changed = duplicate_item(definition, place)
        new = next(at for at, _item in walk(changed.items) if at not in places and around_of(at) == around_of(place))
        return changed, new, _("“%(label)s” was copied.")
    if deed == "remove":
        at = places.index(place)
        return remove_item(definition, place), places[at - 1] if at else "", _("“%(label)s” is taken out. You can take that back.")
    if deed == "drop":
        changed = move_item(definition, place, before=beside) if beside else move_item(definition, place)
        return changed, joined(around_of(beside), name), _("“%(label)s” moved.")
    raise EditError("nothing_chosen")


def _place_of(definition: Questionnaire, name: str) -> str:
    return next((at for at, item in walk(definition.items) if item.name == name), "")


def _written(request: SignedInRequest, survey: Survey, form: ItemForm, *, heading: str, said: str) -> HttpResponse:
    def act(_told: dict[str, Any]) -> str:
        return _kept(request, survey, form.definition, form.changed, form.place, form.changed_place)

    return answer_form(
        request, form, act=act, template="surveys/staff/edit_item.html", survey=survey, heading=heading, place=form.place, said=said
    )


def _kept(request: SignedInRequest, survey: Survey, before: Questionnaire, changed: Questionnaire, old: str, new: str) -> str:
    """Keep the questions as changed from those before; what is known of translations follows what was moved or renamed. Return where to go on."""
    version = newest_version(survey)
    marks = version.marks if version else {}
    moved = marks_moved(marks, old, new) if old and old != new else marks
    actions.change_questions(survey=survey, definition=changed, marks=moved, by=request.user, over=before)
    return _address(survey, new)


def _address(survey: Survey, place: str) -> str:
    own = reverse("surveys:build", args=[survey.pk])
    return f"{own}?{urlencode({'at': place})}#c-{place}" if place else own


def _label(definition: Questionnaire, place: str) -> str:
    item = item_at(definition, place)
    return label_of(item.label, definition) or item.name


def _is_there(definition: Questionnaire, place: str, sort: str) -> bool:
    """Say whether something of this sort still stands at a place."""
    try:
        return sort_of(item_at(definition, place)) == sort
    except EditError:
        return False


def _item(definition: Questionnaire, place: str) -> Item:
    try:
        return item_at(definition, place)
    except EditError as error:
        raise Http404 from error


def _ensure_there(definition: Questionnaire, *places: str) -> None:
    for place in places:
        if place:
            _item(definition, place)
