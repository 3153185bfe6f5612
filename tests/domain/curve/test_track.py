"""A price on either tax basis: each day at the rate of that day."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given

from desk_app.domain.base.tax import Tax
from desk_app.domain.curve.track import taxed
from tests.domain.curve.tracks import Traded, index_track, price_track, traded_days


def test_each_day_has_its_own_rate() -> None:
    days = [date(2018, 4, 30), date(2018, 5, 1), date(2019, 3, 31), date(2019, 4, 1)]
    track = taxed(price_track([(day, 100.0, 2.0) for day in days]), Tax.INCL)
    assert track.values.tolist() == pytest.approx([117.0, 116.0, 116.0, 113.0], rel=1e-15)
    assert track.sums.value.tolist() == pytest.approx([234.0, 232.0, 232.0, 226.0], rel=1e-15)
    assert track.sums.mass.tolist() == [2.0] * 4
    assert track.tax is Tax.INCL


@given(traded_days())
def test_there_and_back_is_where_it_was(traded: list[Traded]) -> None:
    track = price_track(traded)
    back = taxed(taxed(track, Tax.INCL), Tax.EXCL)
    np.testing.assert_allclose(back.values, track.values, rtol=1e-14)
    np.testing.assert_allclose(back.sums.value, track.sums.value, rtol=1e-14)
    assert taxed(track, Tax.EXCL) is track


def test_points_have_no_tax() -> None:
    track = index_track([(date(2026, 1, 5), 100.0)])
    assert taxed(track, Tax.INCL) is track


def test_the_days_between_two() -> None:
    sums = price_track([(date(2026, 1, day), 1.0, 1.0) for day in (5, 7, 9)]).sums
    assert sums.days[sums.between(date(2026, 1, 5), date(2026, 1, 7))].tolist() == sums.days[:2].tolist()
    assert not len(sums.days[sums.between(date(2026, 1, 6), date(2026, 1, 6))])
