"""Translating side by side: the first language, and another beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from commonshelf.common.accounts.doors import door
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys import actions
from commonshelf.path.voices.surveys.actions.translating import change_words
from commonshelf.path.voices.surveys.forms.staff.conditions import label_of
from commonshelf.path.voices.surveys.forms.staff.marking import mark_of_draft
from commonshelf.path.voices.surveys.forms.staff.refusals import sentence_of_edit
from commonshelf.path.voices.surveys.forms.staff.side_by_side import mark_of_text, plain, read_words, typed_in
from commonshelf.path.voices.surveys.queries.building import code_in, languages_of, newest_version, untranslated
from commonshelf.path.voices.surveys.queries.previewing import definition_in_works
from commonshelf.path.voices.surveys.terms.building import CHANGED_MEANWHILE
from commonshelf.path.voices.surveys.terms.translating import TextState
from commonshelf.path.voices.surveys.views.staff.building import MAY_CHANGE, survey_of
from commonshelf.questionnaire.editing import EditError, add_language, item_at, list_users, make_source, remove_language
from commonshelf.questionnaire.texts import lost_in_translation, stale, texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest
    from commonshelf.path.voices.surveys.models import Survey
    from commonshelf.questionnaire.definition import Questionnaire
    from commonshelf.questionnaire.texts import Text

ON_A_PAGE = 25


class Row(NamedTuple):
    """One text: what it is, its words in the first language and in this one, how it stands, and what got lost.

    `now` is what stands there where `words` are those that could not be kept.
    """

    key: str
    what: str
    source: str
    words: str
    state: TextState
    lost: str
    mark: str
    now: str = ""


def _what(definition: Questionnaire, text: Text) -> str:
    """Say what a text is, and of which question, by its words in the first language."""
    if text.kind == "label":
        return _("What is asked, or stands above it")
    if text.kind == "choice":
        questions = [label_of(item_at(definition, place).label, definition) for place in list_users(definition, text.where)]
        return _("Answer to: %(questions)s") % {"questions": ", ".join(f"“{each}”" for each in questions if each) or text.where}
    sort = {
        "hint": _("Hint of “%(question)s”"),
        "guidance_hint": _("More to read about “%(question)s”"),
        "constraint_message": _("What people read when the answer to “%(question)s” cannot be"),
        "required_message": _("What people read when “%(question)s” has no answer"),
    }[text.kind]
    return sort % {"question": label_of(item_at(definition, text.where).label, definition) or text.where}


@door(MAY_CHANGE)
def translate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show every text beside its translation; keep what was written."""
    survey = survey_of(request, pk)
    definition = definition_in_works(survey)
    _source, *others = languages_of(definition)
    asked = request.POST.get("language") or request.GET.get("language", "")
    language = asked if asked in others else next(iter(others), "")
    if request.method == "POST":
        return _changed(request, survey, definition, language)
    return _shown(request, survey, language)


def _shown(request: SignedInRequest, survey: Survey, language: str, typed: Mapping[str, str] | None = None) -> HttpResponse:
    """Show the page of texts; with what was `typed` and could not be kept, these texts alone."""
    definition, version = definition_in_works(survey), newest_version(survey)
    source = languages_of(definition)[0]
    marks = version.marks if version else {}
    only = request.GET.get("only") == "open"
    rows = [row for row in _rows(definition, marks, source, language) if not only or row.state != TextState.DONE or typed]
    if typed:
        rows = [row._replace(words=typed[row.key], now=row.words) for row in rows if row.key in typed]
    context = {
        "survey": survey,
        "gaps": untranslated(definition, marks),
        "language": language,
        "code": code_in(definition, language),
        "source_code": code_in(definition, source),
        "page": Paginator(rows, len(rows) if typed and rows else ON_A_PAGE).get_page(request.GET.get("page")),
        "only": only,
        "held": bool(typed),
        "shown": mark_of_draft(definition),
        "more_languages": [
            each for each in settings.LANGUAGES if each[0] not in {code_in(definition, spoken) for spoken in definition.languages}
        ],
    }
    return render(request, "surveys/staff/words.html", context, status=422 if typed else 200)


def _rows(definition: Questionnaire, marks: Mapping[str, Mapping[str, str]], source: str, language: str) -> list[Row]:
    if not language:
        return []
    old = {each.key for each in stale(definition, marks) if each.language == language}
    lost: dict[str, list[str]] = {}
    for each in lost_in_translation(definition):
        if each.language == language:
            lost.setdefault(each.key, []).append(each.what)
    found = []
    for text in texts_of(definition):
        words = text.texts.get(language, "")
        state = TextState.MISSING if not words.strip() else TextState.STALE if text.key in old else TextState.DONE
        origin = text.texts.get(source, "") or label_of(text.texts, definition)
        found.append(
            Row(
                text.key,
                _what(definition, text),
                origin,
                words,
                state,
                ", ".join(lost.get(text.key, [])),
                mark_of_text(text, source, language),
            )
        )
    return found


def _changed(request: SignedInRequest, survey: Survey, definition: Questionnaire, language: str) -> HttpResponse:
    """Keep what was written, or change the languages. What was typed and cannot be kept stays on the page."""
    held: Mapping[str, str] = {}
    try:
        if request.POST.get("add") or request.POST.get("remove") or request.POST.get("first"):
            changed, language = _other_languages(request, definition)
            actions.change_questions(survey=survey, definition=changed, by=request.user, over=definition)
            messages.success(request, _("The languages are changed."))
        else:
            held = _save_words(request, survey, definition, request.POST.get("language") or language)
    except EditError as error:
        messages.error(request, sentence_of_edit(error))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        there = {text.key: text.texts.get(language, "") for text in texts_of(definition_in_works(survey))}
        held = {key: words for key, words in typed_in(request.POST).items() if plain(words) != plain(there.get(key, ""))}
    if held:
        return _shown(request, survey, language, held)
    address = reverse("surveys:translate", args=[survey.pk])
    told = {"language": language, "only": request.GET.get("only", ""), "page": request.GET.get("page", "")}
    return HttpResponseRedirect(f"{address}?{urlencode({name: value for name, value in told.items() if value})}")


def _other_languages(request: SignedInRequest, definition: Questionnaire) -> tuple[Questionnaire, str]:
    if new := request.POST.get("add"):
        if new not in dict(settings.LANGUAGES):
            raise EditError("no_such_language", new)
        return add_language(definition, new), new
    if gone := request.POST.get("remove"):
        draft = mark_of_draft(definition)
        if request.POST.get("shown", draft) != draft:  # its translations go with it: nobody takes away words they never saw
            raise Refusal(CHANGED_MEANWHILE)
        return remove_language(definition, gone), ""
    return make_source(definition, request.POST["first"]), ""


def _save_words(request: SignedInRequest, survey: Survey, definition: Questionnaire, language: str) -> Mapping[str, str]:
    """Keep the words that are not as they were; return those that were typed over a change of somebody else."""
    written = read_words(request.POST, definition, languages_of(definition)[0], language)
    change_words(survey=survey, language=language, words=written.words, fitting=written.fitting, over=definition, by=request.user)
    number = len({*written.words, *written.fitting})
    if number or not (written.held or written.homeless):
        messages.success(request, ngettext("%(number)s text is kept.", "%(number)s texts are kept.", number) % {"number": number})
    for words in written.homeless:
        messages.error(request, _("Somebody took out the text that you wrote this for: “%(words)s”") % {"words": words})
    if written.held:
        messages.error(request, _("Somebody changed these texts since you opened this page. What you wrote is still here."))
    return written.held
