from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings as effort, strategies as st

from commonshelf.questionnaire.expressions.environment import Environment
from commonshelf.questionnaire.expressions.errors import ExpressionTooLargeError
from commonshelf.questionnaire.expressions.evaluator import evaluate
from commonshelf.questionnaire.expressions.nodes import document_of, find
from commonshelf.questionnaire.expressions.patterns import matches
from tests.questionnaire.expressions.test_state import CLOCK

ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\d", "1", "^", "$"])
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("(?:{0[0]}|{0[1]})".format),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{0}", "{0,1}", "{1,}", "*?"])).map("(?:{0[0]}){0[1]}".format),
    ),
    max_leaves=6,
)


@effort(max_examples=400, deadline=None)
@given(PATTERNS, st.text("ab1", max_size=6))
def test_pattern_is_found_where_pythons_own_engine_finds_it(pattern, text):
    wanted = re.search(pattern.replace("$", r"\Z"), text, re.ASCII) is not None
    assert matches(pattern, text, spend=lambda _steps: None) is wanted


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|a)*$", "^(a*)*b", "(.*)(.*)(.*)(.*)[^a]b"])
def test_pattern_that_ruins_others_is_quick(pattern):
    begun = time.process_time()
    assert matches(pattern, "a" * 3000, spend=lambda _steps: None) is (pattern in {"^(a|a)*$", "^(a+)+$"})
    assert time.process_time() - begun < 2


def test_expression_that_takes_too_long_is_stopped():
    document = document_of({"q": [{"a": "x"}] * 400})
    begun = time.process_time()
    with pytest.raises(ExpressionTooLargeError, match="too many steps"):
        evaluate("count(//a[count(//a[count(//a) > 0]) > 0])", find(document, ""), Environment(now=CLOCK["now"], today=CLOCK["today"]))
    assert time.process_time() - begun < 5
