"""What an expression says, asked at one place of the answers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from commonshelf.questionnaire.expressions.environment import Context, Environment, Given, Run
from commonshelf.questionnaire.expressions.errors import ExpressionError, UnsupportedExpressionError
from commonshelf.questionnaire.expressions.functions import FUNCTIONS
from commonshelf.questionnaire.expressions.parser import parse
from commonshelf.questionnaire.expressions.tree import Answer, Call, Chain, Expression, Literal, Negative, Path, Step
from commonshelf.questionnaire.expressions.values import Nodes, Value, as_number, as_truth, compare

if TYPE_CHECKING:
    from commonshelf.questionnaire.expressions.nodes import Node


def evaluate(expression: str | Expression, node: Node, environment: Environment) -> Value:
    """Return what an expression gives at `node`: a text, a number, yes or no, or nodes.

    :raises ExpressionError: it cannot be read, or asks for what is not there; the error names the place in the text
    """
    tree = parse(expression) if isinstance(expression, str) else expression
    run = Run(environment, _value)
    try:
        run.begin()
        return _value(tree, Context(node, node, run))
    except ExpressionError as error:
        raise error.found_in(expression if isinstance(expression, str) else "") from None
    finally:
        environment.spent.steps += run.steps


def _value(tree: Expression, context: Context) -> Value:
    context.run.spend()
    match tree:
        case Literal():
            return tree.value
        case Answer():
            return answers_to(tree.name, context)
        case Call():
            return _call(tree, context)
        case Negative():
            return -as_number(_value(tree.inner, context))
        case Chain():
            return _chain(tree, context)
        case Path():
            return _path(tree, context)


def _call(tree: Call, context: Context) -> Value:
    try:
        return FUNCTIONS[tree.name].work(Given(context, tree.arguments))
    except ExpressionError as error:
        error.position = error.position or tree.at
        raise


def _chain(tree: Chain, context: Context) -> Value:
    left = _value(tree.first, context)
    for sign, right in tree.rest:
        if sign in {"and", "or"}:
            # The second operand is not looked at once the first has decided, as XPath 1.0 says.
            left = as_truth(left) if as_truth(left) is (sign == "or") else as_truth(_value(right, context))
        elif sign in {"=", "!=", "<", "<=", ">", ">="}:
            left = compare(sign, left, _value(right, context))
        else:
            left = _reckon(sign, as_number(left), as_number(_value(right, context)))
    return left


def _reckon(sign: str, left: float, right: float) -> float:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "div":
            if right:
                return left / right
            return math.nan if math.isnan(left) or not left else math.copysign(math.inf, left) * math.copysign(1, right)
        case _:
            return math.nan if not right or math.isinf(left) or math.isnan(left) else math.fmod(left, right)


def answers_to(name: str, context: Context) -> Nodes:
    """Return the nodes `${name}` stands for."""
    found = nearest(name, context.origin)
    context.run.spend(len(found))
    return found


def nearest(name: str, origin: Node) -> Nodes:
    """Return those of a name in the nearest turn of a repeat around the question that has any; outside of repeats, all."""
    scope: Node | None = origin
    while scope is not None:
        if scope.repeats or scope.parent is None:
            found = tuple(node for node in scope.named(name) if node.parent is not None and node.parent.parent is not None)
            if found:
                return found
        scope = scope.parent
    return ()


def _path(tree: Path, context: Context) -> Nodes:
    nodes: Nodes = (context.origin.top(),) if tree.absolute else (context.node,)
    if tree.start is not None:
        start = _value(tree.start, context)
        if not isinstance(start, tuple):
            raise UnsupportedExpressionError(
                "A path cannot begin with a single value", "Begin it with ${name} or instance().", position=tree.at
            )
        nodes = _kept(start, tree.predicates, context)
    for step in tree.steps:
        found: dict[int, Node] = {}
        for node in nodes:
            for each in _kept(_step(step, node, context), step.predicates, context):
                found[id(each)] = each
        nodes = tuple(found.values())
    return nodes


def _step(step: Step, node: Node, context: Context) -> Nodes:
    if step.name == "." and not step.deep:
        return (node,)
    if step.name == ".." and not step.deep:
        return (node.parent,) if node.parent is not None else ()
    candidates = list(node.within()) if step.deep else node.children
    context.run.spend(len(candidates))
    return tuple(each for each in candidates if step.name in {"*", each.name})


def _kept(nodes: Nodes, predicates: tuple[Expression, ...], context: Context) -> Nodes:
    for predicate in predicates:
        kept: list[Node] = []
        for position, node in enumerate(nodes, start=1):
            verdict = _value(predicate, context.at(node, position))
            number = isinstance(verdict, float | int) and not isinstance(verdict, bool)
            if (verdict == position) if number else as_truth(verdict):
                kept.append(node)
        nodes = tuple(kept)
    return nodes
