"""Equal shares: against pabutools, the published examples, by properties and by hand."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from commonshelf.stats.budgets import compare_budgets, equal_shares, greedy_budget
from tests.stats.oracles.reference import peer_says
from tests.stats.simulated_elections import example_of_the_literature, simulated_election

COMPLETIONS = ("none", "greedy", "add1", "add1_greedy")
utilities = st.sampled_from(["cost", "cardinality"])
seeds = st.integers(0, 2**32 - 1)


def election_of(seed, most_points=1, **sizes):
    return simulated_election(np.random.default_rng(seed), most_points=most_points, **sizes)


@pytest.mark.parametrize("most_points", [1, 4])
def test_funded_sets_equal_those_of_pabutools(tmp_path, most_points):
    elections = [
        {**election_of(seed, most_points), "utility": utility, "increment": 1} for seed in range(50) for utility in ("cost", "cardinality")
    ]
    place = tmp_path / "elections.json"
    place.write_text(json.dumps(elections))
    theirs = peer_says("pabutools", "budgets_pabutools.py", str(place))
    for election, outcome in zip(elections, theirs, strict=True):  # it gives what is left even to projects nobody voted for; we never do
        wanted = np.array(election["ballots"]).any(axis=0)
        for name in ("greedy", "add1_greedy", "only_greedy"):
            outcome[name] = [project for project in outcome[name] if wanted[project]]
    ours = []
    for election in elections:
        basics = {name: election[name] for name in ("costs", "ballots", "budget", "utility")}
        found = {completion: equal_shares(**basics, completion=completion, increment=1) for completion in COMPLETIONS}
        found["only_greedy"] = greedy_budget(**basics)
        ours.append({name: sorted(outcome.funded) for name, outcome in found.items()})
    assert ours == theirs
    assert sum(one["none"] != one["only_greedy"] for one in ours) > 10  # the rules do differ on these elections


def test_the_first_published_example_to_the_cent():
    outcome = equal_shares(**example_of_the_literature(last_voter_likes_the_gym=False), completion="none")
    assert outcome.explanation == (
        "The budget of 1,100.00 is divided equally among 11 people: 100.00 each.",
        "1. Bike path (700.00) is funded, as 7 votes can still pay: all 7 supporters pay 100.00 each.",
        "2. New playground (200.00) is funded, as 4 votes can still pay: all 4 supporters pay 50.00 each.",
        "3. Library for kids (100.00) is funded, as 3 votes can still pay: all 3 supporters pay about 33.33 each.",
        "Outdoor gym (400.00) is not funded: its 6 supporters have 0.00 left together, 400.00 too little.",
        "New park (250.00) is not funded: its 5 supporters have about 33.33 left together, about 216.67 too little.",
        "1,000.00 of 1,100.00 is spent.",
    )
    assert outcome.account_of(7).left == 5000
    assert (
        outcome.account_of(6).sentence == "A share of 100.00 paid: New playground 50.00, Library for kids about 33.33. Left: about 16.67."
    )


def test_the_second_published_example_where_some_are_short():
    outcome = equal_shares(**example_of_the_literature(last_voter_likes_the_gym=True), completion="none")
    assert outcome.funded == (1, 2, 3)
    park, playground = outcome.steps[1:]
    # 400/7 leaves 42 6/7; three pay that, the other two share the rest of 250: 60 5/7. 250 / 60 5/7 = 4.12 votes.
    assert [(payment.people, payment.paid) for payment in park.payments] == [(2, Fraction(42500, 7)), (3, Fraction(30000, 7))]
    assert round(float(park.effective_votes), 1) == 4.1
    assert park.effective_votes == Fraction(70, 17)
    assert sum(payment.people * payment.paid for payment in playground.payments) == 20000
    assert round(float(playground.effective_votes), 1) == 3.3
    assert park.sentence == (
        "2. New park (250.00) is funded, as 4.118 votes can still pay: 2 of 5 supporters pay about 60.71 each; "
        "3 with less left give all they have, about 128.57 together."
    )


def test_beside_greedy_it_says_what_differs_and_for_how_many():
    election = example_of_the_literature(last_voter_likes_the_gym=False)
    found = compare_budgets(equal_shares(**election, completion="none"), greedy_budget(**election))
    assert (found.both, found.only_first, found.only_second) == ((0,), (3, 4), (1,))
    assert (found.first.served, found.second.served, found.first.people) == (11, 7, 11)
    assert (found.better_with_first, found.better_with_second, found.alike) == (4, 6, 1)
    # Each of seven has 100 spent on their behalf, capped at the fair 100; then four times 50, three times 33 1/3: 1000 of 1100.
    assert found.first.fair_share_used == pytest.approx(10 / 11)
    assert found.second.fair_share_used == pytest.approx(7 / 11)
    # Greedy funds both choices of voters 0, 2, 5, 2 of 3 for 1, 3, 4, and the only one of 10: (3 + 2 + 1) / 11.
    assert found.second.choices_funded == pytest.approx(6 / 11)
    assert found.sentence.startswith("Only by equal shares: New playground, Library for kids. Only by greedy: Outdoor gym. ")
    again = compare_budgets(greedy_budget(**election), greedy_budget(**election))
    assert again.sentence == "By greedy and by greedy the same projects are funded."


def test_three_of_ten_projects_go_to_three_tenths_of_the_people():
    # Peters and Skowron's reason for the rule: seven like ten projects, three like ten others, the budget pays for ten.
    ballots = np.zeros((10, 20), dtype=int)
    ballots[:7, :10] = 1
    ballots[7:, 10:] = 1
    shares = equal_shares([10] * 20, ballots, budget=100, completion="none")
    assert (sum(project < 10 for project in shares.funded), sum(project >= 10 for project in shares.funded)) == (7, 3)
    assert max(greedy_budget([10] * 20, ballots, budget=100).funded) == 9


def test_points_are_paid_for_point_by_point():
    # 12 is asked from people with 10 each who gave 2 and 1 points: 4 a point, so 8 and 4. Then 2 and 6 are left, which pay 8.
    outcome = equal_shares([12, 8], [[2, 1], [1, 3]], budget=20, completion="none", minor_units=1)
    assert outcome.funded == (1, 0)
    first, second = outcome.steps
    assert (first.price, [payment.paid for payment in first.payments]) == (2, [6, 2])
    # 8 and 4 are left for 12: the one with 2 points pays 8, the other all four. A point costs 4.
    assert (second.price, [payment.paid for payment in second.payments]) == (4, [8, 4])
    assert first.sentence == "1. project 2 (8) is funded, as 4 points can still pay: all 2 supporters pay 2 for each point given."
    assert outcome.spent == 20


def test_level_projects_go_by_cost_then_points_then_place():
    cheaper = equal_shares([30, 20, 20], [[1, 1, 1], [1, 1, 1]], budget=40, completion="none")
    assert cheaper.funded == (1, 2)
    assert (cheaper.steps[0].tied_with, cheaper.steps[1].tied_with) == ((0, 2), ())
    assert "It was level with project 1, project 3." in cheaper.steps[0].sentence
    assert greedy_budget([30, 20, 20], [[1, 1, 1]], budget=40).funded == (1, 2)


def test_completion_by_raised_shares_says_so():
    election = example_of_the_literature(last_voter_likes_the_gym=True)
    outcome = equal_shares(**election, completion="add1")
    assert (outcome.raises, outcome.increment, outcome.share, outcome.fair_share) == (17, 100, 11700, 10000)
    assert outcome.explanation[1] == (
        "As that would leave money unused, each share counts as 117.00 (raised in steps of 1.00); the budget still pays for all."
    )
    assert equal_shares(**election, completion="add1", most_raises=0).funded == equal_shares(**election, completion="none").funded
    by_votes = equal_shares(**election, completion="greedy")
    assert by_votes.explanation[4:6] == (
        "250.00 of the budget is left for projects in the order of their votes, as far as they fit.",
        "4. Library for kids (100.00) is funded: 3 votes, and it fits into the 250.00 left.",
    )


def test_a_project_dearer_than_the_budget_does_not_stand_in_the_way():
    # All ten want what costs 80 of the 60 there are, one wants what costs 10. Shares of 6 rise to 10; at 8 the dear one would be bought.
    ballots = [[1, 1]] + [[1, 0]] * 9
    outcome = equal_shares([80, 10], ballots, budget=60, completion="add1", increment=1)
    assert (outcome.funded, outcome.share, outcome.unfunded[0].reason) == ((1,), 10, "dearer_than_budget")


@given(seeds, st.sampled_from([1, 4]), utilities, st.sampled_from(COMPLETIONS))
def test_every_cent_is_accounted_for_and_the_budget_holds(seed, most_points, utility, completion):
    election = election_of(seed, most_points)
    outcome = equal_shares(**election, utility=utility, completion=completion)
    assert outcome.spent <= election["budget"]
    assert len(set(outcome.funded)) == len(outcome.funded)
    for step in outcome.steps:
        if step.stage == "shares":
            assert sum(payment.people * payment.paid for payment in step.payments) == step.cost
            assert sum(payment.people for payment in step.payments) == step.supporters
            for payment in step.payments:
                assert payment.paid == min(payment.had, step.price * payment.points)
                assert payment.is_full == (payment.paid == step.price * payment.points)
    for person, account in enumerate(outcome.accounts):
        assert sum((amount for _, amount in account.paid), account.left) == account.share
        assert account.left >= 0
        assert all(election["ballots"][person][project] > 0 for project, _ in account.paid)
    bought = sum(step.cost for step in outcome.steps if step.stage == "shares")
    assert sum(amount for account in outcome.accounts for _, amount in account.paid) == bought
    assert {*outcome.funded, *(project.project for project in outcome.unfunded)} == set(range(len(election["costs"])))


@given(seeds, st.sampled_from([1, 4]), utilities)
def test_completion_by_votes_never_drops_what_shares_bought(seed, most_points, utility):
    election = election_of(seed, most_points)
    for bare, completed in (("none", "greedy"), ("add1", "add1_greedy")):
        before = equal_shares(**election, utility=utility, completion=bare)
        after = equal_shares(**election, utility=utility, completion=completed)
        assert after.funded[: len(before.funded)] == before.funded
        room = election["budget"] - after.spent
        wanted = [place for place in range(len(election["costs"])) if any(ballot[place] for ballot in election["ballots"])]
        assert all(election["costs"][place] > room for place in wanted if place not in after.funded)


@given(seeds, utilities)
def test_no_supporters_left_with_enough_are_turned_away(seed, utility):
    election = election_of(seed, 3)
    outcome = equal_shares(**election, utility=utility, completion="none")
    for project in outcome.unfunded:
        held = sum(account.left for ballot, account in zip(election["ballots"], outcome.accounts, strict=True) if ballot[project.project])
        if project.reason == "supporters_ran_short":
            assert (project.held, project.missing) == (held, project.cost - held)
            assert project.missing > 0
        else:
            assert project.reason == "no_supporters"


def deserving(election, group, projects):
    """Whether a group all of whom like the projects is large enough to pay for them from its shares."""
    cost = sum(election["costs"][project] for project in projects)
    return cost * len(election["ballots"]) <= len(group) * election["budget"]


def subsets(things):
    return chain.from_iterable(combinations(things, size) for size in range(1, len(things) + 1))


@settings(max_examples=60, deadline=None)
@given(seeds, utilities)
def test_extended_justified_representation_up_to_one_project(seed, utility):
    # Peters, Pierczynski and Skowron (2021): for every set of projects, a group that likes all of it and could pay for it from its shares has
    # somebody who gets as much as the set is worth, or would get more with one more project of the set. Everyone who does not is in fall_short;
    # a group of such people exists exactly when all of them together could pay.
    election = election_of(seed, people=9, projects=6)
    outcome = set(equal_shares(**election, utility=utility, completion="none").funded)
    worth = [cost if utility == "cost" else 1 for cost in election["costs"]]
    for projects in subsets(range(len(worth))):
        due = sum(worth[project] for project in projects)
        one_more = max((worth[project] for project in projects if project not in outcome), default=due)
        fall_short = [
            person
            for person, ballot in enumerate(election["ballots"])
            if all(ballot[project] for project in projects)
            and sum(worth[project] for project in outcome if ballot[project]) + one_more <= due
        ]
        assert not (fall_short and deserving(election, fall_short, projects))


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_extended_justified_representation_in_full_where_costs_are_equal(seed):
    # Peters and Skowron (2020): with equal costs, every group that could pay for k projects they all like has a member with k funded ones.
    election = election_of(seed, people=10, projects=7)
    election["costs"] = [12] * len(election["costs"])
    outcome = set(equal_shares(**election, completion="none").funded)
    for projects in subsets(range(len(election["costs"]))):
        fall_short = [
            person
            for person, ballot in enumerate(election["ballots"])
            if all(ballot[project] for project in projects) and sum(ballot[project] for project in outcome) < len(projects)
        ]
        assert not (fall_short and deserving(election, fall_short, projects))


@settings(max_examples=40, deadline=None)
@given(seeds, utilities, st.randoms(use_true_random=False))
def test_the_order_of_ballots_does_not_matter_and_ten_times_the_money_changes_nothing(seed, utility, shuffler):
    election = election_of(seed, 3)
    rules = {"utility": utility, "completion": "add1_greedy", "most_raises": 20}
    first = equal_shares(**election, **rules, increment=1)
    ballots = list(election["ballots"])
    shuffler.shuffle(ballots)
    assert equal_shares(**{**election, "ballots": ballots}, **rules, increment=1).funded == first.funded
    dearer = {**election, "costs": [10 * cost for cost in election["costs"]], "budget": 10 * election["budget"]}
    assert equal_shares(**dearer, **rules, increment=10).funded == first.funded


def test_inputs_are_left_alone_and_results_frozen():
    election = example_of_the_literature(last_voter_likes_the_gym=True)
    election["ballots"].setflags(write=False)
    outcome = equal_shares(**election, completion="add1_greedy")
    with pytest.raises(AttributeError):
        outcome.raises = 1
    with pytest.raises(ValueError, match="read-only"):
        outcome.election.points[0, 0] = 1
