"""Spreads, ratios and weighted sums: of what both have, and of nothing else."""

import numpy as np
import pytest
from hypothesis import given

from desk_app.domain.base.period import Every
from desk_app.domain.base.problem import Refused
from desk_app.domain.curve.combine import RATIO, ratio, spread, weighted_sum
from desk_app.domain.curve.curve import Curve
from tests.domain.curve.made import curve, curves, daily

NDPR = curve([("2026-01-05", 560_000.0), ("2026-01-06", 565_000.0), ("2026-01-08", 570_000.0)], code="prnd_oxide")
LA = curve([("2026-01-05", 5_000.0), ("2026-01-07", 5_200.0), ("2026-01-08", 5_100.0)], code="la_oxide")


def refusal(first: Curve, second: Curve) -> str:
    with pytest.raises(Refused) as refused:
        spread(first, second)
    return refused.value.problem.key


def test_a_spread_of_two_prices() -> None:
    made = spread(NDPR, LA)
    assert made.periods == ("2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08")
    np.testing.assert_array_equal(made.values, [555_000.0, np.nan, np.nan, 564_900.0])
    assert (made.unit, made.code) == ("yuan/t", "prnd_oxide-la_oxide")
    assert made.statuses == ("ok", "no_trade", "no_trade", "ok")


def test_a_ratio_is_a_plain_number_and_has_no_value_over_zero() -> None:
    made = ratio(daily([10.0, 12.0], code="a"), daily([4.0, 0.0], code="b"))
    np.testing.assert_array_equal(made.values, [2.5, np.nan])
    assert made.unit == RATIO


def test_a_weighted_sum_of_three() -> None:
    ce = curve([("2026-01-05", 7_000.0), ("2026-01-08", 7_300.0)], code="ce_oxide")
    made = weighted_sum([(1.0, NDPR), (-0.5, LA), (-0.5, ce)], "template")
    np.testing.assert_array_equal(made.values[made.known], [554_000.0, 563_800.0])


def test_a_break_in_one_parts_the_spread() -> None:
    broken = curve([("2026-01-05", 5_000.0), ("2026-01-06", None, "suspended"), ("2026-01-08", 5_100.0)])
    assert spread(NDPR, broken).statuses == ("ok", "suspended", "ok")


def test_what_does_not_fit_is_refused_with_its_reason() -> None:
    assert refusal(NDPR, daily([1.0], unit="points")) == "curve_units"
    assert refusal(NDPR, curve([("2026-W02", 5_000.0)], Every.WEEK)) == "curve_frequencies"
    assert refusal(NDPR, curve([("2025-01-05", 5_000.0)])) == "curve_no_common"


@given(curves(), curves(code="other"))
def test_a_spread_and_its_other_way_round_cancel(one: Curve, other: Curve) -> None:
    try:
        there, back = spread(one, other), spread(other, one)
    except Refused as refused:
        assert refused.problem.key == "curve_no_common"
        common = np.intersect1d(one.days[one.known], other.days[other.known])
        assert not len(common)
        return
    np.testing.assert_array_equal(there.values, -back.values)
    np.testing.assert_array_equal(there.days, back.days)
    common = np.intersect1d(one.days[one.known], other.days[other.known])
    np.testing.assert_array_equal(there.days[there.known], common)


@given(curves())
def test_a_curve_against_itself(one: Curve) -> None:
    if len(one.known):
        assert set(spread(one, one).values[one.known].tolist()) == {0.0}
        assert set(ratio(one, one).values[one.known].tolist()) == {1.0}
