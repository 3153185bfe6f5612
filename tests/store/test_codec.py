"""Decimals and days come back as they went in."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from desk_app.store.codec import day_text, from_scaled, to_day, to_decimal, to_scaled, to_text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18))
def test_decimals_through_a_strict_table(value: Decimal) -> None:
    database = Database(memory=True)
    database.conn.execute("CREATE TABLE t (v TEXT NOT NULL) STRICT")
    database["t"].insert({"v": to_text(value)})  # type: ignore[union-attr]  # its type admits views
    (text,) = database.conn.execute("SELECT v FROM t").fetchone()
    assert to_decimal(text) == value
    database.close()


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**14), max_value=10**14))
def test_scaled(value: Decimal) -> None:
    assert from_scaled(to_scaled(value, 4), 4) == value


def test_scaled_drops_no_digit() -> None:
    with pytest.raises(ValueError, match="more than 2 decimals"):
        to_scaled(Decimal("1.005"), 2)


@given(st.dates())
def test_days(day: date) -> None:
    assert to_day(day_text(day)) == day
