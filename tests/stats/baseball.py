"""The seven teams of the eastern division of the American League, 1987: games won at home and away.

Published in Agresti, Categorical Data Analysis (2nd edition 2002), table 10.10, and with BradleyTerry2 for R (Turner and Firth 2012).
"""

from __future__ import annotations

import numpy as np

TEAMS = ("Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland", "Baltimore")
HOME_WON = [
    [0, 4, 4, 4, 6, 4, 6],
    [3, 0, 4, 4, 6, 6, 4],
    [2, 4, 0, 2, 4, 4, 6],
    [3, 5, 2, 0, 4, 4, 6],
    [5, 2, 3, 4, 0, 5, 6],
    [2, 3, 3, 4, 4, 0, 2],
    [2, 1, 1, 2, 1, 3, 0],
]  # row: the team at home; column: the visitor
HOME_LOST = [
    [0, 3, 2, 3, 1, 2, 0],
    [3, 0, 2, 3, 0, 1, 3],
    [5, 3, 0, 4, 3, 2, 0],
    [3, 1, 5, 0, 3, 2, 1],
    [1, 5, 3, 2, 0, 2, 0],
    [5, 3, 4, 3, 2, 0, 4],
    [5, 5, 6, 4, 6, 4, 0],
]


def games() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return one entry a game: the team at home (left), the visitor (right), 1 where the home team won and -1 where it lost."""
    rows = [
        (home, visitor, result)
        for home in range(7)
        for visitor in range(7)
        for result, times in ((1, HOME_WON[home][visitor]), (-1, HOME_LOST[home][visitor]))
        for _ in range(times)
    ]
    left, right, chosen = np.array(rows).T
    return left, right, chosen
