from __future__ import annotations

import numpy as np
import pytest

from commonshelf.stats.opinion import judge_groups, map_opinions
from tests.stats.opinion_conversations import drawn, published, shuffled

MODES = ("latent_classes", "polis")


def verdict(asked, mode, **options):
    votes = asked.votes
    found = map_opinions(votes, mode=mode)
    return judge_groups(votes, found, rng=np.random.default_rng(1), **options)


@pytest.mark.parametrize("mode", MODES)
def test_clear_groups_may_be_shown_and_the_same_votes_shuffled_may_not(mode):
    asked = drawn(400, 60, share=0.5, seed=11)
    clear, mixed = verdict(asked, mode), verdict(shuffled(asked, np.random.default_rng(2)), mode)
    assert (clear.show, clear.silence, clear.p_value) == (True, None, 0.05)
    assert clear.stability >= 0.6
    assert clear.information > clear.null_information.max()
    assert clear.explanation.startswith(f"{clear.k} groups may be shown: {clear.n} people")
    assert not mixed.show
    assert mixed.silence == ("one_group" if mode == "latent_classes" else "no_structure")


def test_a_small_crowd_is_never_judged():
    asked = drawn(40, 30, share=0.9, seed=12)
    said = verdict(asked, "polis")
    assert (said.show, said.silence, said.judged, said.p_value, said.stability) == (False, "too_few_people", 0, None, None)
    assert said.explanation == "Groups are not shown: only 38 people voted on enough, and at least 50 are needed."


def test_a_group_under_the_threshold_is_not_shown():
    said = verdict(drawn(400, 60, share=0.5, seed=11), "polis", least_group=150)
    assert (said.show, said.silence) == (False, "small_group")


def test_the_same_rng_gives_the_same_verdict_and_many_people_are_judged_by_a_draw_of_them():
    asked = drawn(2_700, 40, share=0.6, seed=13)
    one, two = (verdict(asked, "polis", draws=2) for _ in range(2))
    np.testing.assert_array_equal(one.null_information, two.null_information)
    np.testing.assert_array_equal(one.stability_draws, two.stability_draws)
    assert (one.judged, one.n > 2_500) == (2_500, True)


def test_the_real_conversation_of_26_people_stays_silent():
    for mode in MODES:
        assert verdict(published("london.youth.policing"), mode).silence == "too_few_people"


@pytest.mark.slow
def test_crowds_without_groups_are_shown_as_groups_in_at_most_one_case_of_twenty():
    rng = np.random.default_rng(5)
    asked = drawn(100, 20, share=0.6, seed=14)
    shown = {mode: sum(verdict(shuffled(asked, rng), mode, draws=2).show for _crowd in range(12)) for mode in MODES}
    assert shown == {"latent_classes": 0, "polis": 0}
