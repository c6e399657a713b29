from __future__ import annotations

import pytest

from tests.questionnaire.expressions.cases import all_cases, expected, said_by_python


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case["name"])
def test_case_is_answered_by_python(case):
    assert said_by_python(case) == expected(case)
