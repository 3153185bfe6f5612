"""Headings of a table of lots: what was paid, in which unit, with VAT or without."""

from decimal import Decimal

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.base.tax import Tax
from desk_app.domain.ore.lot_heading import PaidField, find_lot_columns

LEAST = ["湿重(吨)", "水分(%)", "REO(%)"]


@pytest.mark.parametrize(
    ("heading", "field", "unit", "tax"),
    [
        ("已付(元，含税)", PaidField.PAID, 1, Tax.INCL),
        ("暂结金额（万元 不含税）", PaidField.PAID, 10_000, Tax.EXCL),
        ("含税已付款", PaidField.PAID, 1, Tax.INCL),
        ("Paid (yuan incl. VAT)", PaidField.PAID, 1, Tax.INCL),
        ("已付比例(%)", PaidField.PAID_PERCENT, 1, Tax.INCL),
        ("暂付比例", PaidField.PAID_PERCENT, 1, Tax.INCL),
    ],
)
def test_what_was_paid(heading: str, field: PaidField, unit: int, tax: Tax) -> None:
    found = find_lot_columns([["一月"], [*LEAST, heading]], "批次.csv")
    assert found.heading == 1
    assert [(c.index, c.field, c.unit) for c in found.paid] == [(3, field, Decimal(unit))]
    assert found.paid_tax is tax


def test_the_user_says_what_the_heading_does_not() -> None:
    assert find_lot_columns([[*LEAST, "已付"]], "批次.csv", Tax.EXCL).paid_tax is Tax.EXCL
    assert find_lot_columns([LEAST], "批次.csv").paid == ()


@pytest.mark.parametrize(
    ("more", "told", "key"),
    [
        (["已付(元)"], None, "lots_paid_tax"),
        (["已付(元，含税)"], Tax.EXCL, "lots_paid_tax"),
        (["已付(美元，含税)"], None, "lots_paid_unit"),
        (["已付(元，含税)", "暂结金额(元，含税)"], None, "delivery_column_twice"),
        (["净重"], None, "delivery_column_twice"),
    ],
)
def test_what_leaves_two_readings_is_refused(more: list[str], told: Tax | None, key: str) -> None:
    with pytest.raises(Refused) as refused:
        find_lot_columns([[*LEAST, *more]], "批次.csv", told)
    assert refused.value.problem.key == key
