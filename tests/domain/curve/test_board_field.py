"""Every figure as it leaves the desk: rounded once, a figure of others as it was published."""

from datetime import date
from decimal import Decimal

from desk_app.domain.base.tax import Tax
from desk_app.domain.curve.board import board_of
from desk_app.domain.curve.board_field import FIELDS
from desk_app.domain.curve.stretch import read_stretch
from desk_app.domain.curve.track import Track
from tests.domain.curve.tracks import index_track, official_track, price_track


def figures(track: Track) -> dict[str, object]:
    (row,) = board_of([track], track.last_day, read_stretch("2026"), Tax.EXCL).rows
    return {field.key: field.figure(row) for field in FIELDS}


def test_of_a_price() -> None:
    found = figures(price_track([(date(2026, 1, 8), 600_000.0, 1.0), (date(2026, 1, 9), 600_000.126, 3.0)]))
    assert found["last"] == Decimal("600000.13")
    assert (found["step_amount"], found["step_percent"]) == (Decimal("0.13"), Decimal("0.00"))
    assert (found["day"], found["grade"], found["trades"]) == ("2026-01-09", "A", 1)
    assert found["week_percent"] is None
    assert found["chosen_average"] == Decimal("600000.09")


def test_no_change_has_no_sign() -> None:
    found = figures(index_track([(date(2026, 1, 8), 100.001), (date(2026, 1, 9), 100.0)]))
    assert str(found["step_amount"]) == "0.00"


def test_of_official_points() -> None:
    found = figures(official_track([(date(2026, 1, 4), 100.0), (date(2026, 1, 11), 103.1)], "103.1"))
    assert str(found["last"]) == "103.1"
    assert found["trades"] is None
