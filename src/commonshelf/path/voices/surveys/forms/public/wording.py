"""Texts of a questionnaire as they are read on a page: in the reader's language where there is one, with earlier answers filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from commonshelf.questionnaire.answering import Piping
from commonshelf.questionnaire.languages import code_of, default_of, language_for, said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commonshelf.questionnaire.answering import Compiled
    from commonshelf.questionnaire.definition import Texts

# What workbooks write into labels: tags of HTML, and the stars of Markdown. Tags go, since they say how things look and not what they mean.
_TAG = re.compile(r"</?(?:b|strong|i|em|u|span|font|p|div|center|small|big|h[1-6]|br)\b[^<>]*/?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|</p>", re.IGNORECASE)
_STRONG = re.compile(r"(?<![\w*])\*\*(?=\S)(.{1,2000}?)(?<=\S)\*\*(?![\w*])", re.DOTALL)
_SPECIAL = re.compile(r"[<>&\"'*#\n]")
_HEADING = re.compile(r"^\s*#{1,6}\s+", re.MULTILINE)


class Wording:
    """The texts of one version, for one reader."""

    def __init__(self, form: Compiled, answers: Mapping[str, object], language: str) -> None:
        self.form, self.language = form, language
        self.piping = Piping(form, answers, language=language)
        questionnaire = form.questionnaire
        # Asked for each text of a long page: in which order its languages are tried is the same for all of them.
        names = dict.fromkeys((language_for(questionnaire, language), default_of(questionnaire)))
        self.in_turn = [(name, code_of(name or questionnaire.default_language or settings.LANGUAGE_CODE)) for name in names]

    def plain(self, texts: Texts, place: str = "") -> str:
        """Return a text without any markup, for the summary of what is wrong and for lists that open."""
        words = self.said(texts)[0]
        return _STRONG.sub(r"\1", _without_tags(self.piping.text(words, place=place))).strip()

    def html(self, texts: Texts, place: str = "") -> SafeString:
        """Return a text for the page, marked with its language where that is not the page's."""
        words, language = self.said(texts)
        if "${" in words:
            # Stars are the form's own; in what somebody answered they are stars.
            pieces = self.piping.pieces(words, place=place)
            drawn = "".join(_answer(piece.text, piece.name) if piece.name else _own(piece.text) for piece in pieces)
        else:
            drawn = _own(words)
        if words and language != self.language:
            drawn = f'<span lang="{escape(language)}" dir="auto">{drawn}</span>'
        return mark_safe(drawn)  # noqa: S308 -- every piece was escaped above

    def said(self, texts: Texts) -> tuple[str, str]:
        """Return a text, and the code of the language it is in."""
        for name, code in self.in_turn:
            words = texts.get(name)
            if words:
                return words, code
        return said(texts, self.form.questionnaire, self.language, unnamed=settings.LANGUAGE_CODE)


def _without_tags(words: str) -> str:
    return _HEADING.sub("", _TAG.sub("", _BREAK.sub("\n", words)))


def _own(words: str) -> str:
    if not _SPECIAL.search(words):
        return words
    # Only the ends of the whole text are trimmed by the browser; a space before an answer has to stay.
    drawn = _STRONG.sub(r"<strong>\1</strong>", str(escape(_without_tags(words))))
    return re.sub(r"\s*\n\s*", "<br>", drawn.strip("\n")) if "\n" in drawn else drawn


def _answer(words: str, name: str) -> str:
    return f'<bdi data-piped="{escape(name)}">{escape(words)}</bdi>'
