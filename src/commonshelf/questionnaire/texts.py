"""All words of a questionnaire as one flat table, to translate side by side, with what is missing, stale or lost on the way.

Media are no words and are left out: a picture that has no version in a language is shown as it is. So is the title, which the survey keeps.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from commonshelf.questionnaire.definition import Choice, Item, Question, Questionnaire, Texts
from commonshelf.questionnaire.editing.mentions import piped
from commonshelf.questionnaire.editing.refusals import EditError
from commonshelf.questionnaire.editing.speech import SPOKEN
from commonshelf.questionnaire.editing.tree import mapped, walk
from commonshelf.questionnaire.languages import default_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TextKind = Literal["label", "hint", "guidance_hint", "constraint_message", "required_message", "choice"]
Marks = dict[str, dict[str, str]]
"""What each translation was made from: key → language → source language and fingerprint of its words. It is plain JSON."""
_NUMBER = re.compile(r"\d+(?:[.,:٫٬]\d+|[ \u00a0\u202f]\d{3}(?!\d))*")  # 3.5, 18:30, 1 000
_PIPED = re.compile(r"\$\{[^}]*\}")
_UNSEEN = frozenset(
    {"calculate", "hidden", "start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit", "start-geopoint"}
)
"""Kinds that no respondent ever sees, whatever label they have."""


@dataclass(frozen=True)
class Text:
    """One text in all its languages. `key` stays the same while its question stays where it is; `where` is a place, or the name of a list."""

    key: str
    where: str
    kind: TextKind
    texts: Texts


class Stale(NamedTuple):
    """A translation whose source was changed after it was made."""

    key: str
    language: str


class Lost(NamedTuple):
    """What stands in the source and not in a translation: a piped `${name}`, or a number. A number may be written as a word: look at it, no more."""

    key: str
    language: str
    what: str
    sort: Literal["reference", "number"]


def texts_of(questionnaire: Questionnaire) -> tuple[Text, ...]:
    """Return every text that somebody reads, in the order of the questions, the lists of choices after them."""
    return (*_texts_of_items(questionnaire), *_texts_of_choices(questionnaire))


def _texts_of_items(questionnaire: Questionnaire) -> Iterator[Text]:
    for place, item in walk(questionnaire.items):
        if isinstance(item, Question) and item.kind in _UNSEEN:
            continue
        for part in SPOKEN:
            texts = getattr(item, part, {})
            if any(words.strip() for words in texts.values()):
                yield Text(f"{place}#{part}", place, part, texts)


def _texts_of_choices(questionnaire: Questionnaire) -> Iterator[Text]:
    for of, choices in questionnaire.choices.items():
        for key, choice in _keyed(of, choices):
            if any(words.strip() for words in choice.label.values()):
                yield Text(key, of, "choice", choice.label)


def _keyed(of: str, choices: Sequence[Choice]) -> Iterator[tuple[str, Choice]]:
    """Yield choices with their keys. A form may allow the same name twice: the second has a number."""
    seen: Counter[str] = Counter()
    for choice in choices:
        seen[choice.name] += 1
        number = f"#{seen[choice.name]}" if seen[choice.name] > 1 else ""
        yield f"choices:{of}/{choice.name}{number}", choice


def with_texts(questionnaire: Questionnaire, new: Mapping[str, Mapping[str, str]]) -> Questionnaire:
    """Return a questionnaire with new words: key → language → words. Empty words take the text of that language away; others stay.

    :raises EditError: no_such_text; no_such_language
    """
    keys = {text.key for text in texts_of(questionnaire)}
    if unknown := sorted({*new} - keys):
        raise EditError("no_such_text", *unknown)
    if foreign := sorted({language for words in new.values() for language in words} - {*questionnaire.languages}):
        raise EditError("no_such_language", *foreign)

    def change(place: str, item: Item) -> Item:
        parts: dict[str, Any] = {part: _updated(getattr(item, part), new[key]) for part in SPOKEN if (key := f"{place}#{part}") in new}
        return replace(item, **parts)

    choices = {
        of: tuple(replace(choice, label=_updated(choice.label, new.get(key, {}))) for key, choice in _keyed(of, those))
        for of, those in questionnaire.choices.items()
    }
    return replace(mapped(questionnaire, change), choices=choices)


def _updated(texts: Texts, new: Mapping[str, str]) -> Texts:
    return {language: words for language, words in {**texts, **new}.items() if words.strip() or language not in new}


def missing(questionnaire: Questionnaire, language: str) -> tuple[Text, ...]:
    """Return the texts that have no words in a language."""
    return tuple(text for text in texts_of(questionnaire) if not text.texts.get(language, "").strip())


def mark(questionnaire: Questionnaire, marks: Mapping[str, Mapping[str, str]], key: str, language: str) -> Marks:
    """Return the marks with a note that a translation fits what the source says now. The source itself gets none.

    :raises EditError: no_such_text
    """
    text = next((text for text in texts_of(questionnaire) if text.key == key), None)
    if text is None:
        raise EditError("no_such_text", key)
    return _marked(marks, [(text, language)], default_of(questionnaire))


def mark_all(questionnaire: Questionnaire, marks: Mapping[str, Mapping[str, str]] | None = None) -> Marks:
    """Return the marks with one for each translation that has none: after an import, whatever is there is taken to fit."""
    known = marks or {}
    new = [(text, language) for text in texts_of(questionnaire) for language, words in text.texts.items() if words.strip()]
    return _marked(known, [each for each in new if each[1] not in known.get(each[0].key, {})], default_of(questionnaire))


def _marked(marks: Mapping[str, Mapping[str, str]], new: Sequence[tuple[Text, str]], source: str) -> Marks:
    found = {key: dict(languages) for key, languages in marks.items()}
    for text, language in new:
        if language != source:
            found.setdefault(text.key, {})[language] = f"{source} {_fingerprint(text.texts.get(source, ''))}"
    return found


def marks_moved(marks: Mapping[str, Mapping[str, str]], old: str, new: str) -> Marks:
    """Return the marks after what stood at one place, and all in it, went to another or got another name."""
    found: Marks = {}
    for key, languages in marks.items():
        follows = key.startswith((f"{old}#", f"{old}/"))
        found[new + key.removeprefix(old) if follows else key] = dict(languages)
    return found


def stale(questionnaire: Questionnaire, marks: Mapping[str, Mapping[str, str]]) -> tuple[Stale, ...]:
    """Return the translations whose source says something else now than when they were made. One without a mark is not among them.

    The source is the language it was made from, also after another has become the source.
    """
    return tuple(
        Stale(text.key, language)
        for text in texts_of(questionnaire)
        for language, made_from in marks.get(text.key, {}).items()
        if text.texts.get(language, "").strip() and _is_stale(text, made_from)
    )


def _is_stale(text: Text, made_from: str) -> bool:
    source, _space, print_then = made_from.rpartition(" ")
    return _fingerprint(text.texts.get(source, "")) != print_then


def _fingerprint(words: str) -> str:
    """Return a mark of words. Another number of spaces is no change that a translator needs to look at."""
    plain = " ".join(unicodedata.normalize("NFC", words).split())
    return hashlib.sha256(plain.encode(errors="surrogatepass")).hexdigest()[:16]


def lost_in_translation(questionnaire: Questionnaire) -> tuple[Lost, ...]:
    """Return the piped answers and the numbers that the source has and a translation has not, for a warning."""
    source = default_of(questionnaire)
    return tuple(
        Lost(text.key, language, what, sort)
        for text in texts_of(questionnaire)
        for language, words in text.texts.items()
        if language != source and words.strip()
        for what, sort in _lost(text.texts.get(source, ""), words)
    )


def _lost(source: str, words: str) -> Iterator[tuple[str, Literal["reference", "number"]]]:
    for name in sorted(piped([source]) - piped([words])):
        yield f"${{{name}}}", "reference"
    there = {_digits(number) for number in _numbers(words)}
    for number in dict.fromkeys(_numbers(source)):
        if _digits(number) not in there:
            yield number, "number"


def _numbers(words: str) -> list[str]:
    return _NUMBER.findall(_PIPED.sub(" ", words))


def _digits(number: str) -> str:
    """Return the digits of a number in any script, without what stands between them, which languages write differently."""
    return "".join(str(unicodedata.digit(sign)) for sign in number if sign.isdigit())
