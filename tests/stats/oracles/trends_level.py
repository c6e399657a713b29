"""What statsmodels says of a seasonal negative-binomial model of known size: `trends_level.py SIZE`; without a size, only the counts."""

import json
import sys

import numpy as np
import statsmodels.api as sm

weeks = np.arange(520)
angle = 2 * np.pi * weeks / 52
exposure = np.where(weeks % 31 == 0, 2.0, 1.0)
counts = np.floor(90 * exposure * np.exp(0.3 * np.cos(angle) - 0.1 * np.sin(angle)) * (0.6 + 0.8 * (weeks * 37 % 101) / 101))
if len(sys.argv) == 1:
    sys.stdout.write(json.dumps({"counts": counts.tolist(), "exposure": exposure.tolist()}))
else:
    family = sm.families.NegativeBinomial(alpha=1 / float(sys.argv[1]))
    design = np.column_stack([np.ones(520), np.cos(angle), np.sin(angle)])
    fit = sm.GLM(counts[:500], design[:500], family=family, offset=np.log(exposure[:500])).fit(tol=1e-12, maxiter=200, scale=1.0)
    sys.stdout.write(json.dumps({"coefficients": fit.params.tolist(), "errors": fit.bse.tolist()}))
