"""What the page of translations sends back: which words to keep, and which were typed over something that somebody else wrote meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from commonshelf.common.text.cleaning import LONGEST_VOICE, clean_text
from commonshelf.path.voices.surveys.forms.staff.marking import mark_of
from commonshelf.questionnaire.texts import texts_of

if TYPE_CHECKING:
    from django.http import QueryDict

    from commonshelf.questionnaire.definition import Questionnaire
    from commonshelf.questionnaire.texts import Text

BOX, SHOWN = "words:", "shown:"


@dataclass
class Written:
    """Words to keep and words that still fit, by the keys of their texts. `held` were typed over a change; `homeless` for a text that is gone."""

    words: dict[str, str] = field(default_factory=dict)
    fitting: list[str] = field(default_factory=list)
    held: dict[str, str] = field(default_factory=dict)
    homeless: list[str] = field(default_factory=list)


def mark_of_text(text: Text, source: str, language: str) -> str:
    """Return the mark of a text beside its translation: of what it was made from, and of its words."""
    return " ".join(mark_of(plain(text.texts.get(each, ""))) for each in (source, language))


def plain(words: str) -> str:
    """Return words without what a box adds to them on their way."""
    return words.replace("\r\n", "\n").strip()


def typed_in(data: QueryDict) -> dict[str, str]:
    """Return what every box holds, by the key of its text."""
    return {name.removeprefix(BOX): words for name, words in data.items() if name.startswith(BOX) and isinstance(words, str)}


def read_words(data: QueryDict, definition: Questionnaire, source: str, language: str) -> Written:
    """Hold what was typed against what the page showed and what stands there now.

    All boxes of a page are sent together: one that nobody touched keeps what somebody else has written there meanwhile. A box
    without a mark is of none of our pages.

    :raises Refusal: words that cannot be kept
    """
    spoken = language in definition.languages and language != source  # else somebody took it out, or made it the first, meanwhile
    found, texts, fits = Written(), {text.key: text for text in texts_of(definition) if spoken}, {*data.getlist("fits")}
    for key, typed in typed_in(data).items():
        shown = data.get(f"{SHOWN}{key}", "")
        touched = mark_of(plain(typed)) != shown.partition(" ")[2]
        text = texts.get(key)
        if text is None:
            found.homeless += [typed] if touched and typed.strip() else []
            continue
        before = text.texts.get(language, "")
        is_new = touched and plain(typed) != plain(before)
        if shown and shown != mark_of_text(text, source, language):
            if is_new or key in fits:
                found.held[key] = typed
        elif is_new:
            found.words[key] = clean_text(typed, limit=LONGEST_VOICE) if typed.strip() else ""
    found.fitting = [key for key in fits if key in texts and texts[key].texts.get(language) and key not in found.held]
    return found
