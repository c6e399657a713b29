"""In which order the questions of a questionnaire are worked out, and what is wrong with its expressions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from commonshelf.questionnaire.definition import Cell, Group, Item, Questionnaire, Repeat
from commonshelf.questionnaire.expressions.asks import answers_asked, references
from commonshelf.questionnaire.expressions.errors import CircularError, ExpressionError, UnknownQuestionError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PARTS = ("relevant", "calculation", "constraint", "required", "choice_filter", "read_only", "count")
FIRST = ("relevant", "calculation", "count")  # those whose answer others may wait for
WORDS = {"yes": "true()", "true": "true()", "no": "false()", "false": "false()"}


@dataclass(frozen=True)
class Entry:
    """One item of a questionnaire and the names of the groups around it, its own the last."""

    path: tuple[str, ...]
    item: Item
    repeated: bool

    @cached_property
    def written(self) -> dict[str, str]:
        """What stands in the columns that hold expressions, with `yes` and `no` as XLSForm means them; those that say nothing are left out."""
        texts = {part: str(getattr(self.item, part, "") or "").strip() for part in PARTS}
        return {part: WORDS.get(text.lower(), text) for part, text in texts.items() if text}

    def expression(self, part: str) -> str:
        """Return what stands in a column; empty when nothing does."""
        return self.written.get(part, "")

    def cell(self, part: str) -> Cell | None:
        """Return where a column of it was written."""
        return replace(self.item.cell, column=part) if self.item.cell else None


def entries_of(questionnaire: Questionnaire) -> tuple[Entry, ...]:
    """Return everything in a questionnaire, in its order, groups before what is in them."""
    return tuple(_entries(questionnaire.items, (), repeated=False))


def _entries(items: Sequence[Item], around: tuple[str, ...], *, repeated: bool) -> Iterator[Entry]:
    for item in items:
        within = repeated or isinstance(item, Repeat)
        yield Entry((*around, item.name), item, within)
        if isinstance(item, Group | Repeat):
            yield from _entries(item.items, (*around, item.name), repeated=within)


def in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries so that each comes after those it waits for, otherwise as they stand.

    A question in a repeat may ask for itself, since it can mean the turn before.

    :raises CircularError: some wait for one another
    :raises ExpressionError: one of the expressions cannot be read
    """
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        by_name.setdefault(entry.item.name, []).append(entry)
    by_path = {entry.path: entry for entry in entries}
    done: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        _visit(entry, by_name, by_path, done)
    return tuple(done.values())


def _visit(
    first: Entry, by_name: dict[str, list[Entry]], by_path: dict[tuple[str, ...], Entry], done: dict[tuple[str, ...], Entry]
) -> None:
    """Walk depth first with a list of our own: a chain of a thousand questions is deeper than Python goes."""
    trail = [first]
    waiting = [iter(_before(first, by_name, by_path))]
    while trail:
        following = next((each for each in waiting[-1] if each.path not in done), None)
        if following is None:
            done.setdefault(trail[-1].path, trail[-1])
            trail.pop()
            waiting.pop()
        elif following in trail:
            raise _circle([*trail[trail.index(following) :], following])
        else:
            trail.append(following)
            waiting.append(iter(_before(following, by_name, by_path)))


def _before(entry: Entry, by_name: dict[str, list[Entry]], by_path: dict[tuple[str, ...], Entry]) -> list[Entry]:
    around = [by_path[entry.path[:-1]]] if len(entry.path) > 1 else []
    names = sorted({name for part in FIRST for name in _asked(entry, part)})
    found = [each for name in names for each in by_name.get(name, []) if not (each is entry and entry.repeated)]
    return around + found


def _asked(entry: Entry, part: str) -> frozenset[str]:
    expression = entry.expression(part)
    try:
        return references(expression) if expression else frozenset()
    except ExpressionError as error:
        raise error.found_in(expression, entry.cell(part)) from None


def _circle(entries: list[Entry]) -> CircularError:
    names = " → ".join(entry.item.name for entry in entries)
    first = entries[0]
    part = next((part for part in FIRST if first.expression(part)), "")
    error = CircularError(f"These wait for one another: {names}", "Let one of them ask for something else.")
    error.found_in(first.expression(part) if part else "", first.cell(part))
    return error


def faults_of(questionnaire: Questionnaire) -> tuple[ExpressionError, ...]:
    """Return everything wrong with the expressions of a questionnaire that shows without answers: broken, unknown, circular."""
    entries = entries_of(questionnaire)
    names = {entry.item.name for entry in entries}
    found = [error for entry in entries for part in PARTS for error in _faults(entry, part, names)]
    if not found:
        try:
            in_order(entries)
        except CircularError as error:
            found.append(error)
    return tuple(found)


def _faults(entry: Entry, part: str, names: Iterable[str]) -> Iterator[ExpressionError]:
    expression = entry.expression(part)
    if not expression:
        return
    try:
        asked = answers_asked(expression)
    except ExpressionError as error:
        # `parse` remembers what it has read, and an error is raised anew each time, so this one is ours to mark.
        yield error.found_in(expression, entry.cell(part))
        return
    for each in asked:
        if each.name not in names:
            mend = did_you_mean(each.name, names, shape="${{{}}}", otherwise="Add the question, or take it out.")
            yield UnknownQuestionError(f"There is no question “{each.name}”", mend, position=each.at).found_in(expression, entry.cell(part))
