"""Sheets in the store."""

from decimal import Decimal
from pathlib import Path

import pytest

from desk_app.jobs.open_desk import open_desk
from desk_app.store.database import writing
from desk_app.store.sheets import add_sheet, all_sheets, find_sheet


def test_kept_and_found(desk_data: Path) -> None:
    with open_desk(desk_data) as desk:
        with writing(desk.database, desk.folder) as connection:
            number = add_sheet(connection, "price-adjustment", "draft", "2026-01-09T00:00:00+00:00", {"甲": ["1.10"]})
        (stored,) = all_sheets(desk.database.conn)
        assert stored == find_sheet(desk.database.conn, number)
        assert stored.data == {"甲": ["1.10"]}
        assert find_sheet(desk.database.conn, number + 1) is None


def test_no_decimal_gets_through(desk_data: Path) -> None:
    with open_desk(desk_data) as desk, pytest.raises(TypeError), writing(desk.database, desk.folder) as connection:
        add_sheet(connection, "price-adjustment", "draft", "2026-01-09", {"price": Decimal("1.10")})
