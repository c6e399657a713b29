from __future__ import annotations

import pytest

from commonshelf.questionnaire.expressions import references

ITEMS = f"instance('list')/{'root'}/item"


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("${a} + ${b} > ${a}", {"a", "b"}),
        ("/data/group/q", {"group", "q"}),
        ("../q", {"q"}),
        (". > 3", set()),
        ("current()/../q", {"q"}),
        (ITEMS + "[name = ${x}]/label", {"x"}),
        (ITEMS + "[name = current()/../y]/label", {"y"}),
        ("randomize(" + ITEMS + "[a = 1], ${seed})", {"seed"}),
        ("${rep}[age > 3]/person", {"rep", "age", "person"}),
        ("jr:choice-name(${town}, '${town}')", {"town"}),
        ("jr:choice-name('a', '/data/g/town')", {"town"}),
        ("${last-saved#name}", set()),
        ("'${quoted}'", set()),
        ("if(-${a} = 1, ${b}, (${c}))", {"a", "b", "c"}),
    ],
)
def test_references_are_the_questions_asked_for(expression, names):
    assert references(expression) == names
