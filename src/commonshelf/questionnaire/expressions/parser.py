"""From the text of an expression to its tree."""

from __future__ import annotations

from functools import lru_cache

from commonshelf.questionnaire.expressions.errors import (
    BrokenExpressionError,
    ExpressionError,
    ExpressionTooLargeError,
    UnknownFunctionError,
    UnsupportedExpressionError,
    WrongArgumentsError,
    did_you_mean,
)
from commonshelf.questionnaire.expressions.functions import FUNCTIONS
from commonshelf.questionnaire.expressions.tokens import Token, tokens_of
from commonshelf.questionnaire.expressions.tree import Answer, Call, Chain, Expression, Literal, Negative, Path, Step

DEEPEST = 80  # well under Python's own limit, in the parser and in the evaluator
LEVEL = {
    word: level
    for level, words in enumerate(("or", "and", "= !=", "< <= > >=", "+ -", "* div mod"))
    for word in words.split()
}  # fmt: skip


@lru_cache(maxsize=4096)
def parse(expression: str) -> Expression:
    """Return the tree of an expression.

    :raises BrokenExpressionError: it is not an expression
    :raises UnknownFunctionError: ODK XForms has no such function
    :raises WrongArgumentsError: a function has too many or too few arguments
    :raises UnsupportedExpressionError: it is XPath that ODK XForms leaves out (attributes, axes, unions, variables)
    :raises ExpressionTooLargeError: it is longer or deeper than anybody writes by hand
    """
    try:
        return _Parser(tokens_of(expression)).whole()
    except ExpressionError as error:
        raise error.found_in(expression) from None


class _Parser:
    """Recursive descent over the words, with precedence climbing for operators."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.index, self.depth = tokens, 0, 0

    @property
    def here(self) -> Token:
        return self.tokens[self.index]

    def take(self) -> Token:
        token = self.here
        self.index += 1
        return token

    def sees(self, *symbols: str) -> bool:
        return self.here.kind in {"symbol", "operator"} and self.here.text in symbols

    def expect(self, symbol: str, opened: Token) -> None:
        if not self.sees(symbol):
            raise self.unexpected(f"The “{opened.text}” at character {opened.at + 1} wants a “{symbol}”.")
        self.take()

    def unexpected(self, mend: str) -> ExpressionError:
        token = self.here
        if token.kind == "end":
            return BrokenExpressionError("The expression ends too early", mend, position=token.at)
        if token.text in {"@", "::", "|"}:
            kinds = {"@": "Attributes", "::": "Axes", "|": "Unions"}
            mend = "Write a question as ${name}, or a path of names."
            return UnsupportedExpressionError(f"{kinds[token.text]} are not part of ODK XForms here", mend, position=token.at)
        return BrokenExpressionError(f"“{token.text}” was not expected", mend, position=token.at)

    def whole(self) -> Expression:
        result = self.expression(0)
        if self.here.kind != "end":
            doubled = self.here.text == "=" and self.tokens[self.index - 1].text == "="
            raise self.unexpected("Write a single =." if doubled else "Put an operator before it, or take it out.")
        return result

    def expression(self, least: int) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionTooLargeError("The expression is too deep", "Split it into several calculations.", position=self.here.at)
        left, level = self.unary(), -1
        while self.here.kind == "operator" and LEVEL.get(self.here.text, -1) >= least:
            operator = self.take()
            right = self.expression(LEVEL[operator.text] + 1)
            if isinstance(left, Chain) and level == LEVEL[operator.text]:
                left = Chain(left.first, (*left.rest, (operator.text, right)), left.at)
            else:
                left = Chain(left, ((operator.text, right),), operator.at)
            level = LEVEL[operator.text]
        self.depth -= 1
        return left

    def unary(self) -> Expression:
        if not self.sees("-"):
            return self.path()
        signs = [self.take()]
        while self.sees("-"):
            signs.append(self.take())
        inner = self.path()
        return Negative(inner, signs[0].at) if len(signs) % 2 else Negative(Negative(inner, signs[0].at), signs[0].at)

    def path(self) -> Expression:
        at = self.here.at
        if self.sees("/", "//"):
            return self.from_root(at)
        if self.sees(".", "..") or (self.here.kind == "name" and not self.calls()):
            return Path(None, self.steps(deep=False), at=at)
        start = self.primary()
        predicates = self.predicates()
        if self.sees("/", "//"):
            return Path(start, self.steps(deep=self.take().text == "//"), predicates, at=at)
        return Path(start, (), predicates, at=at) if predicates else start

    def from_root(self, at: int) -> Path:
        deep = self.take().text == "//"
        alone = not deep and not self.sees(".", "..") and self.here.kind != "name"
        return Path(None, () if alone else self.steps(deep=deep), absolute=True, at=at)

    def calls(self) -> bool:
        after = self.tokens[self.index + 1]
        return self.here.text != "*" and after.kind == "symbol" and after.text == "("

    def steps(self, *, deep: bool) -> tuple[Step, ...]:
        found: list[Step] = []
        while True:
            if not self.sees(".", "..") and self.here.kind != "name":
                raise self.unexpected("A path goes on with a name.")
            token = self.take()
            if self.sees("::", "("):
                raise self.unexpected("A path goes on with a name.")
            found.append(Step(token.text, self.predicates(), deep, token.at))
            if not self.sees("/", "//"):
                return tuple(found)
            deep = self.take().text == "//"

    def predicates(self) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while self.sees("["):
            opened = self.take()
            found.append(self.expression(0))
            self.expect("]", opened)
        return tuple(found)

    def primary(self) -> Expression:
        token = self.here
        if token.kind == "reference" and token.text:
            return Answer(self.take().text, token.at)
        if token.kind == "number":
            return Literal(float(self.take().text), token.at)
        if token.kind == "literal":
            return Literal(self.take().text, token.at)
        if token.kind == "name":
            return self.call()
        if self.sees("("):
            opened = self.take()
            inner = self.expression(0)
            self.expect(")", opened)
            return inner
        raise self.unexpected("Write a question as ${name}, a number, a text in quotes or a function here.")

    def call(self) -> Call:
        token = self.take()
        function = FUNCTIONS.get(token.text)
        if function is None:
            mend = did_you_mean(token.text, FUNCTIONS, shape="{}()", otherwise="See the list of functions of ODK XForms.")
            raise UnknownFunctionError(f"There is no function {token.text}()", mend, position=token.at)
        arguments = self.arguments()
        most = len(arguments) if function.most is None else function.most
        if not function.least <= len(arguments) <= most or (function.pairs and len(arguments) % 2 != function.least % 2):
            mend = f"{token.text}() takes {function.takes()}, not {len(arguments)}."
            raise WrongArgumentsError(f"{token.text}() has the wrong number of arguments", mend, position=token.at)
        return Call(token.text, arguments, token.at)

    def arguments(self) -> tuple[Expression, ...]:
        opened = self.take()
        found: list[Expression] = []
        if not self.sees(")"):
            found.append(self.expression(0))
            while self.sees(","):
                self.take()
                found.append(self.expression(0))
        self.expect(")", opened)
        return tuple(found)
