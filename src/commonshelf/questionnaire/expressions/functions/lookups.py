from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from commonshelf.questionnaire.expressions.errors import UnknownListError, did_you_mean
from commonshelf.questionnaire.expressions.functions.entry import Function
from commonshelf.questionnaire.expressions.nodes import Node

if TYPE_CHECKING:
    from commonshelf.questionnaire.expressions.environment import Given
    from commonshelf.questionnaire.expressions.values import Nodes


def _instance(given: Given) -> Nodes:
    """Return the list of a name as a document: `root`, and in it one `item` a row."""
    return (_opened(given),)


def _opened(given: Given) -> Node:
    name, run = given.text(0), given.context.run
    opened = run.environment.opened
    if name not in opened:
        rows = run.environment.lists.get(name)
        if rows is None:
            mend = did_you_mean(name, run.environment.lists, otherwise="Add the list to the choices.", shape="“{}”")
            raise UnknownListError(f"There is no list “{name}”", mend)
        document = Node("")
        root = document.add("root")
        for row in rows:
            run.spend()
            item = root.add("item")
            for column, value in row.items():
                item.add(column, value)
        opened[name] = document
    return opened[name]


def _pulldata(given: Given) -> str:
    wanted, column, value = given.text(1), given.text(2), given.text(3)
    for item in _opened(given).children[0].children:
        given.context.run.spend()
        row = {child.name: child.value for child in item.children}
        if row.get(column) == value:
            return row.get(wanted, "")
    return ""


def _indexed_repeat(given: Given) -> str:
    """Return one answer by the numbers of its repeats. The paths are read from the top, the numbers from where the question stands."""
    top = given.context.node.top()
    everywhere = replace(given, context=replace(given.context, node=top, origin=top))
    found = everywhere.nodes(0)
    for index in range(1, len(given), 2):
        number = given.number(index + 1)
        turns = {id(node) for node in everywhere.nodes(index) if node.position() == number}
        found = tuple(node for node in found if turns & {id(each) for each in _around(node)})
    return found[0].text() if found else ""


def _around(node: Node) -> list[Node]:
    found = [node]
    while found[-1].parent is not None:
        found.append(found[-1].parent)
    return found


def _choice_name(given: Given) -> str:
    """Return the label of a choice. The second argument is the question, as a text: '${name}', or a path whose last step is its name."""
    question = given.text(1).removeprefix("${").removesuffix("}").strip().rpartition("/")[2]
    return given.context.run.environment.choice_names.get(question, {}).get(given.text(0), "")


LOOKUPS = {
    "instance": Function(_instance, 1, 1),
    "current": Function(lambda given: (given.context.origin,), 0, 0),
    "pulldata": Function(_pulldata, 4, 4),
    "indexed-repeat": Function(_indexed_repeat, 3, 7, pairs=True),
    "jr:choice-name": Function(_choice_name, 2, 2),
}
