"""Headings known again, and what has moved among them."""

from itertools import permutations

from desk_app.domain.trade.field import Field
from desk_app.domain.trade.profile import Drift, Profile, drift, fingerprint, is_near

HEADINGS = ("成交日期", "品名", "数量(吨)", "含税单价(元/吨)")
FIELDS = (Field.TRADE_DATE, Field.PRODUCT, Field.QUANTITY, Field.PRICE)
KNOWN = Profile("甲厂", HEADINGS, tuple(zip(HEADINGS, FIELDS, strict=True)))


def test_width_case_and_blanks_make_no_difference() -> None:
    assert fingerprint(("Trade  Date", "数量（吨）")) == fingerprint(("trade date ", "数量(吨)"))


def test_every_order_has_its_own_fingerprint() -> None:
    assert len({fingerprint(order) for order in permutations(HEADINGS)}) == 24


def test_cells_do_not_run_together() -> None:
    assert fingerprint(("ab", "c")) != fingerprint(("a", "bc"))


def test_the_same_headings_have_not_drifted() -> None:
    assert KNOWN.fingerprint == fingerprint(HEADINGS)
    assert drift(KNOWN, HEADINGS) == ()


def test_two_that_changed_places_have_moved() -> None:
    moved = drift(KNOWN, ("品名", "成交日期", *HEADINGS[2:]))
    assert moved == (Drift("moved", "trade_date", "1", "2"), Drift("moved", "product", "2", "1"))


def test_a_heading_like_the_one_that_is_gone_is_that_one_renamed() -> None:
    (found,) = drift(KNOWN, (*HEADINGS[:3], "不含税单价(元/吨)"))
    assert found == Drift("renamed", "price", "含税单价(元/吨)", "不含税单价(元/吨)")


def test_gone_and_added_where_nothing_is_alike() -> None:
    found = drift(KNOWN, (*HEADINGS[:3], "remark"))
    assert found == (Drift("gone", "price", "含税单价(元/吨)", ""), Drift("added", "", "", "remark"))


def test_near_is_most_of_the_headings() -> None:
    assert is_near(KNOWN, (*HEADINGS[:3], "a", "b"))
    assert not is_near(KNOWN, (*HEADINGS[:2], "a", "b"))
    assert not is_near(KNOWN, ())
