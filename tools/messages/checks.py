"""What is wrong with a translation: none, in doubt, the same as its source, a placeholder lost or invented, a form missing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import polib

NAMED = re.compile(r"%\((\w+)\)[#0 +-]*\d*(?:\.\d+)?[sdfi]|\{(\w+)\}")
TAG = re.compile(r"</?[a-z]+\b[^<>]*>")
# Forms that stand for one number alone may say it in words: "one voice", Arabic's dual.
SAYS_ITS_NUMBER = {"es": {0}, "fr": {0}, "ar": {0, 1, 2}, "zh_Hans": set[int](), "vi": set[int]()}


@cache
def same_as_source(path: Path) -> frozenset[tuple[str, str]]:
    """Return the (language, words) that are rightly the same as in English; `*` stands for every language."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    rows = [line.split(":", 1) for line in lines if line.strip() and not line.startswith("#")]
    return frozenset((language.strip(), words.strip()) for language, words in rows)


def _named(words: str) -> set[str]:
    return {first or second for first, second in NAMED.findall(words)}


def untranslated(entry: polib.POEntry) -> bool:
    """Say whether a form of this entry has no words yet."""
    return not all(words.strip() for words in entry.msgstr_plural.values()) if entry.msgid_plural else not entry.msgstr.strip()


def wrongs(entry: polib.POEntry, language: str, allowed: frozenset[tuple[str, str]]) -> Iterator[str]:
    """Give what is wrong with one entry, as ends of the sentence “this string …”."""
    if untranslated(entry):
        yield "has no translation" if not entry.msgid_plural else "lacks a plural form"
        return
    if "fuzzy" in entry.flags:
        yield "is marked fuzzy; look at it and take the mark away"
    forms = dict(entry.msgstr_plural) if entry.msgid_plural else {-1: entry.msgstr}
    for form, words in sorted(forms.items()):
        yield from _wrong_words(entry, words, says_number=form in SAYS_ITS_NUMBER[language])
    if _is_same(entry, forms) and not allowed & {("*", entry.msgid), (language, entry.msgid)}:
        yield "is the same as its source; translate it, or name it in locale/same_as_source.txt"


def _wrong_words(entry: polib.POEntry, words: str, *, says_number: bool) -> Iterator[str]:
    source = _named(entry.msgid) | _named(entry.msgid_plural or "")
    lost = _named(entry.msgid if says_number else entry.msgid_plural or entry.msgid) - _named(words)
    may_lack = says_number and _named(entry.msgid) == _named(entry.msgid_plural)  # then one of them is the number
    if len(lost) > may_lack:
        yield from (f"lost the placeholder {name} in “{words}”" for name in sorted(lost))
    for name in sorted(_named(words) - source):
        yield f"has a placeholder {name} that its source has not, in “{words}”"
    if source and re.search(r"%", NAMED.sub("", words).replace("%%", "")):
        yield f"has a broken placeholder or a single % in “{words}”"
    if sorted(TAG.findall(words)) != sorted(TAG.findall(entry.msgid)):
        yield f"changed the markup in “{words}”"


def _is_same(entry: polib.POEntry, forms: dict[int, str]) -> bool:
    says_something = re.search(r"[^\W\d_]{2,}", TAG.sub("", NAMED.sub("", entry.msgid)))
    return bool(says_something) and bool({entry.msgid, entry.msgid_plural or entry.msgid} & set(forms.values()))
