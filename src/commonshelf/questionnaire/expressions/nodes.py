"""Answers as a tree of nodes, which is what paths walk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from commonshelf.questionnaire.expressions.numerals import numeral

ROOT = "data"


@dataclass(eq=False)
class Node:
    """One question, group or turn of a repeat. `absent`: not relevant, so it reads as empty and is not counted."""

    name: str
    parent: Node | None = None
    value: str = ""
    children: list[Node] = field(default_factory=list)
    absent: bool = False
    repeats: bool = False
    index: dict[str, list[Node]] | None = field(default=None, repr=False)

    def text(self) -> str:
        """Return what XPath calls the string-value: its own text, or that of all within."""
        if self.absent:
            return ""
        return "".join(child.text() for child in self.children) if self.children else self.value

    def add(self, name: str, value: str = "", *, repeats: bool = False) -> Node:
        """Add a child at the end and return it."""
        child = Node(name, self, value, repeats=repeats)
        self.children.append(child)
        self.changed()
        return child

    def named(self, name: str) -> list[Node]:
        """Return everything below of a name, in document order. Remembered: a form of 300 questions asks for the same answers again and again."""
        if self.index is None:
            self.index = {}
            for node in self.within():
                self.index.setdefault(node.name, []).append(node)
        return self.index.get(name, [])

    def changed(self) -> None:
        """Forget what was remembered of the nodes below, here and above, since one came or went."""
        node: Node | None = self
        while node is not None:
            node.index = None
            node = node.parent

    def within(self) -> Iterator[Node]:
        """Yield everything below, in document order."""
        for child in self.children:
            yield child
            yield from child.within()

    def top(self) -> Node:
        """Return the document this node belongs to."""
        node = self
        while node.parent is not None:
            node = node.parent
        return node

    def position(self) -> int:
        """Return its number, from 1, among its siblings of the same name."""
        if self.parent is None:
            return 1
        return [each for each in self.parent.children if each.name == self.name].index(self) + 1


def written(answer: Any) -> str:
    """Return an answer as a form keeps it: several choices with spaces between, yes and no as `true` and `false`, a date as its day."""
    if isinstance(answer, str):  # first, because nearly all are
        return answer
    if answer is None:
        return ""
    if isinstance(answer, bool):
        return "true" if answer else "false"
    if isinstance(answer, int | float):
        return numeral(float(answer)) if isinstance(answer, float) else str(answer)
    if isinstance(answer, Sequence):
        return " ".join(written(each) for each in answer)
    return answer.isoformat() if hasattr(answer, "isoformat") else str(answer)


def document_of(answers: Mapping[str, Any], *, root: str = ROOT) -> Node:
    """Return the document (whose one child is named `root`) for answers: a mapping for a group, a list of mappings for a repeat."""
    document = Node("")
    _fill(document.add(root), answers)
    return document


def _fill(node: Node, answers: Mapping[str, Any]) -> None:
    for name, answer in answers.items():
        if isinstance(answer, Mapping):
            _fill(node.add(name), answer)
        elif isinstance(answer, Sequence) and not isinstance(answer, str) and any(isinstance(each, Mapping) for each in answer):
            for turn in answer:
                _fill(node.add(name, repeats=True), turn)
        else:
            node.add(name, written(answer))


def find(document: Node, place: str) -> Node:
    """Return the node at a place such as `household[2]/age`; the number, from 1, is needed only in a repeat.

    :raises LookupError: there is none
    """
    node = document.children[0]
    for step in filter(None, place.split("/")):
        name, _, number = step.partition("[")
        same = [child for child in node.children if child.name == name]
        wanted = int(number.rstrip("]") or 1) if number else 1
        if not 1 <= wanted <= len(same):
            raise LookupError(place)
        node = same[wanted - 1]
    return node
