"""Beginning a survey, its settings, and the days on which it is opened and its next versions are released."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.form_page import answer_form
from commonshelf.path.voices.surveys import actions
from commonshelf.path.voices.surveys.forms.staff.drafting import DraftForm, OpenForm, SettingsForm
from commonshelf.path.voices.surveys.queries.building import in_the_works, newest_version, untranslated, what_is_not_ready
from commonshelf.path.voices.surveys.queries.once import promise_of
from commonshelf.path.voices.surveys.queries.previewing import definition_in_works
from commonshelf.path.voices.surveys.views.staff.building import MAY_CHANGE, survey_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest

MAY_OPEN = "surveys.open_survey"


@door(MAY_CHANGE)
def draft_survey(request: SignedInRequest) -> HttpResponse:
    """Begin a survey: empty, from the bank, from an earlier one or from a file."""
    form = DraftForm(request.POST or None, request.FILES or None, reader=request.user)

    def act(told: dict[str, Any]) -> str:
        settings = {"for_children": told["for_children"], "guardian_consent": told["guardian_consent"]}
        words = {"title": told["title"], "purpose": told["purpose"]}
        if form.copied is not None:
            survey = actions.copy_survey(survey=form.copied, by=request.user, **words, **settings)
        else:
            survey = actions.draft_survey(by=request.user, definition=form.definition, marks=form.marks, **words, **settings)
        return reverse("surveys:build", args=[survey.pk])

    return answer_form(
        request, form, act=act, template="surveys/staff/draft_survey.html", said=_("Your survey is begun. Nobody but staff sees it.")
    )


@door(MAY_CHANGE)
def settings(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what stands around the questions; what the promise rests on only until the survey is open."""
    survey = survey_of(request, pk)
    form = SettingsForm(request.POST or None, survey=survey)

    def act(told: dict[str, Any]) -> str:
        actions.change_settings(survey=survey, by=request.user, **told)
        return reverse("surveys:survey", args=[pk])

    return answer_form(request, form, act=act, template="surveys/staff/settings.html", survey=survey, said=_("The settings are changed."))


@door(MAY_OPEN)
def open_survey(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open a draft, or release the new version of one that was opened; say first what is missing and what is promised."""
    survey = survey_of(request, pk)
    if survey.published:
        return _release(request, pk)
    form = OpenForm(request.POST or None)

    def act(_told: dict[str, Any]) -> str:
        actions.open_survey(survey=survey, by=request.user, **form.window())
        return reverse("surveys:survey", args=[pk])

    version = newest_version(survey)
    return answer_form(
        request,
        form,
        act=act,
        template="surveys/staff/open_survey.html",
        survey=survey,
        not_ready=what_is_not_ready(version) if version else [],
        gaps=untranslated(definition_in_works(survey), version.marks if version else {}),
        promise=promise_of(survey),
        said=_("The survey is ready: it opens on the day you chose."),
    )


def _release(request: SignedInRequest, pk: int) -> HttpResponse:
    survey = survey_of(request, pk)
    form = OpenForm(request.POST if request.method == "POST" else None, window=False)
    version = in_the_works(survey)

    def act(_told: dict[str, Any]) -> str:
        actions.release_questionnaire(survey=survey, by=request.user)
        return reverse("surveys:versions", args=[pk])

    if version is None:
        return render(request, "surveys/staff/release.html", {"survey": survey, "form": form})
    return answer_form(
        request,
        form,
        act=act,
        template="surveys/staff/release.html",
        survey=survey,
        version=version,
        not_ready=what_is_not_ready(version),
        gaps=untranslated(definition_in_works(survey), version.marks),
        said=_("The new version is released: people answer it from now on."),
    )
