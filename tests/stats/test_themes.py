from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import sparse

from commonshelf.stats.themes import OwnVectors, suggest_themes
from commonshelf.stats.themes.how_many import number_of_themes
from commonshelf.stats.themes.neighbours import blocks, most_alike, smooth
from commonshelf.stats.themes.own_vectors import weigh
from commonshelf.stats.themes.spherical import group_vectors, regroup_vectors
from commonshelf.stats.themes.static_vectors import StaticVectors, english_share
from commonshelf.stats.themes.theme_words import words_of_themes
from commonshelf.stats.themes.words import count_words, words_of
from tests.stats.oracles.reference import peer_says
from tests.stats.simulated_voices import THINGS, agreement_of_groups, voices


def suggested(texts, seed=0, **more):
    return suggest_themes(texts, rng=np.random.default_rng(seed), **more)


def clouds(rng, *, groups, each, dimensions=16, spread=0.15):
    middles = np.eye(dimensions)[:groups] if groups <= dimensions else rng.normal(size=(groups, dimensions))
    points = np.repeat(middles, each, axis=0) + spread * rng.normal(size=(groups * each, dimensions))
    return (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)


def test_words_are_parted_by_spaces_or_else_by_pairs_of_letters():
    assert words_of("Don't CLOSE, the branch_library!") == ["don't", "close", "the", "branch", "library"]
    assert words_of("图书馆 wifi") == ["图书", "书馆", "wifi"]
    assert words_of("الْمَكْتَبَة") == ["المكتبة"]
    assert words_of("हिन्दी में") == ["हिन्दी", "में"]
    assert words_of("Ｔhư viện") == ["thư", "viện"]
    assert words_of("?! …") == []


def test_counts_follow_the_order_of_the_words():
    found = count_words(["b a b", "", "a c"])
    assert (found.words, found.counts.toarray().tolist()) == (("b", "a", "c"), [[2, 1, 0], [0, 0, 0], [0, 1, 1]])


def test_weights_of_words_by_hand():
    weighed = weigh(count_words(["a b", "a c c", "a b c"]).counts).toarray()
    rare = np.log(4 / 2)
    common = np.log(4 / 3)
    first = np.array([common, rare, 0]) / np.hypot(common, rare)
    assert weighed[0] == pytest.approx(first)
    assert weighed[1, 2] / weighed[1, 0] == pytest.approx((1 + np.log(2)) * rare / common)


def test_theme_words_by_hand_drop_what_every_theme_says():
    found = count_words(["the noise", "the noise", "the bus", "the bus", "la bus"])
    words = words_of_themes(found, np.array([0, 0, 1, 1, -1]), 2, shown=3)
    assert words == [("noise",), ("bus",)]


def test_theme_words_prefer_a_word_of_one_theme_to_a_small_word_of_a_language():
    of_theme = [["la ruido"] * 2 + ["la"] * 6, ["la bus"] * 2 + ["la"] * 6, ["quiet"] * 2 + ["x"] * 6]
    found = count_words([text for texts in of_theme for text in texts])
    words = words_of_themes(found, np.repeat([0, 1, 2], 8), 3, shown=1)
    assert words[:2] == [("ruido",), ("bus",)]


def test_planted_things_are_found_with_their_words_and_voices():
    texts, things = voices(np.random.default_rng(3), 40)
    result = suggested(texts, k=4)
    assert agreement_of_groups(things, result.theme_of.tolist()) > 0.97
    vocabularies = [set(words) for words in THINGS.values()]
    for theme in result.themes:
        best = [len(set(theme.words[:5]) & vocabulary) for vocabulary in vocabularies]
        assert max(best) == 5
        assert {things[voice] for voice in theme.voices} == {int(np.argmax(best))}
        assert theme.size == int((result.theme_of == theme.id).sum())
    assert [theme.size for theme in result.themes] == sorted((theme.size for theme in result.themes), reverse=True)
    assert "160 of 160 voices fall into 4 suggested themes" in result.explanation


def test_number_of_themes_is_found_where_groups_stand_apart():
    rng = np.random.default_rng(4)
    for groups in (3, 6, 12):
        assert number_of_themes(clouds(rng, groups=groups, each=40), rng=rng) == groups


def test_the_same_lots_give_the_same_themes_and_nothing_is_written_to():
    texts, _things = voices(np.random.default_rng(5), 15)
    vectors = OwnVectors().vectors(texts)
    before = vectors.copy()
    vectors.setflags(write=False)
    one, other = suggested(texts, vectors=vectors, k=4), suggested(texts, vectors=vectors, k=4)
    assert (one.themes, one.theme_of.tolist()) == (other.themes, other.theme_of.tolist())
    assert np.array_equal(vectors, before)
    assert not one.theme_of.flags.writeable
    assert one.theme_of.tolist() == suggested(texts, k=4).theme_of.tolist()  # vectors passed in are those worked out


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=5, deadline=None)
def test_one_voice_in_a_hundred_more_leaves_most_where_they_are(seed):
    texts, _things = voices(np.random.default_rng(seed), 50)
    before = suggested(texts[:198], seed=seed, k=5)
    after = suggested(texts, seed=seed + 1, previous=np.concatenate([before.theme_of, [-1, -1]]))
    assert after.stays >= 0.95
    assert after.stays == pytest.approx(np.mean(after.theme_of[:198] == before.theme_of))
    assert {theme.id for theme in after.themes} <= {theme.id for theme in before.themes}


