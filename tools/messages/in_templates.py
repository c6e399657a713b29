"""The strings of templates: translate, blocktranslate and _(…), and words that stand outside of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.template.base import Lexer, Token, TokenType
from django.utils.text import unescape_string_literal
from django.utils.translation import trim_whitespace

from messages.entries import Gathered, Key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LITERAL = r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
MARKED = re.compile(rf"\b_\({LITERAL}\)")
CONTEXT = re.compile(rf"\bcontext\s+{LITERAL}")
UNREAD = re.compile(r"<!--.*?-->|<(script|style|code|pre)\b.*?</\1>", re.DOTALL)
READ_ALOUD = re.compile(r"\b(?:alt|title|aria-label|placeholder|aria-description)=\"([^\"]*)\"")
MARKUP = re.compile(r"<[^<>]*>|&#?\w+;")
BARE = re.compile(r"[^\W\d_]{2,}")
NAMES = {"Commonshelf"}  # said the same in every language


def gather_template(path: Path, file: str, into: Gathered) -> None:
    """Enter the strings of one template, and the words in it that no tag translates."""
    tokens = iter(Lexer(path.read_text(encoding="utf-8")).tokenize())
    plain: list[str] = []
    for token in tokens:
        if token.token_type == TokenType.TEXT:
            plain.append(token.contents)
            continue
        plain.append("")
        if token.token_type == TokenType.COMMENT:
            continue
        tag = token.contents.split()[0]
        if tag == "comment":
            _block(tokens, "endcomment")
        elif tag == "block" and token.split_contents()[1].endswith("_class"):
            _block(tokens, "endblock")  # names of style classes, read by nobody
        elif tag in {"translate", "trans"}:
            _gather_tag(token, file, into)
        elif tag in {"blocktranslate", "blocktrans"}:
            _gather_block(token, _block(tokens, f"end{tag}"), file, into)
        else:
            for literal in MARKED.findall(token.contents):
                into.add(Key("", unescape_string_literal(literal).replace("%", "%%")), "", file, token.lineno or 0)
    if "examples" in path.parts:
        return  # the style guide shows sample words as they would come from a database
    into.findings.extend(f"{file}: “{words}” stands bare; put it into {{% translate %}}" for words in _bare_words("\0".join(plain)))


def _block(tokens: Iterator[Token], end: str) -> list[Token]:
    inside = []
    for token in tokens:
        if token.token_type == TokenType.BLOCK and token.contents.split()[0] == end:
            break
        inside.append(token)
    return inside


def _gather_tag(token: Token, file: str, into: Gathered) -> None:
    first = token.split_contents()[1]
    context = CONTEXT.search(token.contents)
    if first[0] in "\"'":
        key = Key(unescape_string_literal(context[1]) if context else "", unescape_string_literal(first).replace("%", "%%"))
        into.add(key, "", file, token.lineno or 0)


def _gather_block(token: Token, inside: list[Token], file: str, into: Gathered) -> None:
    forms = [""]
    for part in inside:
        if part.token_type == TokenType.BLOCK and part.contents.strip() == "plural":
            forms.append("")
        elif part.token_type == TokenType.VAR:
            forms[-1] += f"%({part.contents.strip()})s"
        else:
            forms[-1] += part.contents.replace("%", "%%")
    if "trimmed" in token.split_contents():
        forms = [trim_whitespace(form) for form in forms]
    context = CONTEXT.search(token.contents)
    into.add(Key(unescape_string_literal(context[1]) if context else "", forms[0]), "".join(forms[1:]), file, token.lineno or 0)


def _bare_words(page: str) -> Iterator[str]:
    page = UNREAD.sub(" ", page)
    for text in [*READ_ALOUD.findall(page), *MARKUP.sub("\0", page).split("\0")]:
        if any(word not in NAMES for word in BARE.findall(text)):
            yield " ".join(text.replace("\0", " ").split())
