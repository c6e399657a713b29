"""Which questions an expression asks for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from commonshelf.questionnaire.expressions.parser import parse
from commonshelf.questionnaire.expressions.tree import Answer, Call, Chain, Expression, Literal, Negative, Path

if TYPE_CHECKING:
    from collections.abc import Iterator

LAST_SAVED = "last-saved#"


@lru_cache(maxsize=4096)
def references(expression: str) -> frozenset[str]:
    """Return the names of the questions, groups and repeats an expression asks for, by `${name}` or by a path.

    Columns of a list that `instance()` opens are not among them. A path that ends in `*` names only what stands before it.

    :raises ExpressionError: as `parse` does
    """
    return frozenset(each.name for each in mentions(expression))


def mentions(expression: str, *, in_list: bool = False) -> tuple[Answer, ...]:
    """Return every mention of an answer, by `${name}` or by a path, with where in the text it begins; `in_list` as a choice filter is read.

    :raises ExpressionError: as `parse` does
    """
    return tuple(_named(parse(expression), in_list=in_list))


def answers_asked(expression: str) -> tuple[Answer, ...]:
    """Return each `${name}` of an expression, with its place in the text; those for a form saved earlier are left out."""
    return tuple(part for part in _parts(parse(expression)) if isinstance(part, Answer) and not part.name.startswith(LAST_SAVED))


def draws_lots(expression: str) -> bool:
    """Say whether an expression comes out otherwise each time it is asked: `random()`, `uuid()`, and `randomize()` without a seed.

    :raises ExpressionError: as `parse` does
    """
    calls = [part for part in _parts(parse(expression)) if isinstance(part, Call)]
    return any(call.name in {"random", "uuid"} or (call.name == "randomize" and len(call.arguments) == 1) for call in calls)


def _parts(tree: Expression) -> Iterator[Expression]:
    yield tree
    for part in _inside(tree):
        yield from _parts(part)


def _inside(tree: Expression) -> tuple[Expression, ...]:
    match tree:
        case Call():
            return tree.arguments
        case Negative():
            return (tree.inner,)
        case Chain():
            return (tree.first, *(right for _sign, right in tree.rest))
        case Path():
            start = () if tree.start is None else (tree.start,)
            return (*start, *tree.predicates, *(each for step in tree.steps for each in step.predicates))
        case _:
            return ()


def _named(tree: Expression, *, in_list: bool) -> Iterator[Answer]:
    if isinstance(tree, Answer) and not tree.name.startswith(LAST_SAVED):
        yield tree
    elif isinstance(tree, Path):
        yield from _along(tree, in_list=in_list)
    else:
        for part in _inside(tree):
            yield from _named(part, in_list=in_list)
        if isinstance(tree, Call) and tree.name == "jr:choice-name" and isinstance(tree.arguments[1], Literal):
            yield _quoted(tree.arguments[1])


def _quoted(literal: Literal) -> Answer:
    """Return the question that a text in quotation marks names, as `jr:choice-name()` has it."""
    words = str(literal.value)
    name = words.removeprefix("${").removesuffix("}").strip().rpartition("/")[2]
    return Answer(name, literal.at + 1 + words.rfind(name))


def _along(tree: Path, *, in_list: bool) -> Iterator[Answer]:
    opens_list = _opens_list(tree.start) or (in_list and tree.start is None and not tree.absolute)
    if tree.start is not None:
        yield from _named(tree.start, in_list=in_list)
    for each in tree.predicates:
        yield from _named(each, in_list=opens_list)
    for number, step in enumerate(tree.steps):
        root = tree.absolute and number == 0 and not step.deep
        if not opens_list and not root and step.name not in {".", "..", "*"}:
            yield Answer(step.name, step.at)
        for each in step.predicates:
            yield from _named(each, in_list=opens_list)


def _opens_list(tree: Expression | None) -> bool:
    if isinstance(tree, Path):
        return _opens_list(tree.start)
    return isinstance(tree, Call) and (tree.name == "instance" or (tree.name == "randomize" and _opens_list(tree.arguments[0])))
