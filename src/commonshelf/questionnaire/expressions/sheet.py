"""The answers to one questionnaire as a tree in which every question has its place, answered or not."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from commonshelf.questionnaire.definition import Group, Item, Question, Repeat
from commonshelf.questionnaire.expressions.nodes import ROOT, Node, written

MOST_TURNS = 1_000  # of one repeat with a count; nobody answers more, and a slip of the keyboard may not fill the memory
MOST_TURNS_IN_ALL = 3_000  # of all repeats together: one within another, a thousand turns each, would be a million


class Sheet:
    """Every question of a questionnaire, with the answers `given` to it, as they were given, by the identity of its node."""

    def __init__(self, items: Sequence[Item], answers: Mapping[str, Any]) -> None:
        self.items = items
        self.given: dict[int, Any] = {}
        self.document = Node("")
        self._items: dict[int, Sequence[Item]] = {}
        self._by_path: dict[tuple[str, ...], list[Node]] = {}
        self._places: dict[int, str] = {}
        self._turns = 0
        self._fill(self.document.add(ROOT), items, answers)

    def _fill(self, node: Node, items: Sequence[Item], answers: Mapping[str, Any]) -> None:
        self._items[id(node)] = items
        for item in items:
            answer = answers.get(item.name)
            if isinstance(item, Question):
                child = node.add(item.name, written(answer))
                self.given[id(child)] = answer
            elif isinstance(item, Group):
                self._fill(node.add(item.name), item.items, answer if isinstance(answer, Mapping) else {})
            elif isinstance(answer, Sequence):
                for turn in answer:
                    self.add_turn(item, node, turn if isinstance(turn, Mapping) else {})

    def add_turn(self, repeat: Repeat, parent: Node, answers: Mapping[str, Any]) -> None:
        """Add one turn of a repeat, with what was answered in it."""
        self._turns += 1
        self._fill(parent.add(repeat.name, repeats=True), repeat.items, answers)
        self._places.clear()

    def set_turns(self, repeat: Repeat, parent: Node, wanted: float) -> None:
        """Add empty turns, or take the last ones away, until there are as many as wanted; none for what is no number."""
        number = int(min(MOST_TURNS, max(0.0, wanted))) if not math.isnan(wanted) else 0
        turns = [child for child in parent.children if child.name == repeat.name]
        if len(turns) > number:
            surplus = {id(turn) for turn in turns[number:]}
            parent.children = [child for child in parent.children if id(child) not in surplus]
            parent.changed()
            self._places.clear()
        for _each in range(number - len(turns)):
            if self._turns >= MOST_TURNS_IN_ALL:
                break
            self.add_turn(repeat, parent, {})
        if number > len(turns):  # the new ones stand after all else in their group, which is not where the page has them
            order = {item.name: index for index, item in enumerate(self._items[id(parent)])}
            parent.children.sort(key=lambda child: order[child.name])
            parent.changed()

    def nodes(self, path: tuple[str, ...]) -> list[Node]:
        """Return all nodes of a path of names, one for each turn of the repeats around it."""
        self._number()
        return self._by_path.get(path, [])

    def place(self, node: Node) -> str:
        """Return where a node stands, such as `household[2]/age`."""
        self._number()
        return self._places[id(node)]

    def place_around(self, node: Node) -> str:
        """Return where a node stands, or what stands around it where it is not on the sheet: a turn that is not there yet, or no more."""
        self._number()
        here: Node | None = node
        while here is not None and id(here) not in self._places:
            here = here.parent
        return self._places[id(here)] if here is not None else ""

    def places(self) -> list[str]:
        """Return every place there is, in the order of the page."""
        self._number()
        return list(self._places.values())[1:]

    def present(self) -> frozenset[str]:
        """Return the places of everything that is relevant."""
        self._number()
        nodes = (node for nodes in self._by_path.values() for node in nodes if not node.absent)
        return frozenset(self._places[id(node)] for node in nodes) - {""}

    def _number(self) -> None:
        """Walk the tree once and remember where everything stands, until a turn comes or goes."""
        if not self._places:
            self._by_path.clear()
            self._walk(self.document.children[0], (), "")

    def _walk(self, node: Node, path: tuple[str, ...], place: str) -> None:
        self._by_path.setdefault(path, []).append(node)
        self._places[id(node)] = place
        turns: dict[str, int] = {}
        for child in node.children:
            step = child.name
            if child.repeats:
                turns[child.name] = turns.get(child.name, 0) + 1
                step = f"{child.name}[{turns[child.name]}]"
            self._walk(child, (*path, child.name), f"{place}/{step}" if place else step)

    def answers(self) -> dict[str, Any]:
        """Return the answers of what is relevant, nested as they came. A turn of a repeat stays even when it is empty, since its number has a meaning."""
        return self._kept(self.document.children[0])

    def _kept(self, parent: Node) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for node in parent.children:
            if node.absent:
                continue
            if node.repeats:
                found.setdefault(node.name, []).append(self._kept(node))
            elif node.children:
                within = self._kept(node)
                found |= {node.name: within} if within else {}
            elif node.value:
                found[node.name] = self.given.get(id(node), node.value)
        return found
