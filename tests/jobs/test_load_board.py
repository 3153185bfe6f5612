"""The board out of the store agrees with the series as every other page shows them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from desk_app.domain.base.period import Every, parse_period
from desk_app.domain.base.problem import Refused
from desk_app.domain.base.tax import Tax
from desk_app.domain.curve.board import Board, BoardRow
from desk_app.domain.curve.due import State
from desk_app.domain.curve.track import Origin
from desk_app.jobs.build_index import build_index
from desk_app.jobs.load_board import Ground, due_of, load_ground, show_board
from desk_app.jobs.load_curve import load_values
from desk_app.jobs.load_track import load_track
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.take_official import OfficialRequest, take_official
from desk_app.jobs.undo_import import undo_import
from tests.jobs.official_files import WEEKS, write_points
from tests.jobs.trade_files import Line, take, write_trades

TRADES: list[Line] = [
    ("2025-01-06", "氧化镨钕", "10", "400000"),
    ("2025-01-07", "氧化镨钕", "30", "420000"),
    ("2025-12-30", "氧化镨钕", "10", "590000"),
    ("2026-01-05", "氧化镨钕", "10", "600000"),
    ("2026-01-06", "氧化镨钕", "30", "606000"),
    ("2026-01-06", "氧化镧", "10", "4500"),
    ("2026-01-06", "氧化镧", "20", "4560"),
]
ABOUT = {"name": "某指数", "owner": "某发布机构", "base": "2010年=100", "every": "week", "tax": "incl"}
TODAY = date(2026, 1, 9)


@pytest.fixture
def desk(desk_data: Path, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        take(opened, write_trades(tmp_path / "成交.csv", TRADES))
        build_index(opened)
        yield opened


def row_of(board: Board, code: str) -> BoardRow:
    return next(row for row in board.rows if row.track.code == code)


def ground_of(desk: Desk) -> Ground:
    return load_ground(desk, TODAY)


def test_every_newest_value_is_that_of_the_series(desk: Desk) -> None:
    board = show_board(ground_of(desk))
    assert board.on == date(2026, 1, 6)
    for row in board.rows:
        _, values = load_values(desk, row.track.code)
        newest = [value for value in values if value.value is not None][-1]
        assert (row.last, row.track.periods[-1]) == (newest.value, newest.period)
        assert (row.track.grade, row.track.trades) == (newest.grade, newest.trades)


@pytest.mark.parametrize(("period", "every"), [("2026Q1", Every.QUARTER), ("2025-01", Every.MONTH)])
def test_an_average_is_the_series_own_value_of_that_period(desk: Desk, period: str, every: Every) -> None:
    """Both are all amounts ÷ all tonnes of the period's trades."""
    board = show_board(ground_of(desk), period)
    _, values = load_values(desk, "prnd_oxide", every)
    (own,) = (value.value for value in values if value.period == period)
    chosen = row_of(board, "prnd_oxide").chosen
    assert chosen is not None
    assert chosen.value == pytest.approx(own, rel=1e-12)


def test_the_year_and_the_same_days_before(desk: Desk) -> None:
    row = row_of(show_board(ground_of(desk)), "prnd_oxide")
    assert row.chosen is not None
    assert row.chosen_before is not None
    assert (row.chosen.value, row.chosen.count) == (604_500.0, 2)
    assert row.chosen_before.value == 400_000.0, "up to the 6th of January, as this year"
    assert row.chosen_percent == pytest.approx(51.125)


def test_the_order_is_indices_then_official_points_then_prices(desk: Desk, tmp_path: Path) -> None:
    take_official(desk, OfficialRequest(write_points(tmp_path / "a.csv", WEEKS), "X", ABOUT))
    ground = ground_of(desk)
    origins = [track.origin for track in ground.tracks]
    assert origins == sorted(origins, key=list(Origin).index)
    assert ground.tracks[0].code == "composite"
    assert [track.code for track in ground.tracks[-2:]] == ["la_oxide", "prnd_oxide"]
    official = row_of(show_board(ground, tax=Tax.INCL), "official:X")
    assert official.track.stated == Decimal(str(WEEKS[-1][1]))
    assert official.track.unit == "points"
    assert ground.names["official:X"] == ("某指数", "某指数")


def test_prices_with_vat(desk: Desk) -> None:
    ground = ground_of(desk)
    plain, taxed = (row_of(show_board(ground, "2026", tax), "la_oxide") for tax in Tax.__members__.values())
    assert taxed.last == pytest.approx(plain.last / 1.13)
    assert show_board(ground, tax=Tax.INCL).rows[0].last == show_board(ground).rows[0].last, "points have no tax"


def test_what_is_undone_is_gone(desk: Desk) -> None:
    undo_import(desk, 1)
    build_index(desk)
    ground = ground_of(desk)
    assert ground.tracks == ()
    assert show_board(ground).rows == ()
    assert load_track(desk, "prnd_oxide") is None


def test_a_stretch_that_is_none_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        show_board(ground_of(desk), "2026-13")
    assert refused.value.problem.key == "period_unreadable"


def test_one_series_alone_is_the_same(desk: Desk) -> None:
    for track in ground_of(desk).tracks:
        alone = load_track(desk, track.code)
        assert alone is not None
        assert (alone.code, alone.origin, alone.periods) == (track.code, track.origin, track.periods)
        assert alone.values.tolist() == track.values.tolist()
        assert alone.sums.value.tolist() == track.sums.value.tolist()


def test_weeks_have_the_last_day_of_their_period(desk: Desk) -> None:
    track = load_track(desk, "prnd_oxide", Every.WEEK)
    assert track is not None
    assert track.last_day == parse_period(track.periods[-1]).end == date(2026, 1, 11)


def test_a_series_is_late_by_its_own_hours(desk: Desk, tmp_path: Path) -> None:
    about = {**ABOUT, "published_at": "16:00"}
    take_official(desk, OfficialRequest(write_points(tmp_path / "a.csv", WEEKS), "X", about))
    ground = ground_of(desk)
    own, official = (next(t for t in ground.tracks if t.code == code) for code in ("prnd_oxide", "official:X"))
    assert due_of(ground, own, datetime(2026, 1, 6, 12, tzinfo=UTC), None).state is State.FRESH
    assert due_of(ground, own, datetime(2026, 1, 20, 12, tzinfo=UTC), None).state is State.STALE
    assert due_of(ground, own, datetime(2026, 1, 7, 8, tzinfo=UTC), time(17)).state is State.FRESH, "16:00 in China"
    assert due_of(ground, own, datetime(2026, 1, 7, 10, tzinfo=UTC), time(17)).state is State.LATE, "18:00 in China"
    expected = due_of(ground, official, datetime(2026, 1, 6, 12, tzinfo=UTC), None).expected
    before, after = (datetime(expected.year, expected.month, expected.day, hour, tzinfo=UTC) for hour in (7, 9))
    assert due_of(ground, official, before, None).state is State.FRESH, "15:00 in China"
    assert due_of(ground, official, after, None).state is State.LATE, "17:00 in China"
