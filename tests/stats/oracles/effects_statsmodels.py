"""What statsmodels says of the lines and panels given as JSON: HAC errors, generalized least squares, errors clustered by unit."""

import json
import sys

import numpy as np
import statsmodels.api as sm

given = json.loads(sys.argv[1])
said = {}


def tested(fit, contrasts):
    """Return value, error, interval and p-value of each contrast."""
    told = fit.t_test(contrasts)
    low, high = told.conf_int(0.05).T
    named = {"values": told.effect, "errors": told.sd, "low": low, "high": high, "p_values": told.pvalue}
    return {name: np.ravel(figures).tolist() for name, figures in named.items()}


lags, lean = given["lags"], given["lean"]
for name, line in given["lines"].items():
    times, design, figures, contrasts = (np.array(line[part]) for part in ("times", "design", "figures", "contrasts"))
    newey_west = sm.OLS(figures, design).fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}, use_t=True)
    leaning = sm.GLS(figures, design, sigma=lean ** np.abs(times[:, None] - times[None, :])).fit()
    # periods nobody counted as rows of zeros: they add nothing to any sum, and keep their neighbours apart
    kept = times.astype(int)
    wide, long = np.zeros((kept[-1] + 1, design.shape[1])), np.zeros(kept[-1] + 1)
    wide[kept], long[kept] = design, figures
    gaps = sm.OLS(long, wide).fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": False})
    fits = {"newey_west": newey_west, "leaning": leaning, "gaps": gaps}
    said[name] = {way: tested(fit, contrasts) for way, fit in fits.items()}

panel = np.array(given["panel"]["figures"])
units, periods = panel.shape
changed, before = given["panel"]["changed"], given["panel"]["before"]
unit, period = (grid.ravel() for grid in np.meshgrid(range(units), range(periods), indexing="ij"))
dummies = [np.ones(panel.size), ((unit < changed) & (period >= before)).astype(float)]
dummies += [(unit == one).astype(float) for one in range(1, units)] + [(period == one).astype(float) for one in range(1, periods)]
both = sm.OLS(panel.ravel(), np.column_stack(dummies)).fit(
    cov_type="cluster", cov_kwds={"groups": unit, "use_correction": True}, use_t=True
)
low, high = both.conf_int(0.05)[1]
said["clustered"] = {"value": both.params[1], "error": both.bse[1], "low": low, "high": high, "p_value": both.pvalues[1]}

sys.stdout.write(json.dumps(said))
