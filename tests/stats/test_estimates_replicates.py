"""Standard errors by replication: against R's replicate designs, against linearization where they must agree, and their rules."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from numpy.testing import assert_allclose

from commonshelf.stats.errors import OutOfRangeError, WrongShapeError
from commonshelf.stats.estimates import (
    Design,
    association,
    balanced_halves,
    bootstrap,
    by_group,
    compare,
    estimate_mean,
    estimate_ratio,
    estimate_share,
    estimate_total,
    given_replicates,
    jackknife,
)
from commonshelf.stats.estimates.errors import LonelyStratumError, NoReplicateLeftError, NotAWeightError, NotPairsError
from tests.stats.oracles.reference import r_says

TYPES = {"E": 4421, "H": 755, "M": 1018}
mean, total, ratio = (partial(estimate, recruitment="probability") for estimate in (estimate_mean, estimate_total, estimate_ratio))


def _api(frame):
    columns = r_says("estimates_api.R")["data"][frame]
    return {key: np.array(column, dtype=object if isinstance(column[0], str) else float) for key, column in columns.items()}


def _poststratify(weights, types):
    factors = {name: size / weights[types == name].sum() for name, size in TYPES.items()}
    return weights * np.array([factors[name] for name in types])


@pytest.fixture(params=["jk1", "jk1_mse", "jkn", "jkn_mse", "jk1_stages", "jk1_again", "given"])
def replicated(request):
    """Return R's name of the design, its data, and our design."""
    name = request.param
    data = _api({"jkn": "strat", "jkn_mse": "strat", "jk1_stages": "clus2"}.get(name, "clus1"))
    around = "estimate" if name.endswith("mse") else "replicates"
    if name == "given":
        boot = r_says("estimates_replicates.R")["boot"]
        return name, data, given_replicates(data["pw"], boot["weights"], scale=boot["scale"], degrees_of_freedom=14)
    if name.startswith("jkn"):
        return name, data, jackknife(Design(data["pw"], strata=data["stype"], population=data["fpc"]), around=around)
    design = Design(data["pw"], clusters=data["dnum"], population=data.get("fpc"))
    return (
        name,
        data,
        jackknife(design, around=around, reweigh=(lambda w: _poststratify(w, data["stype"])) if name == "jk1_again" else None),
    )


def test_replicates_equal_r(replicated):
    name, data, design = replicated
    told = r_says("estimates_replicates.R")["said"][name]
    big = data["sch.wide"] == "Yes"
    ours = {
        "mean": mean(data["api00"], design),
        "total": total(data["api.stu"], design),
        "ratio": ratio(data["api.stu"], data["api99"], design),
        "domain": mean(data["api00"], design, domain=big),
        "change": compare(mean(data["api00"], design), mean(data["api99"], design)).difference,
    }
    for key, estimate in ours.items():
        assert_allclose((estimate.value, estimate.standard_error), (told[key]["value"], told[key]["se"]), rtol=1e-9, err_msg=key)
    test = association(data["stype"], data["sch.wide"], design, recruitment="probability")
    assert_allclose((test.second_order, *test.second_order_df), told["chi_square"], rtol=1e-7)
    if name != "given":
        assert ours["mean"].degrees_of_freedom == told["df"]


def test_balanced_halves_of_a_total_equal_r_and_linearization():
    said = r_says("estimates_replicates.R")
    alive = np.array(said["scd"]["alive"])
    design = Design(
        np.ones(6),
        strata=said["scd"]["ESA"],
        clusters=[f"{a}-{b}" for a, b in zip(said["scd"]["ESA"], said["scd"]["ambulance"], strict=True)],
    )
    plain = total(alive, design).standard_error
    for fay, told in ((0.0, "total"), (0.3, "fay")):
        estimate = total(alive, balanced_halves(design, fay=fay))
        assert_allclose((estimate.value, estimate.standard_error), (said["brr"][told]["value"], said["brr"][told]["se"]), rtol=1e-12)
        assert_allclose(estimate.standard_error, plain, rtol=1e-12)


@pytest.mark.parametrize("strata", [None, [0] * 5 + [1] * 4 + [2] * 3])
@pytest.mark.parametrize("population", [None, 20])
def test_jackknife_of_a_total_is_linearization(strata, population):
    rng = np.random.default_rng(4)
    design = Design(rng.uniform(1, 3, 12), strata=strata, population=population)
    values = rng.normal(size=12)
    assert_allclose(total(values, jackknife(design)).standard_error, total(values, design).standard_error, rtol=1e-12)


def test_jackknife_weighted_anew_by_nothing_is_the_jackknife_without():
    rng = np.random.default_rng(5)
    design = Design(rng.uniform(1, 3, 12), strata=[0] * 6 + [1] * 6, clusters=np.repeat(np.arange(6), 2))
    values = rng.normal(size=12)
    short, long = (mean(values, jackknife(design, reweigh=again)) for again in (None, np.copy))
    assert_allclose((short.value, short.standard_error), (long.value, long.standard_error), rtol=1e-12)


def test_bootstrap_of_a_total_comes_close_to_linearization_with_populations():
    rng = np.random.default_rng(6)
    design = Design(np.ones(30), strata=np.repeat([0, 1, 2], 10), population={0: 12, 1: 30, 2: 1000})
    values = rng.gamma(2.0, size=30)
    many = total(values, bootstrap(design, rng=rng, replicates=4000))
    # The standard error of a variance from 4,000 replicates is about 2.2 % of it, so four of them are 4.5 % of the standard error.
    assert_allclose(many.standard_error, total(values, design).standard_error, rtol=0.045)


