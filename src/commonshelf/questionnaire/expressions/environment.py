"""What an expression may ask for besides the answers: the clock, chance, lists and labels. All of it is given."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from commonshelf.questionnaire.expressions.errors import ExpressionTooLargeError, UnsupportedExpressionError
from commonshelf.questionnaire.expressions.values import Nodes, Value, as_number, as_text, as_truth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from commonshelf.questionnaire.expressions.nodes import Node
    from commonshelf.questionnaire.expressions.tree import Expression

MOST_STEPS = 500_000  # of one expression
MOST_STEPS_IN_ALL = 4_000_000  # of all expressions in one world: about two seconds, however many turns somebody's answers make


def no_chance() -> float:
    """Refuse: whoever wants chance in an expression brings their own."""
    raise UnsupportedExpressionError("This expression draws lots", "Give the environment a source of chance.")


@dataclass
class Spent:
    """How many steps were taken."""

    steps: int = 0


@dataclass(frozen=True)
class Environment:
    """The world around an expression.

    `now` knows its zone, which times without one are taken to be in. `chance` gives numbers from 0 up to 1. `lists` are what `instance()` and `pulldata()`
    look into; `choice_names` gives the labels of a question's choices, in the language of the respondent, by question name. `opened` holds the lists that
    were looked into already, so that each is laid out once however many expressions ask.
    `spent` counts the steps of all expressions that are asked in this world.
    """

    now: datetime
    today: date
    language: str = "en"
    chance: Callable[[], float] = no_chance
    lists: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    choice_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    opened: dict[str, Node] = field(default_factory=dict)
    spent: Spent = field(default_factory=Spent)

    @property
    def zone(self) -> timezone:
        """The offset of `now`; UTC for a clock without one."""
        return timezone(self.now.utcoffset() or timedelta()) if self.now.tzinfo else UTC


@dataclass
class Run:
    """One evaluation: its world, and how far it has come."""

    environment: Environment
    evaluate: Callable[[Expression, Context], Value]
    steps: int = 0

    def begin(self) -> None:
        """Refuse where the expressions before this one took all the steps there are.

        :raises ExpressionTooLargeError: after four million
        """
        if self.environment.spent.steps > MOST_STEPS_IN_ALL:
            raise ExpressionTooLargeError("All expressions together take too many steps", "Look fewer things up, or ask for fewer turns.")

    def spend(self, steps: int = 1) -> None:
        """Count steps, so that no expression keeps the server busy.

        :raises ExpressionTooLargeError: after half a million
        """
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise ExpressionTooLargeError("The expression takes too many steps", "Look fewer things up, or shorten the list.")


@dataclass(frozen=True)
class Context:
    """Where an expression stands: the node it looks from, its number among those a predicate looks at, and the question it belongs to."""

    node: Node
    origin: Node
    run: Run
    position: int = 1

    def at(self, node: Node, position: int = 1) -> Context:
        """Return the same place at another node."""
        return replace(self, node=node, position=position)


@dataclass(frozen=True)
class Given:
    """The arguments of a call. Each is worked out when asked for, so that `if()` leaves one of its branches alone."""

    context: Context
    arguments: tuple[Expression, ...]

    def value(self, index: int) -> Value:
        """Return an argument, worked out."""
        return self.context.run.evaluate(self.arguments[index], self.context)

    def text(self, index: int, otherwise: str = "") -> str:
        """Return an argument as a text, `otherwise` when it was not given."""
        return as_text(self.value(index)) if index < len(self.arguments) else otherwise

    def number(self, index: int) -> float:
        """Return an argument as a number."""
        return as_number(self.value(index))

    def truth(self, index: int) -> bool:
        """Return an argument as yes or no."""
        return as_truth(self.value(index))

    def nodes(self, index: int) -> Nodes:
        """Return the nodes of an argument that has to be a path; those not relevant are left out."""
        value = self.value(index)
        if not isinstance(value, tuple):
            raise UnsupportedExpressionError(
                "A path to questions belongs here", "Write ${name} instead of a single value.", position=self.arguments[index].at
            )
        return tuple(node for node in value if not node.absent)

    def each(self, since: int = 0) -> list[Value]:
        """Return all arguments from `since` on, with nodes spread into their texts."""
        found: list[Value] = []
        for index in range(since, len(self.arguments)):
            value = self.value(index)
            found += [node.text() for node in value if not node.absent] if isinstance(value, tuple) else [value]
        return found

    def __len__(self) -> int:
        return len(self.arguments)
