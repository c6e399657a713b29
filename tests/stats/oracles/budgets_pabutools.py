"""What pabutools funds. Argument: a JSON file with a list of elections; the answer is one list of funded sets for each of them.

pabutools is under the GPL: it is run here as a separate program to check results, and is no part of Commonshelf.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pabutools.election import (
    Additive_Cardinal_Sat,
    ApprovalBallot,
    ApprovalProfile,
    CardinalBallot,
    Cardinality_Sat,
    CardinalProfile,
    Cost_Sat,
    Instance,
    Project,
)
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule


def funded(election: dict[str, Any]) -> dict[str, list[int]]:
    projects = [Project(f"p{place}", cost) for place, cost in enumerate(election["costs"])]
    instance = Instance(projects, budget_limit=election["budget"])
    votes = [sum(column) for column in zip(*election["ballots"], strict=True)]
    place = {project.name: number for number, project in enumerate(projects)}
    ties = TieBreakingRule(lambda _instance, _profile, project: (project.cost, -votes[place[project.name]], place[project.name]))
    if max(max(ballot) for ballot in election["ballots"]) <= 1:
        ballots = [ApprovalBallot(p for p, given in zip(projects, ballot, strict=True) if given) for ballot in election["ballots"]]
        profile, measure = ApprovalProfile(ballots), {"cost": Cost_Sat, "cardinality": Cardinality_Sat}[election["utility"]]
    else:  # a point is worth the cost, or one
        worth = [project.cost if election["utility"] == "cost" else 1 for project in projects]
        rows = [
            CardinalBallot({p: given * each for p, given, each in zip(projects, ballot, worth, strict=True) if given})
            for ballot in election["ballots"]
        ]
        profile, measure = CardinalProfile(rows), Additive_Cardinal_Sat
    options = {"sat_class": measure, "tie_breaking": ties}
    shares = method_of_equal_shares(instance, profile, **options)
    raised = method_of_equal_shares(instance, profile, voter_budget_increment=election["increment"], **options)
    completed = greedy_utilitarian_welfare(instance, profile, initial_budget_allocation=list(shares), **options)
    both = greedy_utilitarian_welfare(instance, profile, initial_budget_allocation=list(raised), **options)
    greedy = greedy_utilitarian_welfare(instance, profile, **options)
    outcomes = {"none": shares, "add1": raised, "greedy": completed, "add1_greedy": both, "only_greedy": greedy}
    return {name: sorted(place[project.name] for project in outcome) for name, outcome in outcomes.items()}


elections = json.loads(Path(sys.argv[1]).read_text())
sys.stdout.write(json.dumps([funded(election) for election in elections]))
