"""Elections that never took place: costs, ballots and budgets."""

from __future__ import annotations

import numpy as np


def simulated_election(rng: np.random.Generator, *, most_points: int = 1, people: int = 30, projects: int = 9) -> dict:
    """Return costs, ballots and a budget; the budget pays for every single project and for about half of all."""
    n_people, n_projects = int(rng.integers(1, people)), int(rng.integers(1, projects))
    costs = rng.integers(1, 40, n_projects) * int(rng.choice([1, 10]))
    liked = rng.random((n_people, n_projects)) < rng.beta(1, 2, n_projects)
    liked[:, 0] = True  # at least one project has supporters
    ballots = liked * rng.integers(1, most_points + 1, (n_people, n_projects))
    budget = max(int(costs.max()), int(costs.sum() * rng.uniform(0.2, 0.9)))
    return {"costs": costs.tolist(), "ballots": ballots.tolist(), "budget": budget}


def example_of_the_literature(*, last_voter_likes_the_gym: bool) -> dict:
    """The two examples of equalshares.net: eleven people, five projects, a budget of 1100 (here in cents)."""
    likes = {
        0: [0, 1, 2, 3, 4, 5] + ([] if last_voter_likes_the_gym else [10]),
        1: [0, 1, 2, 3, 4, 5] + ([10] if last_voter_likes_the_gym else []),
        2: [1, 3, 4, 6, 9],
        3: [6, 7, 8, 9],
        4: [6, 8, 9],
    }
    ballots = np.zeros((11, 5), dtype=int)
    for project, people in likes.items():
        ballots[people, project] = 1
    return {
        "costs": [70000, 40000, 25000, 20000, 10000],
        "ballots": ballots,
        "budget": 110_000,
        "names": ["Bike path", "Outdoor gym", "New park", "New playground", "Library for kids"],
    }
