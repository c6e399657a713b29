"""Ready questions: those of the house's bank, those the library keeps, and those of earlier surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language, gettext as _, ngettext

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.form_page import answer_form
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys import actions, queries
from commonshelf.path.voices.surveys.forms.staff.form_files import BringFormForm
from commonshelf.path.voices.surveys.forms.staff.kinds import label_of_kind
from commonshelf.path.voices.surveys.forms.staff.refusals import sentence_of_edit
from commonshelf.path.voices.surveys.queries.building import ReadySet, bank_shelf, newest_version
from commonshelf.path.voices.surveys.queries.previewing import definition_in_works
from commonshelf.path.voices.surveys.views.staff.building import MAY_CHANGE, survey_of
from commonshelf.questionnaire.definition import Question
from commonshelf.questionnaire.editing import EditError, merge_in
from commonshelf.questionnaire.languages import said
from commonshelf.questionnaire.texts import mark_all
from commonshelf.questionnaire.xlsform import UnwritableFormError, xlsform_bytes

if TYPE_CHECKING:
    from typing import Any

    from commonshelf.common.accounts.doors import SignedInRequest
    from commonshelf.path.voices.surveys.models import Survey
    from commonshelf.questionnaire.definition import Item, Questionnaire

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EARLIER = "earlier-"
Line = tuple[str, str, str, list[str]]


@door(MAY_CHANGE)
def bank(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the sets with their words, and take over what was chosen."""
    survey = survey_of(request, pk)
    if request.method == "POST":
        return _taken_over(request, survey)
    here = get_language() or ""
    sets = [(key, ready, lines_of(ready.definition, here)) for key, ready in bank_shelf().items()]
    earlier = [each for each in queries.surveys_visible_to(request.user) if each.pk != survey.pk]
    chosen = next((each for each in earlier if str(each.pk) == request.GET.get("survey")), None)
    context = {
        "survey": survey,
        "sets": sets,
        "earlier": earlier,
        "chosen": chosen,
        "chosen_lines": lines_of(definition_in_works(chosen), here) if chosen else [],
        "own_lines": lines_of(definition_in_works(survey), here),
    }
    return render(request, "surveys/staff/bank.html", context)


def lines_of(definition: Questionnaire, language: str) -> list[Line]:
    """Return what stands at the top of a questionnaire: its place, its words in a language, its sort, and what is in it."""
    return [
        (item.name, _words(definition, item, language), label_of_kind(item), _inside(definition, item, language))
        for item in definition.items
    ]


def _words(definition: Questionnaire, item: Item, language: str) -> str:
    return said(item.label, definition, language)[0] or item.name


def _inside(definition: Questionnaire, item: Item, language: str) -> list[str]:
    if isinstance(item, Question):
        return [said(choice.label, definition, language)[0] or choice.name for choice in definition.choices.get(item.choice_list, ())]
    return [_words(definition, each, language) for each in item.items]


def _taken_over(request: SignedInRequest, survey: Survey) -> HttpResponse:
    chosen, places = request.POST.get("set", ""), request.POST.getlist("place")
    definition = definition_in_works(survey)
    address = reverse("surveys:bank", args=[survey.pk])
    try:
        if chosen == "keep":
            actions.keep_questions(name={"en": request.POST.get("name", "")}, definition=definition, places=places, by=request.user)
            messages.success(request, _("The questions are kept in your bank."))
            return HttpResponseRedirect(address)
        changed = _merged(definition, _ready(request, chosen).definition, places)
    except EditError as error:
        messages.error(request, sentence_of_edit(error))
        return HttpResponseRedirect(address)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address)
    version = newest_version(survey)
    actions.change_questions(survey=survey, definition=changed, marks=mark_all(changed, version.marks if version else {}), by=request.user)
    said_so = ngettext("%(number)s question or section was added.", "%(number)s questions or sections were added.", len(places))
    messages.success(request, said_so % {"number": len(places)})
    return HttpResponseRedirect(reverse("surveys:build", args=[survey.pk]))


def _merged(definition: Questionnaire, other: Questionnaire, places: list[str]) -> Questionnaire:
    if not places:
        raise EditError("nothing_chosen")
    return merge_in(definition, other, places)


def _ready(request: SignedInRequest, key: str) -> ReadySet:
    if key.startswith(EARLIER):
        number = key.removeprefix(EARLIER)
        earlier = get_object_or_404(queries.surveys_visible_to(request.user), pk=int(number) if number.isdecimal() else 0)
        return ReadySet(earlier.title, {}, "", "", definition_in_works(earlier))
    shelf = bank_shelf()
    if key not in shelf:
        raise Http404
    return shelf[key]


@door(MAY_CHANGE)
def bring_form(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an XLSForm as the questions; say what is wrong with it, cell by cell."""
    survey = survey_of(request, pk)
    form = BringFormForm(request.POST or None, request.FILES or None)

    def act(_told: dict[str, Any]) -> str:
        if form.read is not None:
            actions.bring_form(survey=survey, form=form.read.questionnaire, by=request.user)
            for warning in form.read.warnings:
                messages.warning(request, warning)
        return reverse("surveys:build", args=[pk])

    return answer_form(
        request, form, act=act, template="surveys/staff/bring_form.html", survey=survey, said=_("The questions of the file are here.")
    )


@door(MAY_CHANGE)
def xlsform(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand out the questions as an XLSForm."""
    survey = survey_of(request, pk)
    try:
        workbook = xlsform_bytes(definition_in_works(survey))
    except UnwritableFormError as error:
        messages.error(request, str(error.worst))
        return HttpResponseRedirect(reverse("surveys:build", args=[pk]))
    answer = HttpResponse(workbook, content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="{slugify(survey.slug) or "survey"}.xlsx"'
    return answer
