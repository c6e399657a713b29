"""The same scores by choix: maximum likelihood, and with a penalty that is the normal prior. Argument: a JSON file of choices."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import choix

task = json.loads(Path(sys.argv[1]).read_text())
pairs = [tuple(pair) for pair in task["winner_loser"]]
n = task["n_items"]
# choix subtracts alpha times the sum of squared scores; a normal prior of spread s subtracts half of it over s squared.
prior = choix.opt_pairwise(n, pairs, alpha=1 / (2 * task["prior_sd"] ** 2), tol=1e-12)
answer = {
    "spectral": choix.ilsr_pairwise(n, pairs, tol=1e-12).tolist(),
    "minorize": choix.mm_pairwise(n, pairs, tol=1e-12).tolist(),
    "prior": prior.tolist(),
}
sys.stdout.write(json.dumps(answer))
