from __future__ import annotations

import json

import numpy as np
import pytest

from commonshelf.stats.themes import suggest_existing_themes
from commonshelf.stats.themes.embedder import centred_unit_rows
from commonshelf.stats.themes.existing import PENALTIES
from tests.stats.oracles.reference import peer_says
from tests.stats.simulated_voices import voices


def coded(things):
    return np.array([[thing == column for column in range(4)] for thing in things])


def test_new_voices_are_foretold_from_what_people_coded():
    texts, things = voices(np.random.default_rng(1), 30)
    result = suggest_existing_themes(texts[:60], coded(things[:60]), texts[60:])
    assert np.mean(result.best == things[60:]) > 0.95
    assert result.scores.shape == (60, 4)
    assert "60 new voices have a suggestion, out of 4 themes" in result.explanation


def test_scores_equal_scikit_learns_ridge_with_its_left_out_choice():
    rng = np.random.default_rng(2)
    known, asked = rng.normal(size=(40, 6)), rng.normal(size=(5, 6))
    codings = (known @ rng.normal(size=(6, 3)) + 0.5 * rng.normal(size=(40, 3)) > 0).astype(int)
    names = [str(place) for place in range(45)]
    ours = suggest_existing_themes(names[:40], codings, names[40:], vectors=(known, asked))
    both = centred_unit_rows(np.concatenate([known, asked]).astype(np.float32)).astype(float)
    task = {"known": both[:40].tolist(), "asked": both[40:].tolist(), "codings": codings.tolist(), "penalties": PENALTIES}
    reference = peer_says("sklearn", "themes_ridge.py", json.dumps(task))
    assert ours.penalty == reference["penalty"]
    assert ours.scores == pytest.approx(np.array(reference["scores"]), abs=1e-9)


def test_a_theme_with_two_voices_is_not_learned_and_one_text_may_have_several():
    texts, things = voices(np.random.default_rng(3), 20)
    codings = np.column_stack([coded(things), np.arange(80) < 2, np.array(things) < 2])
    result = suggest_existing_themes(texts[:40], codings[:40], texts[40:])
    assert np.isnan(result.scores[:, 4]).all()
    assert np.mean((result.scores[:, 5] > 0.5) == (np.array(things[40:]) < 2)) > 0.95


def test_a_voice_without_words_gets_no_suggestion():
    texts, things = voices(np.random.default_rng(4), 10)
    assert suggest_existing_themes(texts, coded(things), ["", texts[0]]).best.tolist() == [-1, things[0]]
