"""Kappa with its interval from statsmodels. The tables come as JSON in the first argument."""

from __future__ import annotations

import json
import sys

import numpy as np
from statsmodels.stats.inter_rater import cohens_kappa

said = []
for table in json.loads(sys.argv[1]):
    result = cohens_kappa(np.array(table, dtype=float))
    said.append({"kappa": float(result.kappa), "low": float(result.kappa_low), "high": float(result.kappa_upp)})
sys.stdout.write(json.dumps(said))
