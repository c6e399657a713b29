"""Answers and statements written one a line. A line that was reworded keeps the name under which its answers are kept."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, ngettext

from commonshelf.questionnaire.editing import name_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from commonshelf.questionnaire.definition import Texts

Line = tuple[str, dict[str, str]]
"""A name, and its words by language."""


def lines_of(written: str) -> list[str]:
    """Return the lines that hold words."""
    return [" ".join(line.split()) for line in written.splitlines() if line.strip()]


def as_lines(texts: Sequence[Texts], languages: Sequence[str]) -> dict[str, str]:
    """Return texts as a box for each language holds them, one a line. A language in which one of them has no words keeps an empty place: “-”."""
    found: dict[str, str] = {}
    for language in languages:
        if any(each.get(language, "").strip() for each in texts):
            found[language] = "\n".join(" ".join(each.get(language, "").split()) or "-" for each in texts)
    return found


def read_lines(
    written: Mapping[str, str], earlier: Sequence[tuple[str, Texts]], languages: Sequence[str], names_taken: Callable[[], Sequence[str]]
) -> list[Line]:
    """Return the lines of the first language with their names, old ones where there are, and the words of the other languages.

    A translation has a line for each line, or is as it was before lines were added, moved or taken out: then it follows its names.
    """
    source, *others = languages
    lines = lines_of(written.get(source, ""))
    names = _names(lines, [(name, " ".join(texts.get(source, "").split())) for name, texts in earlier], names_taken())
    if len({*lines}) != len(lines):
        twice = next(line for line in lines if lines.count(line) > 1)
        raise ValidationError(_("“%(line)s” stands there twice.") % {"line": twice})
    before = as_lines([texts for _name, texts in earlier], languages)
    old = dict(earlier)
    found: list[Line] = [(name, {source: line}) for name, line in zip(names, lines, strict=True)]
    for language in others:
        told = written.get(language, "")
        if "\n".join(lines_of(told)) == before.get(language, "") and [*old] != names:
            translated = [old.get(name, {}).get(language, "") for name in names]
        else:
            translated = lines_of(told) or [""] * len(lines)
        if len(translated) != len(lines):
            raise ValidationError(
                ngettext(
                    "The first language has %(lines)s line, so each translation needs one, or “-” where it is not translated.",
                    "The first language has %(lines)s lines, so each translation needs as many, with “-” where one is not translated.",
                    len(lines),
                )
                % {"lines": len(lines)}
            )
        for (_name, texts), words in zip(found, translated, strict=True):
            if words not in {"", "-"}:
                texts[language] = words
    return found


def _names(lines: Sequence[str], earlier: Sequence[tuple[str, str]], taken: Sequence[str]) -> list[str]:
    """Return a name for each line: that of the line it was, also after it was moved or reworded in its place; else a new one."""
    by_words = {words: name for name, words in reversed(earlier)}
    named: dict[int, str] = {at: by_words[line] for at, line in enumerate(lines) if line in by_words}
    matched = SequenceMatcher(None, [words for _name, words in earlier], list(lines), autojunk=False)
    used = {*named.values()}
    for tag, old_from, old_to, new_from, new_to in matched.get_opcodes():
        if tag == "replace" and old_to - old_from == new_to - new_from:
            for at, (name, _words) in zip(range(new_from, new_to), earlier[old_from:old_to], strict=True):
                if at not in named and name not in used:
                    named[at] = name
                    used.add(name)
    # The names of lines that went are not given to new ones: their answers were about something else.
    everywhere = {*taken, *(name for name, _words in earlier), *used}
    found: list[str] = []
    for at, line in enumerate(lines):
        name = named.get(at) or name_for(line, everywhere, otherwise="c")
        everywhere.add(name)
        found.append(name)
    return found
