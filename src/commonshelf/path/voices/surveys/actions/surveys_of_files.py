"""The survey that a file is, or the wave of one: its headings as questions, under the names that the same words have there already."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from django.utils.text import slugify
from django.utils.translation import override

from commonshelf.common.dates.clock import now
from commonshelf.path.voices.surveys import queries
from commonshelf.path.voices.surveys.actions.mapping import outcome_marks
from commonshelf.path.voices.surveys.actions.read_headings import tidy
from commonshelf.path.voices.surveys.actions.tabulating import forget_counts
from commonshelf.path.voices.surveys.models import Questionnaire, Response, Survey, Wave
from commonshelf.path.voices.surveys.terms import IMPORTED_PURPOSE
from commonshelf.questionnaire.definition import Choice, Group, Question, Questionnaire as Definition
from commonshelf.questionnaire.document import to_document
from commonshelf.questionnaire.wording import SCALE_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from commonshelf.common.imports.models import ImportedFile
    from commonshelf.path.voices.surveys.actions.read_headings import HeadedQuestion, Headings
    from commonshelf.questionnaire.definition import Item, QuestionKind


def version_of_file(*, file: ImportedFile, headings: Headings, language: str, target: Survey | None) -> Questionnaire:
    """Make the version that the file's headings describe.

    In a survey that there is, it is one more version, of the file alone: what was asked in the same words keeps its name and its section,
    so waves can be compared. The file tells of no conditions, hints or pictures, so it has none.
    """
    survey = Survey.objects.select_for_update().get(pk=target.pk) if target else _survey(file, language)
    last = survey.questionnaires.last()
    sections = {}
    if last is not None:
        sections = {"/".join(path): item for path, item in _placed(queries.definition_of(queries.questionnaire_of(survey)).items)}
    marks, lists, asked = outcome_marks(), {}, []
    for found in headings.questions:
        listed = "-".join((*found.around, found.name)) if found.choices else ""
        question = Question(
            name=found.name,
            kind=cast("QuestionKind", str(found.kind)),
            label={language: found.label},
            choice_list=listed,
            more=marks.get(found.label.casefold(), {}),
        )
        asked.append((found.around, question))
        if listed:
            lists[listed] = _list_of(found, language)
    items = _in_sections(asked, sections, 0)
    definition = Definition(survey.slug, survey.slug, items, choices=lists, languages=(language,), default_language=language)
    version = last.version + 1 if last else 1
    return Questionnaire.objects.create(survey=survey, version=version, definition=to_document(definition), released=True, file=file)


def wave_of_file(version: Questionnaire) -> Wave:
    """Return the wave that the version of a file is. Its window is empty, for it was never open here.

    Files brought in before there were waves get theirs now.
    """
    waves, last = version.survey.waves, version.survey.waves.last()
    without = version.survey.questionnaires.exclude(file=None).filter(file__wave=None)
    for number, each in enumerate(without, start=last.number + 1 if last else 1):
        moment = each.file.at if each.file else now()
        wave = waves.create(number=number, opens_at=moment, closes_at=moment, file=each.file)
        Response.objects.filter(questionnaire=each, wave=None).update(wave=wave)
        forget_counts(questionnaire_id=each.pk)  # they say that these responses are of no wave
    return waves.get(file=version.file)


def name_as_before(*, headings: Headings, version: Questionnaire) -> Headings:
    """Return the questions under the names and in the sections that the same words have in a version, and others under names that are free."""
    before = queries.definition_of(version)
    placed = list(_placed(before.items))
    asked = {
        (str(item.kind), tidy(words).casefold()): (path, item)
        for path, item in placed
        if isinstance(item, Question)
        for words in item.label.values()
    }
    taken = {item.name for _path, item in placed}
    used: set[tuple[str, ...]] = set()
    questions = []
    for found in headings.questions:
        path, known = asked.get((str(found.kind), tidy(found.label).casefold()), ((), None))
        if known is None or path in used:
            path, known = (_free(found.name, taken),), None
        used.add(path)
        taken.add(path[-1])
        listed = tuple(before.choices.get(known.choice_list, ())) if known else ()
        choices = _choices(found.choices, listed)
        whole = listed if set(choices.values()) <= {choice.name for choice in listed} else ()
        questions.append(replace(found, name=path[-1], around=path[:-1], choices=choices, listed=whole))
    return replace(headings, questions=questions)


def _placed(items: Sequence[Item], around: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Item]]:
    """Give each item with the names that lead to it. What is asked in turns is left shut: one row of a file has no turns."""
    for item in items:
        path = (*around, item.name)
        yield path, item
        if isinstance(item, Group):
            yield from _placed(item.items, path)


def _in_sections(asked: Sequence[tuple[tuple[str, ...], Question]], sections: Mapping[str, Item], depth: int) -> tuple[Item, ...]:
    """Return questions in their sections. Of a table the words above are left away: a column of a file does not say whether they stood there."""
    items: dict[str, Item] = {}
    for around, question in asked:
        if len(around) == depth:
            items[question.name] = question
        elif around[depth] not in items:
            inside = [each for each in asked if each[0][: depth + 1] == around[: depth + 1]]
            section = sections["/".join(around[: depth + 1])]
            label = {} if SCALE_ROWS in section.appearance.split() else section.label
            items[section.name] = Group(section.name, _in_sections(inside, sections, depth + 1), label=label, appearance=section.appearance)
    return tuple(items.values())


def _list_of(found: HeadedQuestion, language: str) -> tuple[Choice, ...]:
    """Return the choices as the file words them, among those it does not mention, in the order in which they were asked here."""
    words = {name: label for label, name in found.choices.items()}
    if not found.listed:
        return tuple(Choice(name, {language: label}) for name, label in words.items())
    return tuple(
        Choice(each.name, {language: words.get(each.name) or each.label.get(language) or next(iter(each.label.values()), each.name)})
        for each in found.listed
    )


def _choices(found: dict[str, str], listed: Sequence[Choice]) -> dict[str, str]:
    """Return words with their names: those the same words had, and for others a free one."""
    names = {tidy(words).casefold(): choice.name for choice in listed for words in choice.label.values()}
    taken = set(names.values())
    chosen: dict[str, str] = {}
    for words, name in found.items():
        own = names.get(words.casefold())
        chosen[words] = own if own and own not in chosen.values() else _free(name, taken)
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
