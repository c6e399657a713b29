from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from commonshelf.stats.themes import near_duplicates
from commonshelf.stats.themes.near_duplicates import _pieces

letters = st.text("abc ", max_size=12)


def test_near_duplicates_by_hand():
    found = near_duplicates(["Close the airport", "close the AIRPORT!!", "More trees", "Closed the airport", ""], bar=0.5)
    assert found.groups == ((0, 1, 3),)
    assert found.pairs.tolist() == [[0, 1], [0, 3], [1, 3]]
    # closetheairport has 12 pieces of four, closedtheairport 13; 9 in both.
    assert found.likeness == pytest.approx([1, 9 / 16, 9 / 16])


@given(st.lists(letters, max_size=14), st.sampled_from([0.2, 0.5, 0.7, 0.9]))
@settings(deadline=None)
def test_near_duplicates_equal_comparing_every_pair(texts, bar):
    found = near_duplicates(texts, bar=bar)
    sets = [set(_pieces(text)) for text in texts]
    true = {
        (a, b): len(sets[a] & sets[b]) / len(sets[a] | sets[b])
        for b in range(len(texts))
        for a in range(b)
        if sets[a] and sets[b] and len(sets[a] & sets[b]) >= bar * len(sets[a] | sets[b]) - 1e-12
    }
    assert {tuple(pair) for pair in found.pairs.tolist()} == set(true)
    assert found.likeness == pytest.approx(np.array([true[tuple(pair)] for pair in found.pairs.tolist()]))


def test_groups_join_what_hangs_together_through_another():
    chain = ["abcdefghijklmnopqrst", "abcdefghijklmnopqrstuv", "abcdefghijklmnopqrstuvwxy"]
    found = near_duplicates([*chain, "nothing alike"], bar=0.8)
    assert found.pairs.tolist() == [[0, 1], [1, 2]]
    assert found.groups == ((0, 1, 2),)
