from __future__ import annotations

import pytest

from tests.stats.edge_cases import EDGE_CASES


@pytest.mark.parametrize("case", EDGE_CASES, ids=lambda case: case.name)
def test_edge_case_has_its_answer_or_its_named_error(case):
    if case.error is not None:
        with pytest.raises(case.error) as caught:
            case.call()
        assert type(caught.value) is case.error
        return
    result = case.call()
    found = {name: len(result) if name == "__len__" else getattr(result, name) for name in case.answer}
    assert found == case.answer
