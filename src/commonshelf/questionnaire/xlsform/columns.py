"""Spreads a questionnaire over rows, by the headings that XLSForm knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.questionnaire.definition import Group, Question, Repeat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from commonshelf.questionnaire.definition import Choice, Item, Questionnaire, Texts

_SHOWN = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_ASKED = ("relevant", "constraint", "required", "calculation", "default", "read_only", "trigger", "appearance", "choice_filter")


def item_rows(items: Sequence[Item]) -> list[dict[str, str]]:
    """Return the rows of the survey sheet."""
    return [{heading: words for heading, words in row.items() if words} for row in _rows(items)]


def _rows(items: Sequence[Item]) -> Iterator[dict[str, str]]:
    for item in items:
        if isinstance(item, Question):
            yield _question(item)
            continue
        kind = "repeat" if isinstance(item, Repeat) else "group"
        yield {"type": f"begin {kind}", **_container(item)}
        yield from _rows(item.items)
        yield {"type": f"end {kind}"}


def _container(item: Group | Repeat) -> dict[str, str]:
    row = {"name": item.name, "relevant": item.relevant, "appearance": item.appearance, **_texts("label", item.label), **item.more}
    if isinstance(item, Repeat):
        row["repeat_count"] = item.count
    return row


def _question(question: Question) -> dict[str, str]:
    row = {"type": _type(question), "name": question.name}
    for concept in _SHOWN:
        row |= _texts(concept, getattr(question, concept))
    row |= {concept: getattr(question, concept) for concept in _ASKED}
    row |= _media(question.media)
    row["parameters"] = _parameters(question)
    row |= {heading: words for heading, words in question.more.items() if heading != "type"}
    return row


def _type(question: Question) -> str:
    other = " or_other" if question.or_other else ""
    if "type" in question.more:
        return question.more["type"] + other
    return f"{question.kind} {question.choice_list}{other}" if question.choice_list else question.kind


def _parameters(question: Question) -> str:
    parameters = dict(question.parameters)
    if question.randomize:
        parameters["randomize"] = "true"
        if question.seed:
            parameters["seed"] = question.seed
    return " ".join(f"{name}={value}" for name, value in parameters.items())


def choice_rows(choices: Mapping[str, Sequence[Choice]]) -> list[dict[str, str]]:
    """Return the rows of the choices sheet, list by list."""
    return [
        {"list_name": of, "name": choice.name, **_texts("label", choice.label), **_media(choice.media), **choice.more}
        for of, those in choices.items()
        for choice in those
    ]


def settings_row(questionnaire: Questionnaire) -> dict[str, str]:
    """Return the one row of the settings sheet. A title that only repeats the id or the name of the form is left out, as it was."""
    row = {**questionnaire.settings, "version": questionnaire.version, "default_language": questionnaire.default_language}
    if questionnaire.title != (questionnaire.settings.get("form_id", "") or questionnaire.name):
        row["form_title"] = questionnaire.title
    return {heading: words for heading, words in row.items() if words}


def _texts(concept: str, texts: Texts) -> dict[str, str]:
    return {f"{concept}::{language}" if language else concept: words for language, words in texts.items()}


def _media(media: Mapping[str, Texts]) -> dict[str, str]:
    return {heading: words for medium, texts in media.items() for heading, words in _texts(medium, texts).items()}
