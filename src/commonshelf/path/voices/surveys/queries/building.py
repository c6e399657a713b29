"""Reading what a librarian works on: the version in the works, and whether it is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db.models import Count

from commonshelf.common.log.models import LogEntry
from commonshelf.community.places.models import Area
from commonshelf.path.voices.surveys.models import OwnSet
from commonshelf.path.voices.surveys.queries import ASKED_HERE, definition_of
from commonshelf.path.voices.surveys.terms.building import DRAWS_LOTS, LIST_ELSEWHERE, LIST_MISSING, NO_LABEL, NO_QUESTION, TOO_FEW_CHOICES
from commonshelf.questionnaire.answering.firsts import is_worked_out
from commonshelf.questionnaire.answering.kinds import is_asked, is_shown
from commonshelf.questionnaire.bank import bank_sets
from commonshelf.questionnaire.definition import Question
from commonshelf.questionnaire.document import from_document
from commonshelf.questionnaire.editing import name_for, walk
from commonshelf.questionnaire.editing.lists import is_elsewhere
from commonshelf.questionnaire.expressions import faults_of
from commonshelf.questionnaire.expressions.asks import draws_lots
from commonshelf.questionnaire.expressions.errors import ExpressionError
from commonshelf.questionnaire.expressions.order import entries_of
from commonshelf.questionnaire.languages import code_of, default_of
from commonshelf.questionnaire.texts import missing, stale

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from django.db.models import QuerySet

    from commonshelf.path.voices.surveys.models import Questionnaire, Survey
    from commonshelf.questionnaire.definition import Questionnaire as Definition

CHOOSING_KINDS = frozenset({"select_one", "select_multiple", "rank"})


class NotReady(NamedTuple):
    """What stands in the way of asking: at which place, and what it is."""

    place: str
    what: str


def in_the_works(survey: Survey) -> Questionnaire | None:
    """Return the version that is not released yet, if somebody has begun one."""
    return survey.questionnaires.filter(released=False).first()


def newest_version(survey: Survey) -> Questionnaire | None:
    """Return the version in the works, or else the one that people answer."""
    return survey.questionnaires.order_by(ASKED_HERE.asc(), "version").last()


def what_is_not_ready(questionnaire: Questionnaire) -> list[NotReady]:
    """Return everything that has to be mended before anybody is asked. Missing translations are not among it: they are said, not refused."""
    definition = definition_of(questionnaire)
    return [*_unasked(definition), *_by_lot(definition), *(NotReady(error.expression, str(error)) for error in faults_of(definition))]


def _unasked(definition: Definition) -> Iterator[NotReady]:
    asked = [(place, item) for place, item in walk(definition.items) if isinstance(item, Question) and is_shown(item)]
    if not asked:
        yield NotReady(definition.title, str(NO_QUESTION))
    for place, question in asked:
        if not question.calculation and not _says_something(definition, question):
            yield NotReady(place, NO_LABEL % {"language": language_name(definition, default_of(definition))})
        if question.kind in CHOOSING_KINDS and question.choice_list and (fault := _fault_of_list(definition, question)):
            yield NotReady(place, fault)


def _fault_of_list(definition: Definition, question: Question) -> str:
    """Say what is wrong with the list that a question's answers come from; "" for nothing. Pages offer what stands in the form itself."""
    of = question.choice_list
    if of not in definition.choices:
        return (LIST_ELSEWHERE if is_elsewhere(question) else LIST_MISSING) % {"list": of}
    return str(TOO_FEW_CHOICES) if len(definition.choices[of]) < 2 else ""


def _by_lot(definition: Definition) -> Iterator[NotReady]:
    """Give the questions that draw lots where none can be drawn: what their answers are held against is worked out again when they come."""
    for entry in entries_of(definition):
        item, written = entry.item, [*entry.written.values()]
        if isinstance(item, Question) and item.default and (not is_asked(item) or item.read_only) and is_worked_out(item):
            written.append(item.default.strip())
        if any(map(_draws_lots, written)):
            yield NotReady("/".join(entry.path), str(DRAWS_LOTS))


def _draws_lots(expression: str) -> bool:
    try:
        return draws_lots(expression)
    except ExpressionError:  # it is said among the faults
        return False


def _says_something(definition: Definition, question: Question) -> bool:
    """Say whether people who read the first language have something to go by: words, a hint, or a picture or recording alone.

    A form may write some texts in a column without a language beside those with one, and name no default. The column without a
    language is its first then, and what was not written there is said in the others.
    """
    source = default_of(definition)
    if not source:
        return any(words.strip() for texts in (question.label, question.hint, *question.media.values()) for words in texts.values())
    shown_anyhow = (file for texts in question.media.values() for file in texts.values())
    return any(words.strip() for words in (question.label.get(source, ""), question.hint.get(source, ""), *shown_anyhow))


def languages_of(definition: Definition) -> list[str]:
    """Return the languages of a questionnaire, the one that others are translated from in front."""
    source = default_of(definition)
    return [source, *(language for language in definition.languages if language != source)]


def code_in(definition: Definition, language: str) -> str:
    """Return the code of a language for the page; one without a name is the questionnaire's default, or the library's."""
    return code_of(language or definition.default_language or settings.LANGUAGE_CODE)


def language_name(definition: Definition, language: str) -> str:
    """Return what a language is called, in itself where the house speaks it."""
    code = code_in(definition, language)
    return dict(settings.LANGUAGES).get(code) or language or code


class Gap(NamedTuple):
    """How much of a language is still to be translated; `name` is what the language is called."""

    language: str
    name: str
    missing: int
    stale: int


def untranslated(definition: Definition, marks: Mapping[str, Mapping[str, str]]) -> list[Gap]:
    """Return for each language but the first how many texts have no words in it, and how many say what the source said before."""
    source = default_of(definition)
    old = stale(definition, marks)
    return [
        Gap(
            language,
            language_name(definition, language),
            len(missing(definition, language)),
            sum(each.language == language for each in old),
        )
        for language in definition.languages
        if language != source
    ]


class ReadySet(NamedTuple):
    """Questions ready to be taken over: those of the house's bank, and those the library keeps."""

    title: Mapping[str, str]
    about: Mapping[str, str]
    source: str
    version: str
    definition: Definition


def bank_shelf() -> dict[str, ReadySet]:
    """Return every set by a key that an address can hold; the areas of the library are filled in."""
    areas: dict[str, str] = {}
    for name in Area.objects.order_by("name").values_list("name", flat=True):
        areas[name_for(name, areas, otherwise="area")] = name
    found = {each.name: ReadySet(each.title, each.about, each.source, each.version, each.questionnaire()) for each in bank_sets(areas)}
    for own in OwnSet.objects.order_by("pk"):
        found[f"own-{own.pk}"] = ReadySet(own.name, {}, "", "", from_document(own.definition))
    return found


def versions_of(survey: Survey) -> QuerySet[Questionnaire]:
    """Return the versions in order, each with how many answered it; those of files in front, for nobody made them out of one another here."""
    return survey.questionnaires.annotate(response_count=Count("responses")).order_by(ASKED_HERE.asc(), "version")


def released_on(survey: Survey) -> dict[int, dt.datetime]:
    """Return when each version was released, as the log tells it."""
    told = LogEntry.objects.filter(
        thing="surveys.survey", thing_id=str(survey.pk), action__in=("open_survey", "release_questionnaire")
    ).values_list("detail", "at")
    return {detail.get("version", 1): at for detail, at in told}


def takes_form_file(path: str) -> bool:
    """Say whether the page at this path takes the file of a form."""
    return path.endswith("/bring-form/")
