r"""Regular expressions that cannot keep the server busy.

The rule: a pattern is compiled to states that are all followed at once (Thompson's way), so the time is at most characters times states, and both count
toward the limit of steps of one evaluation. There is no backtracking. In return lookaround, backreferences and named groups are refused, with a mend.
Characters mean what they mean in ASCII: `\\d` is 0–9. A pattern is found anywhere in the text unless it says `^` and `$`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from commonshelf.questionnaire.expressions.errors import BrokenPatternError

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_STATES = 2_000
MOST_REPEATS = 1_000
DEEPEST = 40
ATOM = re.compile(r"\[\^?\]?(?:\\.|[^\\\]])*\]|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[^\W_]|\\.|[^\\]", re.ASCII | re.DOTALL)
COUNT = re.compile(r"\{([0-9]{1,9})(,?)([0-9]{0,9})\}")


@dataclass
class State:
    """One state: it takes a character (`atom`), an edge of the text (`edge`), or nothing, and goes on to `after`."""

    atom: re.Pattern[str] | None = None
    edge: str = ""
    after: list[int] = field(default_factory=list)


def matches(pattern: str, text: str, *, spend: Callable[[int], None]) -> bool:
    """Say whether a pattern is found in a text; `spend` is told the steps.

    :raises BrokenPatternError: the pattern cannot be read or would need too many states
    """
    states, start, end = _compiled(pattern)
    current: set[int] = set()
    for at in range(len(text) + 1):
        current = _closure(states, {*current, start}, at=at, last=len(text))
        spend(1 + len(current) // 8)
        if end in current:
            return True
        if at < len(text):
            current = {index for state in current if (atom := states[state].atom) and atom.match(text, at) for index in states[state].after}
    return False


def _closure(states: list[State], waiting: set[int], *, at: int, last: int) -> set[int]:
    found: set[int] = set()
    stack = list(waiting)
    while stack:
        index = stack.pop()
        if index in found:
            continue
        found.add(index)
        state = states[index]
        if state.atom is None and (not state.edge or (state.edge == "^" and at == 0) or (state.edge == "$" and at == last)):
            stack += state.after
    return found


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> tuple[list[State], int, int]:
    reader = _Reader(pattern)
    start, end = reader.choice()
    if reader.at < len(pattern):
        raise BrokenPatternError("The pattern has a “)” too many", r"Take it out, or write \).")
    return reader.states, start, end


class _Reader:
    """Reads a pattern and lays out its states; each part is a pair of first and last state."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at, self.depth, self.states = pattern, 0, 0, list[State]()

    def state(self, atom: re.Pattern[str] | None = None, edge: str = "") -> int:
        if len(self.states) >= MOST_STATES:
            raise BrokenPatternError("The pattern is too large", "Shorten it, or repeat fewer times.")
        self.states.append(State(atom, edge))
        return len(self.states) - 1

    def join(self, first: int, *after: int) -> None:
        self.states[first].after += after

    def sees(self, text: str) -> bool:
        return self.pattern.startswith(text, self.at)

    def choice(self) -> tuple[int, int]:
        start, end = self.state(), self.state()
        while True:
            first, last = self.sequence()
            self.join(start, first)
            self.join(last, end)
            if not self.sees("|"):
                return start, end
            self.at += 1

    def sequence(self) -> tuple[int, int]:
        start = last = self.state()
        while self.at < len(self.pattern) and not self.sees("|") and not self.sees(")"):
            begun = self.at
            first, following = self.part()
            first, following = self.repeated(begun, first, following, self.count())
            self.join(last, first)
            last = following
        return start, last

    def part(self) -> tuple[int, int]:
        if self.sees("("):
            return self.group()
        if self.sees("^") or self.sees("$"):
            self.at += 1
            first, last = self.state(edge=self.pattern[self.at - 1]), self.state()
        else:
            first, last = self.state(self.atom()), self.state()
        self.join(first, last)
        return first, last

    def group(self) -> tuple[int, int]:
        self.at += 1
        if self.sees("?:"):
            self.at += 2
        elif self.sees("?"):
            raise BrokenPatternError("Looking ahead or behind is not allowed in a pattern", "Use two regex() joined by and.")
        self.depth += 1
        if self.depth > DEEPEST:
            raise BrokenPatternError("The pattern is too deep", "Use fewer brackets within brackets.")
        found = self.choice()
        if not self.sees(")"):
            raise BrokenPatternError("The pattern has a “(” that is never closed", r"Close it, or write \(.")
        self.at, self.depth = self.at + 1, self.depth - 1
        return found

    def atom(self) -> re.Pattern[str]:
        match = ATOM.match(self.pattern, self.at)
        text = match.group() if match else self.pattern[self.at :]
        if text in {"*", "+", "?"} or not match or text == "[":
            raise BrokenPatternError(
                f"“{text}” means nothing at this place of the pattern", f"Write \\{text[:1]} for the character itself."
            )
        if re.match(r"\\[^dDwWsStnrfvux\W]", text, re.ASCII):
            raise BrokenPatternError(f"“{text}” is not allowed in a pattern", "Write the characters it stands for in [ ].")
        self.at = match.end()
        try:
            return re.compile(text if text != "{" else r"\{", re.ASCII)
        except re.error:
            raise BrokenPatternError(f"“{text}” cannot be read", "Check the characters between [ and ].") from None

    def count(self) -> tuple[int, int | None]:
        found: tuple[int, int | None] = (1, 1)
        if match := COUNT.match(self.pattern, self.at):
            least = int(match[1])
            found = (least, int(match[3]) if match[3] else None if match[2] else least)
            self.at = match.end()
        elif self.pattern[self.at : self.at + 1] in {"*", "+", "?"} and self.at < len(self.pattern):
            found = {"*": (0, None), "+": (1, None), "?": (0, 1)}[self.pattern[self.at]]
            self.at += 1
        else:
            return found
        self.at += self.sees("?")  # a lazy one finds the same
        if found[0] > MOST_REPEATS or (found[1] is not None and not found[0] <= found[1] <= MOST_REPEATS):
            raise BrokenPatternError(
                "The pattern repeats something impossibly often", f"Repeat at most {MOST_REPEATS} times, the smaller number first."
            )
        return found

    def repeated(self, begun: int, first: int, last: int, often: tuple[int, int | None]) -> tuple[int, int]:
        """Lay out the repeats of the part that began at `begun`, which is read again for each copy; return the states before and after them."""
        least, most = often
        ended, door, out = self.at, self.state(), self.state()
        if most != 0:
            self.join(door, first)
        if least == 0:
            self.join(door, out)
        copies = max(1, least, most or 0)
        for copy in range(1, copies + 1):
            if copy >= least:
                self.join(last, out)
            if copy < copies:
                self.at = begun
                first, following = self.part()
                self.join(last, first)
                last = following
        self.at = ended
        if most is None:
            self.join(last, first)
        return door, out
