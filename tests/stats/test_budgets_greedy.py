"""Greedy by hand, and amounts in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from commonshelf.stats.budgets import greedy_budget
from commonshelf.stats.budgets.money import counted, money


def test_greedy_passes_over_what_does_not_fit_and_goes_on():
    outcome = greedy_budget([500, 700, 300, 200], [[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]], budget=900)
    assert (outcome.funded, outcome.spent, outcome.share, outcome.accounts) == ((0, 2), 800, None, ())
    assert outcome.explanation == (
        "Of the budget of 9.00, projects are paid in the order of their votes, as far as they fit.",
        "1. project 1 (5.00) is funded: 3 votes, and it fits into the 9.00 left.",
        "2. project 3 (3.00) is funded: 1 vote, and it fits into the 4.00 left.",
        "project 2 (7.00) is not funded: 4.00 of the budget was left, 3.00 too little.",
        "project 4 (2.00) is not funded: nobody voted for it.",
        "8.00 of 9.00 is spent.",
    )


def test_greedy_by_cardinality_goes_by_votes_for_the_money():
    ballots = [[1, 1], [1, 0], [1, 0]]
    assert greedy_budget([40, 10], ballots, budget=100).funded == (0, 1)
    assert greedy_budget([40, 10], ballots, budget=100, utility="cardinality").funded == (1, 0)


def test_greedy_says_what_is_dearer_than_the_budget():
    outcome = greedy_budget([1500], [[1]], budget=900, names=["Pool"])
    assert outcome.unfunded[0].sentence == "Pool (15.00) is not funded: it costs 6.00 more than the whole budget."


@pytest.mark.parametrize(
    ("amount", "minor_units", "words"),
    [
        (123456, 100, "1,234.56"),
        (5, 100, "0.05"),
        (7, 1, "7"),
        (1234, 1000, "1.234"),
        (Fraction(100, 3), 100, "about 0.33"),
        (Fraction(100, 3), 1, "about 33.33"),
        (Fraction(200, 2), 100, "1.00"),
    ],
)
def test_amounts_in_words(amount, minor_units, words):
    assert money(amount, minor_units) == words


def test_numbers_with_their_word():
    assert (counted(1, "vote", "votes"), counted(1200, "vote", "votes")) == ("1 vote", "1,200 votes")
