"""The board's figures by their definitions, against a plain reading of the days one by one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.period import Every, Period, period_of
from desk_app.domain.base.tax import Tax
from desk_app.domain.curve.board import REACH, SPARK, Move, Span, average, board_day, board_of, move
from desk_app.domain.curve.range import months_before
from desk_app.domain.curve.stretch import read_stretch
from tests.domain.curve.tracks import Traded, index_track, official_track, price_track, traded_days

AHEAD = st.integers(0, 120)
PERIODS = {Span.WEEK: Every.WEEK, Span.MONTH: Every.MONTH, Span.QUARTER: Every.QUARTER}


def start_of(span: Span, on: date) -> date:
    return date(on.year, 1, 1) if span is Span.YEAR else period_of(on, PERIODS[span]).start


def plainly(traded: list[Traded], span: Span, on: date) -> tuple[float, date] | None:
    """The value compared with, found day by day."""
    last = traded[-1][0]
    if span is Span.STEP:
        return traded[-2][1::-1] if len(traded) > 1 else None
    if span is Span.YEAR_ON_YEAR:
        wanted = months_before(last, 12)
        near = [row for row in traded if wanted - REACH <= row[0] <= wanted]
        return (near[-1][1], near[-1][0]) if near else None
    earlier = [row for row in traded if row[0] < start_of(span, on)]
    return (earlier[-1][1], earlier[-1][0]) if earlier and last >= start_of(span, on) else None


@given(traded_days(), AHEAD, st.sampled_from(Span))
def test_a_change_is_from_the_value_that_stood_there(traded: list[Traded], ahead: int, span: Span) -> None:
    track = price_track(traded)
    on = traded[-1][0] + timedelta(days=ahead)
    found, plain = move(track, span, on), plainly(traded, span, on)
    assert (found is None) == (plain is None)
    if found is not None and plain is not None:
        last = float(track.values[-1])
        assert found.before == pytest.approx(plain[0])
        assert found.day == plain[1]
        assert found.amount == pytest.approx(last - plain[0], rel=1e-9, abs=1e-9)
        assert found.percent == pytest.approx(100 * found.amount / plain[0], rel=1e-9, abs=1e-9)


@given(traded_days(), st.integers(0, 900), st.integers(0, 400))
def test_an_average_is_of_all_trades_of_its_days(traded: list[Traded], start: int, many: int) -> None:
    first = date(2023, 10, 1) + timedelta(days=start)
    last = first + timedelta(days=many)
    inside = [row for row in traded if first <= row[0] <= last]
    found = average(price_track(traded), first, last)
    if not inside:
        assert found is None
        return
    assert found is not None
    tonnes = sum(mass for _, _, mass in inside)
    assert found.value == pytest.approx(sum(price * mass for _, price, mass in inside) / tonnes, rel=1e-12)
    assert (found.count, found.first, found.last) == (len(inside), inside[0][0], inside[-1][0])
    assert min(row[1] for row in inside) * (1 - 1e-12) <= found.value <= max(row[1] for row in inside) * (1 + 1e-12)


@given(traded_days(), st.sampled_from(["2023", "2024", "2024Q2", "2025"]))
def test_an_average_over_parts_is_weighed_by_their_tonnes(traded: list[Traded], text: str) -> None:
    """Never an average of averages."""
    stretch, track = read_stretch(text), price_track(traded)
    middle = stretch.start + (stretch.end - stretch.start) / 2
    parts = [(stretch.start, middle), (middle + timedelta(days=1), stretch.end)]
    mass = [float(track.sums.mass[track.sums.between(*part)].sum()) for part in parts]
    found = [average(track, *part) for part in parts]
    whole = average(track, stretch.start, stretch.end)
    if whole is not None:
        value = sum(one.value * tonnes for one, tonnes in zip(found, mass, strict=True) if one) / sum(mass)
        assert whole.value == pytest.approx(value, rel=1e-12)


def test_a_week_is_from_sunday() -> None:
    """2026-01-09 is a Friday: the week before ends on Sunday the 4th."""
    traded = [(date(2026, 1, 2), 100.0, 1.0), (date(2026, 1, 5), 110.0, 1.0), (date(2026, 1, 9), 121.0, 1.0)]
    track = price_track(traded)
    week, one = move(track, Span.WEEK, date(2026, 1, 9)), move(track, Span.STEP, date(2026, 1, 9))
    assert week == Move(21.0, 100 * (121 / 100 - 1), 100.0, date(2026, 1, 2))
    assert one == Move(11.0, 100 * (121 / 110 - 1), 110.0, date(2026, 1, 5))
    assert move(track, Span.WEEK, date(2026, 1, 12)) is None, "nothing was traded in that week"
    assert move(track, Span.YEAR, date(2026, 1, 9)) is None, "nothing stood at the end of 2025"


def test_the_quarter_to_date_and_the_one_before() -> None:
    traded = [
        (date(2025, 10, 8), 100.0, 1.0), (date(2025, 12, 30), 200.0, 3.0),
        (date(2026, 1, 5), 210.0, 1.0), (date(2026, 1, 9), 220.0, 3.0),
    ]  # fmt: skip
    (row,) = board_of([price_track(traded)], date(2026, 1, 9), read_stretch("2026"), Tax.EXCL).rows
    assert row.quarter is not None
    assert row.quarter_before is not None
    assert (row.quarter.value, row.quarter.count) == (217.5, 2)
    assert row.quarter_before.value == 175.0
    assert row.quarter_percent == pytest.approx(100 * (217.5 / 175 - 1))
    assert row.moves[Span.QUARTER].before == 200.0


def test_the_yearly_table() -> None:
    """A year's average price against the year before, as the association publishes them: 508,700 is +27.4 %."""
    year = [(date(2024, month, 2), 399_294.0, 10.0) for month in range(1, 13)]
    year += [(date(2025, month, 2), 508_700.0, 10.0) for month in range(1, 13)]
    (row,) = board_of([price_track(year)], date(2025, 12, 2), read_stretch("2025"), Tax.EXCL).rows
    assert row.chosen is not None
    assert row.chosen.value == pytest.approx(508_700)
    assert row.chosen_percent == pytest.approx(27.4, abs=0.001)