def test_previous_ids_go_to_those_who_share_most_and_new_themes_get_new_ids():
    texts, things = voices(np.random.default_rng(7), 30)
    named = np.array([10 + thing if thing < 2 else -1 for thing in things])
    result = suggested(texts, k=4, previous=named)
    ids = {thing: set(result.theme_of[np.array(things) == thing].tolist()) for thing in range(4)}
    assert (ids[0], ids[1]) == ({10}, {11})
    assert ids[2] | ids[3] == {12, 13}


def test_a_text_without_words_is_left_out_and_counted_by_nobody():
    texts, _things = voices(np.random.default_rng(8), 10)
    result = suggested([*texts, "", "?!"], k=4)
    assert result.theme_of[-2:].tolist() == [-1, -1]
    assert sum(theme.size for theme in result.themes) == 40


@given(st.integers(2, 60), st.integers(1, 12), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_most_alike_holds_all_the_largest_of_each_row(width, wanted, seed):
    likeness = np.random.default_rng(seed).random((3, width * 10)).astype(np.float32)
    rows, columns = most_alike(likeness, wanted)
    for row in range(3):
        largest = set(np.argsort(-likeness[row])[:wanted].tolist())
        assert largest <= set(columns[rows == row].tolist())


def test_neighbours_in_cells_are_mostly_the_true_ones():
    vectors = clouds(np.random.default_rng(9), groups=60, each=220, spread=0.6)
    assert len(vectors) > 12_000
    met = kept = 0
    for rows, candidates, likeness in blocks(vectors):
        some = rows[:3]
        met += 10 * len(some)
        for place, row in enumerate(some):
            true = set(np.argsort(-(vectors @ vectors[row]))[:10].tolist())
            best = candidates[np.argsort(-likeness[place])[:10]]
            kept += len(true & set(best.tolist()))
    assert kept / met > 0.9


def test_smoothing_leaves_unit_vectors_and_brings_neighbours_together():
    vectors = clouds(np.random.default_rng(10), groups=3, each=50, spread=0.6)
    smoothed = smooth(vectors, neighbours=10)
    assert np.linalg.norm(smoothed, axis=1) == pytest.approx(1)
    near = np.arange(150) // 50
    assert np.mean([smoothed[near == g] @ smoothed[near == g].T for g in range(3)]) > np.mean(
        [vectors[near == g] @ vectors[near == g].T for g in range(3)]
    )


def test_groups_stay_filled_when_many_texts_are_equal():
    vectors = np.repeat(np.eye(4, dtype=np.float32), [60, 1, 1, 1], axis=0)
    grouping = group_vectors(vectors, 4, rng=np.random.default_rng(0))
    assert sorted(np.bincount(grouping.group_of, minlength=4).tolist()) == [1, 1, 1, 60]
    assert grouping.score == pytest.approx(1)


def test_a_group_that_loses_everyone_starts_anew():
    vectors = clouds(np.random.default_rng(11), groups=2, each=30)
    nowhere = -vectors.mean(axis=0, keepdims=True)
    grouping = regroup_vectors(vectors, np.concatenate([vectors[:1], vectors[-1:], nowhere]))
    assert (np.bincount(grouping.group_of, minlength=3) > 0).all()


class Spoken:
    """A table that knows two words in two languages."""

    meanings = {"noise": (1, 0), "ruido": (1, 0), "bus": (0, 1), "autobús": (0, 1)}

    def read(self, words):
        return np.array([self.meanings.get(word, (0, 0)) for word in words], dtype=np.float32)


def test_static_vectors_bring_two_languages_together_by_meaning_alone():
    texts = ["noise", "ruido", "bus", "autobús"] * 10
    vectors = StaticVectors(english=Spoken(), multilingual=Spoken()).vectors(texts)
    assert vectors[0] @ vectors[1] > 0 > vectors[0] @ vectors[2]
    result = suggested(texts, vectors=vectors, k=2)
    assert len({(text, theme) for text, theme in zip(texts, result.theme_of.tolist(), strict=True)}) == 4
    assert result.theme_of[0] == result.theme_of[1] != result.theme_of[2]


def test_english_is_known_by_its_small_words_and_their_company():
    texts = ["the homeless need help", "homeless services", "die Stadt braucht Bäume", "Bäume"]
    found = count_words(texts, split=str.split)
    assert english_share(found.words, found.counts).tolist() == pytest.approx([0.875, 0.25, 0.0, 0.0])


def test_own_vectors_of_words_nobody_shares_are_zero():
    assert not OwnVectors().vectors(["xylo", "qwmb", "jfvk"]).any()
    assert isinstance(count_words(["a"]).counts, sparse.csr_matrix)


def test_voices_in_five_languages_land_together_by_what_they_are_about():
    said = peer_says("texts", "themes_texts.py")
    themes, things, languages = (np.array(said[name]) for name in ("theme_of", "things", "languages"))
    pairs = (things[:, None] == things[None]) & (languages[:, None] != languages[None])
    together = (themes[:, None] == themes[None])[pairs].mean()
    rng = np.random.default_rng(1)
    by_lot = [((lot := rng.permutation(themes))[:, None] == lot[None])[pairs].mean() for _shuffle in range(200)]
    assert together > 0.6 > max(by_lot)
    assert said["same_again"]
    assert not np.any(said["empty"])


def test_pieces_are_read_as_the_encoder_reads_a_text_of_one_piece():
    said = peer_says("texts", "themes_pieces.py")
    assert np.array(said["ours"]) == pytest.approx(np.array(said["theirs"]), abs=1e-5)
