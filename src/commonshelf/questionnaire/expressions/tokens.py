"""The words of an expression, with where each begins."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from commonshelf.questionnaire.expressions.errors import BrokenExpressionError, ExpressionTooLargeError

LONGEST = 20_000
TokenKind = Literal["reference", "number", "literal", "symbol", "operator", "name", "end"]

PATTERN = re.compile(
    r"(?P<reference>\$\{[^{}]*\})"
    r"|(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
    # Spreadsheets curl quotation marks as one types; pyxform makes them straight again, so a curled text is a text.
    r"""|(?P<literal>"[^"]*"|'[^']*'|[“”][^“”"]*[“”"]|[‘’][^‘’']*[‘’'])"""
    r"|(?P<symbol>\.\.|//|<=|>=|!=|::|[-+*/()\[\],.=<>|@])"
    r"|(?P<name>[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?)",
)
WORDS = frozenset({"or", "and", "div", "mod"})
OPERATORS = WORDS | {"=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "|"}
# After these (and at the start) XPath 1.0 reads `div` and `*` as names, not as operators.
BEFORE_A_NAME = frozenset({"(", "[", ",", "@", "::", "/", "//"})
MENDS = {
    "“": "Close the quotation mark.",
    "”": "Close the quotation mark.",
    "‘": "Close the quotation mark.",
    "’": "Close the quotation mark.",
    "'": "Close the quotation mark.",
    '"': "Close the quotation mark.",
    "$": "Write a question as ${name}.",
    "{": "Write a question as ${name}.",
    "}": "Write a question as ${name}.",
    "&": "Write the word and.",
    "!": "Write != for “is not”, or not(…).",
    "%": "Write the word mod.",
    ";": "Separate arguments with a comma.",
}


class Token(NamedTuple):
    """One word. An operator spelled as a word (`and`) has the kind "operator", as `+` has."""

    kind: TokenKind
    text: str
    at: int


def tokens_of(expression: str) -> list[Token]:
    """Return the words of an expression, the last of kind "end". Source: XPath 1.0, section 3.7, with `${name}` as XLSForm writes it."""
    if len(expression) > LONGEST:
        raise ExpressionTooLargeError("The expression is too long", f"Use at most {LONGEST} characters.").found_in(expression[:80])
    found: list[Token] = []
    at = 0
    while at < len(expression):
        if expression[at].isspace():
            at += 1
            continue
        match = PATTERN.match(expression, at)
        if match is None or not match.lastgroup:
            mend = MENDS.get(expression[at], "Take it out.")
            raise BrokenExpressionError(f"“{expression[at]}” has no meaning here", mend, position=at).found_in(expression)
        found.append(_read(match, found[-1] if found else None))
        at = match.end()
    return [*found, Token("end", "", len(expression))]


def _read(match: re.Match[str], before: Token | None) -> Token:
    text, at = match.group(), match.start()
    after_operand = before is not None and before.kind != "operator" and before.text not in BEFORE_A_NAME
    if match["name"]:
        return Token("operator" if text in WORDS and after_operand else "name", text, at)
    if match["symbol"]:
        if text == "*" and not after_operand:
            return Token("name", text, at)
        return Token("operator" if text in OPERATORS else "symbol", text, at)
    if match["reference"]:
        return Token("reference", text[2:-1].strip(), at)
    return Token("number", text, at) if match["number"] else Token("literal", text[1:-1], at)