def test_bootstrap_says_the_same_again_from_the_same_state():
    design = Design(np.ones(10), clusters=np.repeat(np.arange(5), 2))
    one, two = (mean(np.arange(10.0), bootstrap(design, rng=np.random.default_rng(7), replicates=50)) for _ in range(2))
    assert one == two
    assert one != mean(np.arange(10.0), bootstrap(design, rng=np.random.default_rng(8), replicates=50))


def test_bootstrap_weighted_anew_sees_what_poststratification_takes_out():
    rng = np.random.default_rng(9)
    types = np.repeat(["E", "H", "M"], [60, 20, 20])
    values = {"E": 1.0, "H": 50.0, "M": 100.0}
    told = np.array([values[kind] for kind in types]) + rng.normal(size=100)
    design = Design.simple(100, population=6194)
    again = bootstrap(design, rng=rng, replicates=300, reweigh=lambda weights: _poststratify(weights, types))
    linear = design.calibrated(_poststratify(design.weights, types), margins=[types])
    plain, careful, short = mean(told, design), mean(told, again), mean(told, linear)
    assert careful.value == short.value
    assert careful.standard_error < plain.standard_error / 10
    assert_allclose(careful.standard_error, short.standard_error, rtol=0.25)


def test_share_and_groups_take_replicates_like_any_design():
    design = jackknife(Design(np.ones(8), clusters=np.repeat(np.arange(4), 2)))
    likes = np.array([1, 0, 1, 1, 0, 0, 1, np.nan])
    share = estimate_share(likes, design, recruitment="opt_in", interval="beta")
    assert (share.value, share.n, share.missing, share.interval_kind) == (4 / 7, 7, 1, "beta_model")
    groups = by_group(estimate_share, likes, groups=list("aabbaabb"), design=design, recruitment="opt_in")
    assert compare(groups["b"], groups["a"]).difference.value == 1.0 - 0.25


def test_replicates_of_a_domain_inside_one_cluster_know_nothing_of_its_error():
    design = jackknife(Design(np.ones(8), clusters=np.repeat(np.arange(4), 2)))
    alone = mean(np.arange(8.0), design, domain=np.arange(8) < 2)
    assert (alone.value, alone.low, alone.high, alone.degrees_of_freedom) == (0.5, -np.inf, np.inf, 0.0)


def test_replicates_in_which_nobody_is_left_are_made_up_for_only_where_all_are_alike():
    # The third replicate has nobody of the domain; the others say 3 and 5, so 0.5 · (1 + 1), and half as much again for the third.
    table, values, domain = np.array([[2.0, 0.0, 0.0], [0.0, 2.0, 0.0], [1.0, 1.0, 3.0]]), [3.0, 5.0, 9.0], np.array([True, True, False])
    alike = mean(values, given_replicates(np.ones(3), table, scale=0.5), domain=domain)
    unlike = mean(values, given_replicates(np.ones(3), table, scale=[0.5, 0.5, 0.4]), domain=domain)
    assert_allclose((alike.standard_error, unlike.standard_error), (np.sqrt(1.5), 1.0))
    with pytest.raises(NoReplicateLeftError):
        mean(values, given_replicates(np.ones(3), table[:, [2]], scale=0.5), domain=domain)
    assert bootstrap(Design(np.ones(3)), rng=np.random.default_rng(1), replicates=2).alike
    assert not jackknife(Design(np.ones(3))).alike


@pytest.mark.parametrize("replicate", [jackknife, partial(bootstrap, rng=np.random.default_rng(1))])
def test_replicates_refuse_a_lonely_stratum_unless_it_is_certain(replicate):
    strata, values = ["a", "a", "a", "b"], [1.0, 2.0, 4.0, 9.0]
    with pytest.raises(LonelyStratumError, match="stratum b has"):
        replicate(Design(np.ones(4), strata=strata, lonely="average"))
    certain = Design(np.ones(4), strata=strata, lonely="certainty")
    if replicate is jackknife:
        assert_allclose(total(values, replicate(certain)).standard_error, total(values, certain).standard_error, rtol=1e-12)
    assert total([1.0, 1.0, 1.0, 9.0], replicate(certain)).standard_error == pytest.approx(0, abs=1e-12)


def test_balanced_halves_need_pairs():
    with pytest.raises(NotPairsError, match="stratum b has 3"):
        balanced_halves(Design(np.ones(5), strata=list("aabbb")))
    with pytest.raises(OutOfRangeError):
        balanced_halves(Design(np.ones(2)), fay=1.0)


def test_given_replicates_are_checked():
    with pytest.raises(WrongShapeError):
        given_replicates([1.0, 1.0], [[1.0], [1.0], [1.0]], scale=1.0)
    with pytest.raises(OutOfRangeError):
        given_replicates([1.0, 1.0], [[1.0, 2.0], [1.0, 0.0]], scale=-1.0)
    with pytest.raises(OutOfRangeError):
        bootstrap(Design(np.ones(3)), rng=np.random.default_rng(1), replicates=1)


def test_a_reweighing_that_forgets_somebody_is_refused():
    with pytest.raises(NotAWeightError, match="position 1"):
        jackknife(Design(np.ones(3)), reweigh=lambda weights: weights * [1.0, np.nan, 1.0])
    with pytest.raises(WrongShapeError):
        jackknife(Design(np.ones(3)), reweigh=lambda weights: weights[:2])
