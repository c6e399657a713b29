from __future__ import annotations

import csv

import numpy as np
import pytest

from commonshelf.stats.representation import (
    CensusError,
    margin_of_change,
    margin_of_product,
    margin_of_proportion,
    margin_of_ratio,
    margin_of_sum,
    rank_missing,
    read_margins,
    representation,
    share_errors,
    standard_error,
)
from commonshelf.stats.representation.errors import MissingMarginError, NotAMarginError
from tests.conftest import SHARED_DATA

RACE = SHARED_DATA / "acs_counties" / "ACSDT5Y2023.B02001-Data-Race-By-County.csv"

# Fairfax County, Arlington County and Alexandria city, Virginia: the handbook's chapter 8 works every example on them.
WOMEN_NEVER_MARRIED = ([135_173, 43_104, 24_842], [3_860, 2_642, 1_957])
WOMEN = ([466_037, 97_360, 67_101], [391, 572, 459])
MEN_NEVER_MARRIED = ([156_720, 44_613, 25_507], [4_222, 2_819, 2_259])


def test_the_sum_of_the_handbook():
    assert sum(WOMEN_NEVER_MARRIED[0]) == 203_119
    assert round(margin_of_sum(*WOMEN_NEVER_MARRIED)) == 5_070
    assert round(margin_of_sum(*WOMEN)) == 831


def test_the_proportion_of_the_handbook():
    margin = margin_of_proportion(203_119, 630_498, part_margin=5_070, whole_margin=831)
    assert (round(203_119 / 630_498, 3), round(margin, 3)) == (0.322, 0.008)


def test_the_ratio_of_the_handbook():
    men = margin_of_sum(*MEN_NEVER_MARRIED)
    margin = margin_of_ratio(226_840, 203_119, top_margin=men, bottom_margin=5_070)
    assert (round(226_840 / 203_119, 3), round(margin, 3)) == (1.117, 0.039)


def test_the_product_of_the_handbook():
    margin = margin_of_product(74_506_512, 0.824, one_margin=228_238, other_margin=0.001)
    assert round(margin) == 202_289


def test_the_percent_change_of_the_handbook():
    margin = margin_of_change(135_173, 139_301, before_margin=3_860, after_margin=4_047)
    assert round(100 * margin, 3) == 4.198


def test_a_sum_counts_only_the_largest_margin_of_several_zeros():
    assert margin_of_sum([0, 0, 0, 41], [22, 22, 29, 37]) == pytest.approx(np.hypot(29, 37))


def test_a_proportion_without_a_root_takes_the_margin_of_the_ratio():
    arguments = {"part_margin": 10, "whole_margin": 200}
    as_ratio = margin_of_ratio(900, 1_000, top_margin=10, bottom_margin=200)
    assert margin_of_proportion(900, 1_000, **arguments) == as_ratio


def test_margins_are_read_as_the_bureau_prints_them():
    read = read_margins(["*****", "1,234", "+/-56", "±7", "**", "N", "(X)", None, "-555555555", -222222222, 12.5, " 3 "])
    np.testing.assert_array_equal(read, [0, 1234, 56, 7, np.nan, np.nan, np.nan, np.nan, 0, np.nan, 12.5, 3])
    with pytest.raises(NotAMarginError, match="position 1"):
        read_margins(["5", "six"])


def test_a_standard_error_is_the_margin_divided_by_the_factor_of_its_level():
    np.testing.assert_array_equal(standard_error([1_645, 0]), [1_000, 0])
    assert standard_error(1.96, level=0.95) == pytest.approx(1.0, abs=1e-4)


def test_a_margin_that_could_not_be_worked_out_is_not_taken_for_zero():
    with pytest.raises(MissingMarginError, match=r"position \(1,\)"):
        representation([5, 95], [50, 950], recruitment="opt_in", census_error=CensusError(read_margins(["12", "**"])))


def county(geo_id):
    if not RACE.exists():
        pytest.skip("needs shared/data/acs_counties beside the repository")
    with RACE.open(encoding="utf-8-sig", newline="") as lines:
        header, _names, *rows = csv.reader(lines)
    row = next(dict(zip(header, row, strict=False)) for row in rows if row[0] == geo_id)
    kinds = [f"B02001_{kind:03d}" for kind in range(2, 9)]
    people = np.array([float(row[f"{kind}E"]) for kind in kinds])
    return people, read_margins(row[f"{kind}M"] for kind in kinds), float(row["B02001_001E"]), read_margins([row["B02001_001M"]])[0]


def test_a_real_county_from_margins_as_printed_to_who_is_missing():
    people, margins, total, total_margin = county("0500000US01001")
    assert (people.sum(), total_margin) == (total, 0.0)
    census_error = CensusError(margins, total_margin=total_margin)
    np.testing.assert_allclose(share_errors(people, census_error), margins / 1.645 / total)
    heard = [160, 12, 0, 4, 0, 2, 22]
    result = representation(heard, people, recruitment="opt_in", census_error=census_error)
    plain = representation(heard, people, recruitment="opt_in")
    assert result.verdicts[1] == "fewer"
    lived_in = people > 0
    assert result.verdicts[4] == "not_tested"  # printed as 0 +- 31
    assert (result.high[lived_in] > plain.high[lived_in]).all()
    ranking = rank_missing(heard, people, recruitment="opt_in", rng=np.random.default_rng(1), census_error=census_error)
    assert ranking.order[0] == 1  # a fifth of the county, not the handful of whom nobody was heard


def test_every_printed_margin_of_every_county_is_read():
    if not RACE.exists():
        pytest.skip("needs shared/data/acs_counties beside the repository")
    with RACE.open(encoding="utf-8-sig", newline="") as lines:
        header, _names, *rows = csv.reader(lines)
    columns = [place for place, name in enumerate(header) if name.endswith("M") and name != "NAME"]
    margins = np.array([read_margins(row[place] for place in columns) for row in rows])
    assert margins.shape[0] > 3_000
    assert not np.isnan(margins).any()
    assert (margins == 0).any()
