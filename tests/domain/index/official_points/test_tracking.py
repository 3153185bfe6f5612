"""How far ours runs from an official series."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.index.official_points.tracking import track

LEVELS = st.floats(1.0, 10_000.0)
WEEKS = [f"2026-W{week:02d}" for week in range(1, 21)]


@st.composite
def series(draw: st.DrawFn, least: int = 2) -> dict[str, float]:
    values = draw(st.lists(LEVELS, min_size=least, max_size=len(WEEKS)))
    return dict(zip(WEEKS, values, strict=False))


def test_worked_by_hand() -> None:
    official = {"2026-W02": 200.0, "2026-W03": 220.0, "2026-W05": 242.0}
    ours = {"2026-W01": 90.0, "2026-W02": 50.0, "2026-W03": 60.0, "2026-W04": 1.0, "2026-W05": 60.0}
    found = track(official, ours)
    assert (found.base, [one.period for one in found.periods]) == ("2026-W02", ["2026-W02", "2026-W03", "2026-W05"])
    assert [one.official for one in found.periods] == pytest.approx([100, 110, 121])
    assert [one.ours for one in found.periods] == pytest.approx([100, 120, 120])
    assert [one.gap for one in found.periods] == pytest.approx([0, 100 / 11, -100 / 121])
    assert [one.difference for one in found.periods[1:]] == pytest.approx([10, -10])
    assert found.difference is not None
    assert found.difference.mean == pytest.approx(0)
    assert found.difference.deviation == pytest.approx(math.sqrt(200))
    assert found.difference.last == pytest.approx(-10)


def test_the_year_turns_in_order() -> None:
    found = track({"2027-W01": 2.0, "2026-W53": 1.0}, {"2026-W53": 3.0, "2027-W01": 6.0})
    assert [one.period for one in found.periods] == ["2026-W53", "2027-W01"]
    assert found.periods[1].difference == pytest.approx(0)


def test_one_common_period_has_no_change() -> None:
    found = track({"2026-01": 100.0}, {"2026-01": 7.0})
    assert found.difference is None
    assert (found.gap.mean, found.gap.deviation, found.gap.last) == (0.0, None, 0.0)


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(Refused) as nothing:
        track({"2026-01": 1.0}, {"2026-02": 1.0})
    assert nothing.value.problem.key == "official_nothing_common"
    with pytest.raises(Refused) as base:
        track({"2026-01": 1.0, "2026-02": 1.0}, {"2026-02": 1.0}, "2026-01")
    assert base.value.problem.key == "official_base_not_common"
    assert base.value.problem.facts["first"] == "2026-02"


@given(series(), LEVELS)
def test_a_series_tracks_itself_on_any_scale(levels: dict[str, float], scale: float) -> None:
    found = track(levels, {period: value * scale for period, value in levels.items()})
    assert all(abs(one.gap) < 1e-9 and abs(one.difference or 0) < 1e-6 for one in found.periods)


@given(series(), series(), LEVELS, LEVELS)
def test_neither_scale_matters(official: dict[str, float], ours: dict[str, float], first: float, second: float) -> None:
    one = track(official, ours)
    other = track({k: v * first for k, v in official.items()}, {k: v * second for k, v in ours.items()})
    assert [each.gap for each in other.periods] == pytest.approx([each.gap for each in one.periods], abs=1e-6)


@given(series(), series(), st.data())
def test_the_base_moves_levels_not_changes(
    official: dict[str, float], ours: dict[str, float], data: st.DataObject
) -> None:
    base = data.draw(st.sampled_from(sorted(official.keys() & ours.keys())))
    first, other = track(official, ours), track(official, ours, base)
    changes = [[one.difference for one in found.periods[1:]] for found in (first, other)]
    assert changes[0] == pytest.approx(changes[1], rel=1e-9, abs=1e-6)
    assert next(one for one in other.periods if one.period == base).gap == 0.0
