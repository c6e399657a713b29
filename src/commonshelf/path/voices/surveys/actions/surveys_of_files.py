"""The survey that a file is: its headings as questions, under the names they had in an earlier file of the same survey."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.utils.text import slugify
from django.utils.translation import override

from commonshelf.common.dates.clock import now
from commonshelf.path.voices.surveys import queries
from commonshelf.path.voices.surveys.actions.asking import QuestionDraft, definition_of
from commonshelf.path.voices.surveys.actions.mapping import outcome_marks
from commonshelf.path.voices.surveys.actions.read_headings import tidy
from commonshelf.path.voices.surveys.models import Questionnaire, Response, Survey, Wave
from commonshelf.path.voices.surveys.terms import IMPORTED_PURPOSE
from commonshelf.questionnaire.definition import Choice, Question
from commonshelf.questionnaire.document import to_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonshelf.common.imports.models import ImportedFile
    from commonshelf.path.voices.surveys.actions.read_headings import Headings


def version_of_file(*, file: ImportedFile, headings: Headings, language: str, target: Survey | None) -> Questionnaire:
    """Make the version that the file's headings describe. It was never open here, so its window is empty.

    In a survey brought in before it is the next version, and a wave: what was asked in the same words keeps its name, so waves can be compared.
    """
    survey = target or _survey(file, language)
    number = survey.questionnaires.count() + 1
    for each in range(survey.waves.count() + 1, number + 1):
        wave = Wave.objects.create(survey=survey, number=each, opens_at=survey.opens_at, closes_at=survey.closes_at)
        # Files brought in before there were waves: each was one.
        Response.objects.filter(questionnaire__survey=survey, questionnaire__version=each, wave=None).update(wave=wave)
    drafts = [
        QuestionDraft(
            kind=found.kind, name=found.name, label={language: found.label}, choices=[{language: words} for words in found.choices]
        )
        for found in headings.questions
    ]
    definition, marks = definition_of(survey.slug, drafts), outcome_marks()
    lists = {
        found.name: tuple(Choice(name, {language: words}) for words, name in found.choices.items())
        for found in headings.questions
        if found.choices
    }
    asked = [
        replace(each, more=marks.get(tidy(each.label.get(language, "")).casefold(), {}))
        for each in definition.items
        if isinstance(each, Question)
    ]
    document = to_document(replace(definition, items=tuple(asked), choices=lists))
    return Questionnaire.objects.create(survey=survey, version=number, definition=document, released=True, file=file)


def name_as_before(*, headings: Headings, survey: Survey) -> Headings:
    """Return the questions under the names that the same words had in the newest version, and others under names that are free."""
    version = survey.questionnaires.last()
    if version is None:
        return headings
    before = queries.definition_of(version)
    questions_before = [each for each in before.items if isinstance(each, Question)]
    asked = {(str(each.kind), tidy(words).casefold()): each for each in questions_before for words in each.label.values()}
    taken = {each.name for each in before.items}
    questions = []
    for found in headings.questions:
        known = asked.get((str(found.kind), tidy(found.label).casefold()))
        name = known.name if known else _free(found.name, taken)
        taken.add(name)
        listed = before.choices.get(known.choice_list, ()) if known else ()
        questions.append(replace(found, name=name, choices=_choices(found.choices, listed)))
    return replace(headings, questions=questions)


def _choices(found: dict[str, str], listed: Sequence[Choice]) -> dict[str, str]:
    """Return words with their names: those the same words had, and for others a free one."""
    names = {tidy(words).casefold(): choice.name for choice in listed for words in choice.label.values()}
    taken = set(names.values())
    chosen = {}
    for words, name in found.items():
        chosen[words] = names.get(words.casefold()) or _free(name, taken)
        taken.add(chosen[words])
    return chosen


def _free(name: str, taken: set[str]) -> str:
    return name if name not in taken else next(each for number in count(2) if (each := f"{name}-{number}") not in taken)


def _survey(file: ImportedFile, language: str) -> Survey:
    stem, moment = PurePath(file.name).stem, now()
    with override(language):
        purpose = IMPORTED_PURPOSE % {"name": file.name}
    return Survey.objects.create(
        slug=f"{slugify(stem)[:60]}-{file.digest[:8]}",
        title={language: " ".join(stem.replace("_", " ").split())},
        purpose={language: purpose},
        opens_at=moment,
        closes_at=moment,
        published=True,
    )
