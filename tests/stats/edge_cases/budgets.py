"""Odd inputs of budgets."""

from __future__ import annotations

from functools import partial

from commonshelf.stats import errors
from commonshelf.stats.budgets import compare_budgets, equal_shares, errors as refused, greedy_budget
from tests.stats.edge_cases.case import NAN, EdgeCase

shares = partial(equal_shares, completion="add1_greedy")
ONE = partial(shares, [30], [[1]])

CASES = [
    EdgeCase("budget, nobody voted", partial(shares, [30], [], budget=30), errors.NothingToEstimateError),
    EdgeCase("budget, greedy and nobody voted", partial(greedy_budget, [30], [], budget=30), errors.NothingToEstimateError),
    EdgeCase("budget, no projects", partial(shares, [], [[], []], budget=30), answer={"funded": (), "spent": 0, "unfunded": ()}),
    EdgeCase("budget, one person and project", partial(ONE, budget=30), answer={"funded": (0,), "spent": 30, "raises": 0}),
    EdgeCase("budget, nothing to spend", partial(ONE, budget=0), answer={"funded": (), "spent": 0, "share": 0}),
    EdgeCase("budget, a project dearer than all of it", partial(ONE, budget=29), answer={"funded": (), "raises": 0}),
    EdgeCase("budget, only empty ballots", partial(shares, [30, 20], [[0, 0], [0, 0]], budget=90), answer={"funded": (), "raises": 0}),
    EdgeCase("budget, one empty ballot", partial(shares, [30], [[1], [0]], budget=30), answer={"funded": (0,), "raises": 15}),
    EdgeCase(
        "budget, one empty ballot, no completion",
        partial(equal_shares, [30], [[1], [0]], budget=30, completion="none"),
        answer={"funded": ()},
    ),
    EdgeCase("budget, below nothing", partial(ONE, budget=-1), refused.InvalidBudgetError),
    EdgeCase("budget, half a cent", partial(ONE, budget=30.5), refused.InvalidBudgetError),
    EdgeCase("budget, missing", partial(ONE, budget=NAN), refused.InvalidBudgetError),
    EdgeCase("budget, endless", partial(ONE, budget=float("inf")), refused.InvalidBudgetError),
    EdgeCase("budget, a free project", partial(shares, [0], [[1]], budget=9), refused.InvalidCostError),
    EdgeCase("budget, a missing cost", partial(shares, [NAN], [[1]], budget=9), refused.InvalidCostError),
    EdgeCase("budget, half a cent of cost", partial(shares, [0.5], [[1]], budget=9), refused.InvalidCostError),
    EdgeCase("budget, a worded cost", partial(shares, ["ten"], [[1]], budget=9), refused.InvalidCostError),
    EdgeCase("budget, a table of costs", partial(shares, [[1]], [[1]], budget=9), errors.WrongShapeError),
    EdgeCase("budget, a missing vote", partial(shares, [1], [[NAN]], budget=9), refused.InvalidBallotError),
    EdgeCase("budget, a vote against", partial(shares, [1], [[-1]], budget=9), refused.InvalidBallotError),
    EdgeCase("budget, half a point", partial(shares, [1], [[0.5]], budget=9), refused.InvalidBallotError),
    EdgeCase("budget, an uneven table of ballots", partial(shares, [1, 2], [[1], [1, 0]], budget=9), refused.InvalidBallotError),
    EdgeCase("budget, one row of ballots", partial(shares, [1], [1], budget=9), errors.WrongShapeError),
    EdgeCase("budget, ballots of other projects", partial(shares, [1], [[1, 0]], budget=9), errors.WrongShapeError),
    EdgeCase("budget, too few names", partial(shares, [1, 2], [[1, 0]], budget=9, names=["A"]), errors.WrongShapeError),
    EdgeCase("budget, odd coins", partial(shares, [1], [[1]], budget=9, minor_units=12), errors.OutOfRangeError),
    EdgeCase("budget, an unknown utility", partial(shares, [1], [[1]], budget=9, utility="joy"), errors.OutOfRangeError),
    EdgeCase("budget, an unknown completion", partial(equal_shares, [1], [[1]], budget=9, completion="all"), errors.OutOfRangeError),
    EdgeCase("budget, raised by nothing", partial(shares, [1], [[1]], budget=9, increment=0), refused.InvalidBudgetError),
    EdgeCase("budget, raised less than never", partial(shares, [1], [[1]], budget=9, most_raises=-1), errors.OutOfRangeError),
    EdgeCase("budget, the account of nobody", lambda: ONE(budget=30).account_of(1), errors.OutOfRangeError),
    EdgeCase("budget, the account under greedy", lambda: greedy_budget([1], [[1]], budget=9).account_of(0), errors.OutOfRangeError),
    EdgeCase("budget, two elections compared", lambda: compare_budgets(ONE(budget=30), ONE(budget=31)), refused.DifferentElectionsError),
    EdgeCase("budget, nothing compared", lambda: compare_budgets(ONE(budget=0), ONE(budget=0)), answer={"both": (), "alike": 1}),
]