def test_a_running_year_is_compared_with_the_same_days() -> None:
    traded = [(date(2025, 1, 6), 100.0, 1.0), (date(2025, 12, 1), 900.0, 1.0), (date(2026, 1, 6), 150.0, 1.0)]
    board = board_of([price_track(traded)], date(2026, 1, 6), read_stretch("2026"), Tax.EXCL)
    assert (board.stretch.start, board.stretch.end) == (date(2026, 1, 1), date(2026, 1, 6))
    assert board.rows[0].chosen_percent == pytest.approx(50.0)


def test_what_began_too_late_is_not_compared_with() -> None:
    traded = [(date(2025, 10, 9), 100.0, 1.0), (date(2026, 1, 6), 150.0, 1.0), (date(2026, 11, 6), 150.0, 1.0)]
    (row,) = board_of([price_track(traded)], date(2026, 11, 6), read_stretch("2026"), Tax.EXCL).rows
    assert row.chosen is not None
    assert row.chosen_before is None
    assert row.chosen_percent is None


def test_an_index_has_the_mean_of_its_values() -> None:
    track = index_track([(date(2026, 1, 5), 100.0), (date(2026, 1, 9), 110.0)])
    found = average(track, date(2026, 1, 1), date(2026, 1, 31))
    assert found is not None
    assert (found.value, found.count) == (105.0, 2)


@given(traded_days())
def test_the_tax_basis_moves_no_change_while_the_rate_stands(traded: list[Traded]) -> None:
    on, stretch = traded[-1][0], Period(date(2024, 1, 1), date(2024, 12, 31), "2024")
    (plain,), (taxed,) = (board_of([price_track(traded)], on, stretch, tax).rows for tax in (Tax.EXCL, Tax.INCL))
    assert taxed.last == pytest.approx(plain.last * 1.13)
    assert set(taxed.moves) == set(plain.moves)
    for span, one in plain.moves.items():
        assert taxed.moves[span].percent == pytest.approx(one.percent, abs=1e-6 + abs(one.percent) * 1e-9)
    assert (taxed.chosen is None) == (plain.chosen is None)
    if taxed.chosen and plain.chosen:
        assert taxed.chosen.value == pytest.approx(plain.chosen.value * 1.13)


@given(traded_days(most=90))
def test_the_small_curve_ends_with_the_newest(traded: list[Traded]) -> None:
    (row,) = board_of([price_track(traded)], traded[-1][0], read_stretch("2024"), Tax.EXCL).rows
    assert len(row.spark) == min(len(traded), SPARK)
    assert row.spark[-1] == row.last


def test_the_boards_day_is_that_of_the_newest_own_value() -> None:
    price = price_track([(date(2026, 1, 9), 1.0, 1.0)])
    weekly = official_track([(date(2026, 1, 18), 100.0)])
    assert board_day([price, weekly], date(2026, 1, 15)) == date(2026, 1, 9)
    assert board_day([weekly], date(2026, 1, 15)) == date(2026, 1, 15)
    assert board_day([], date(2026, 1, 15)) == date(2026, 1, 15)
    assert board_day([price_track([(date(2026, 1, 30), 1.0, 1.0)]), weekly], date(2026, 1, 15)) == date(2026, 1, 15)
