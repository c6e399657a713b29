from __future__ import annotations

import json
from functools import cache

import numpy as np
import pytest

from commonshelf.stats.opinion import describe_groups, map_opinions
from tests.conftest import SHARED_DATA
from tests.stats.opinion_conversations import REAL, Asked, drawn, published, published_matrix
from tests.stats.oracles.reference import peer_says

DRAWN = {
    "drawn, 200 x 60": lambda: drawn(200, 60, share=0.4, seed=7),
    "drawn, two statements left out": lambda: drawn(150, 40, share=0.3, seed=8, hidden=(3, 17)),
    "drawn, more statements than people": lambda: drawn(90, 180, share=0.15, seed=9),
}
NAMES = {
    "agree": {"na": "count", "pa": "share", "pat": "share_z", "ra": "ratio", "rat": "ratio_z"},
    "disagree": {"nd": "count", "pd": "share", "pdt": "share_z", "rd": "ratio", "rdt": "ratio_z"},
}
TOLD = {"n-success": "count", "n-trials": "votes", "p-success": "share", "p-test": "share_z"}


@cache
def conversation(name: str) -> Asked:
    return published(name) if name in REAL else DRAWN[name]()


def question(asked: Asked) -> dict[str, object]:
    votes = asked.votes
    return {
        "votes": [[int(p), int(s), int(v)] for p, s, v in zip(votes.person, votes.statement, votes.value, strict=True)],
        "group": {str(person): int(group) for person, group in enumerate(asked.group) if group >= 0},
        "left_out": [int(each) for each in np.flatnonzero(asked.left_out)],
    }


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    there = [*DRAWN, *(name for name in REAL if (SHARED_DATA / "polis" / name).is_dir())]
    place = tmp_path_factory.mktemp("red-dwarf") / "asked.json"
    place.write_text(json.dumps({name: question(conversation(name)) for name in there}))
    return peer_says("red-dwarf", "opinion_red_dwarf.py", str(place))


@pytest.fixture(params=[*REAL, *DRAWN])
def asked(request):
    return conversation(request.param)


@pytest.fixture
def peer(request, asked, answers):
    return answers[request.node.callspec.params["asked"]]


def test_figures_of_published_groups_equal_red_dwarfs(asked, peer):
    ours = describe_groups(asked.votes, asked.group, left_out=asked.left_out)
    for stance, names in NAMES.items():
        for theirs, name in names.items():
            found = getattr(getattr(ours, stance), name)[:, peer["statements"]]
            np.testing.assert_allclose(found, peer["figures"][theirs], rtol=1e-9, atol=1e-9, err_msg=f"{stance} {name}")
    np.testing.assert_array_equal(ours.tallies.votes[:, peer["statements"]], peer["figures"]["ns"])
    for stance in ("agree", "disagree"):
        found = getattr(ours.common_ground, stance)[peer["statements"]]
        np.testing.assert_allclose(found, peer[f"consensus_{stance}"], rtol=1e-9, atol=1e-12)


def test_representative_and_majority_statements_are_red_dwarfs(asked, peer):
    ours = describe_groups(asked.votes, asked.group, left_out=asked.left_out)
    told = {**TOLD, "repness": "ratio", "repness-test": "ratio_z"}
    for mine, theirs in zip(ours.representative, peer["representative"], strict=True):
        assert [one.stance for one in mine] == [one["repful-for"] for one in theirs]
        assert [one.best_agree for one in mine] == [one.get("best-agree") is True for one in theirs]
        for one, other in zip(mine, theirs, strict=True):
            for key, name in told.items():
                assert getattr(one, name) == pytest.approx(other[key], rel=1e-9)
        # Two statements with the very same figures come in any order there, and in that of their numbers here.
        assert {one.statement for one in mine} == {one["tid"] for one in theirs}
    majority = [(one.stance, one.count, one.votes, one.share_z) for one in ours.majority]
    theirs = [(stance, one) for stance in ("agree", "disagree") for one in peer["majority"][stance]]
    assert majority == [(stance, one["n-success"], one["n-trials"], pytest.approx(one["p-test"], rel=1e-9)) for stance, one in theirs]


def test_axes_and_places_in_polis_mode_equal_red_dwarfs_up_to_sign(asked, peer):
    ours = map_opinions(asked.votes, mode="polis", left_out=asked.left_out)
    axes = ours.directions[:, peer["statements"]]
    sign = np.sign((axes * peer["axes"]).sum(axis=1))
    np.testing.assert_allclose(axes * sign[:, None], peer["axes"], atol=2e-7)
    np.testing.assert_allclose(ours.explained, peer["explained"], rtol=1e-9)
    np.testing.assert_allclose(ours.mean[peer["statements"]], peer["mean"], atol=1e-12)
    np.testing.assert_allclose(ours.coordinates[peer["people"]] * sign, peer["places"], atol=3e-6)
    np.testing.assert_allclose(ours.statement_coordinates[peer["statements"]] * sign, peer["statement_places"], atol=3e-6)
    np.testing.assert_allclose(ours.priority[peer["statements"]], peer["priority"], rtol=1e-5)


@pytest.mark.parametrize("name", REAL)
def test_last_votes_equal_the_published_matrix(name):
    votes, matrix = published(name).votes, published_matrix(name)
    kept = dict(zip(zip(votes.person.tolist(), votes.statement.tolist(), strict=True), votes.value.tolist(), strict=True))
    assert kept == matrix
