"""The languages a questionnaire speaks: adding one, taking one away, making another the source. No text is lost on the way."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from commonshelf.questionnaire.definition import Choice, Item, Question, Questionnaire, Texts
from commonshelf.questionnaire.editing.refusals import EditError
from commonshelf.questionnaire.editing.tree import mapped, walk
from commonshelf.questionnaire.languages import default_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SPOKEN: tuple[Literal["label", "hint", "guidance_hint", "constraint_message", "required_message"], ...] = (
    "label",
    "hint",
    "guidance_hint",
    "constraint_message",
    "required_message",
)
"""The parts of an item that hold words, in the order in which they are read."""
_MEDIA = ("image", "big-image", "audio", "video")
_TRANSLATED = frozenset({*SPOKEN, *_MEDIA})
_Part = TypeVar("_Part", bound=Item | Choice)


def add_language(questionnaire: Questionnaire, language: str) -> Questionnaire:
    """Return a questionnaire with one more language, in which nothing is said yet.

    :raises EditError: language_taken
    """
    if language in questionnaire.languages:
        raise EditError("language_taken", language)
    return replace(questionnaire, languages=(*questionnaire.languages, language))


def remove_language(questionnaire: Questionnaire, language: str) -> Questionnaire:
    """Return a questionnaire without a language and its texts.

    :raises EditError: no_such_language; source_language; only_language, with the places of what is said in that language alone
    """
    _ensure_spoken(questionnaire, language)
    if language == default_of(questionnaire):
        raise EditError("source_language", language)
    if alone := _said_only_in(questionnaire, language):
        raise EditError("only_language", *alone)

    def change(texts: Texts) -> Texts:
        return {spoken: words for spoken, words in texts.items() if spoken != language}

    kept = tuple(each for each in questionnaire.languages if each != language)
    return replace(with_every_text(questionnaire, change), languages=kept)


def make_source(questionnaire: Questionnaire, language: str) -> Questionnaire:
    """Return a questionnaire whose texts are translated from another of its languages. It comes first; all texts stay.

    :raises EditError: no_such_language
    """
    _ensure_spoken(questionnaire, language)
    others = tuple(each for each in questionnaire.languages if each != language)
    return replace(questionnaire, languages=(language, *others), default_language=language)


def rename_language(questionnaire: Questionnaire, old: str, new: str) -> Questionnaire:
    """Return a questionnaire that calls a language something else; "" is what a form calls the language it does not name.

    :raises EditError: no_such_language; language_taken
    """
    _ensure_spoken(questionnaire, old)
    if new != old and new in questionnaire.languages:
        raise EditError("language_taken", new)

    def change(texts: Texts) -> Texts:
        return {new if spoken == old else spoken: words for spoken, words in texts.items()}

    default = new if default_of(questionnaire) == old else questionnaire.default_language
    languages = tuple(new if each == old else each for each in questionnaire.languages)
    return replace(with_every_text(questionnaire, change), languages=languages, default_language=default)


def with_every_text(questionnaire: Questionnaire, change: Callable[[Texts], Texts]) -> Questionnaire:
    """Return a questionnaire with every text, and every picture and sound, changed by language."""
    spoken = mapped(questionnaire, lambda _place, item: changed_texts(item, change))
    choices = {of: tuple(changed_texts(choice, change) for choice in choices) for of, choices in questionnaire.choices.items()}
    return replace(spoken, choices=choices)


def changed_texts(part: _Part, change: Callable[[Texts], Texts]) -> _Part:
    """Return one item or choice with its own texts and media changed; those of the items in a group stay."""
    new: dict[str, Any] = {}
    for each in fields(part):
        value = getattr(part, each.name)
        if each.name in SPOKEN:
            new[each.name] = change(value)
        elif each.name == "media":
            new["media"] = {medium: changed for medium, texts in value.items() if (changed := change(texts))}
        elif each.name == "more":
            new["more"] = _changed_columns(value, change)
    return replace(part, **new)


def _changed_columns(more: Mapping[str, str], change: Callable[[Texts], Texts]) -> Mapping[str, str]:
    """Change columns such as `image::Español`, in which a group keeps its media."""
    kept: dict[str, str] = {}
    for heading, words in more.items():
        concept, _colons, language = heading.partition("::")
        if concept not in _TRANSLATED:
            kept[heading] = words
            continue
        kept |= {f"{concept}::{spoken}" if spoken else concept: said for spoken, said in change({language: words}).items()}
    return kept


def _ensure_spoken(questionnaire: Questionnaire, language: str) -> None:
    if language not in questionnaire.languages:
        raise EditError("no_such_language", language)


def _said_only_in(questionnaire: Questionnaire, language: str) -> tuple[str, ...]:
    found = [
        place
        for place, item in walk(questionnaire.items)
        if any(_only(getattr(item, part, {}), language) for part in SPOKEN) or _media(item, language)
    ]
    found += [
        f"choices:{of}"
        for of, choices in questionnaire.choices.items()
        if any(_only(choice.label, language) or _media(choice, language) for choice in choices)
    ]
    return tuple(found)


def _media(part: Item | Choice, language: str) -> bool:
    return isinstance(part, Question | Choice) and any(_only(texts, language) for texts in part.media.values())


def _only(texts: Texts, language: str) -> bool:
    return {spoken for spoken, words in texts.items() if words.strip()} == {language}
