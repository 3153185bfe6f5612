"""Decimals and days come back as they went in."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from desk_app.store.codec import day_text, to_day, to_decimal, to_text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18))
def test_decimals_through_a_strict_table(value: Decimal) -> None:
    database = Database(memory=True)
    database.conn.execute("CREATE TABLE t (v TEXT NOT NULL) STRICT")
    database["t"].insert({"v": to_text(value)})  # type: ignore[union-attr]  # its type admits views
    (text,) = database.conn.execute("SELECT v FROM t").fetchone()
    assert to_decimal(text) == value
    database.close()


@given(st.dates())
def test_days(day: date) -> None:
    assert to_day(day_text(day)) == day
