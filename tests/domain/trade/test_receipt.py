"""What an import notes for its receipt."""

from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.decide import decide
from desk_app.domain.trade.mapping import find_mapping
from desk_app.domain.trade.receipt import FIRST, notes_of, reading_of


def test_the_columns_come_in_the_files_order_with_what_was_not_read() -> None:
    head = [["表"], ["品名", "颜色", "成交日期", "数量(公斤)", "含税单价(万元/吨)", "不含税单价(万元/吨)"]]
    mapping = find_mapping(head)
    assert mapping is not None
    reading = reading_of(decide(mapping, None, None))
    assert [field for field, _ in reading.columns] == ["product", "trade_date", "quantity", "price"]
    assert reading.unread == ("颜色",)
    assert (reading.price_unit, reading.mass_unit, reading.tax) == ("wan/t", "kg", Tax.INCL.value)
    assert (reading.basis, reading.rates, reading.second_quantity) == ("", (), "")
    assert (reading.second_price, reading.second_tax) == ("不含税单价(万元/吨)", Tax.EXCL.value)


def test_of_two_heading_lines_both_are_told() -> None:
    head = [["成交", "", "", "单价(元/吨)", ""], ["日期", "品名", "数量(吨)", "含税", "不含税"]]
    mapping = find_mapping(head)
    assert mapping is not None
    reading = reading_of(decide(mapping, None, None))
    assert dict(reading.columns)["price"] == "单价(元/吨) 含税"
    assert dict(reading.columns)["product"] == "品名"
    assert reading.second_price == "不含税"


def test_notes_are_counted_by_kind_and_errors_are_none() -> None:
    many = [Problem("amount_differs", "amount", row, Level.WARNING) for row in range(2, 2 + FIRST + 5)]
    held = Problem("date_no_such_day", "trade_date", 90)
    totals = Problem("totals_line", "file", 99, Level.WARNING)
    first, second = notes_of([*many, held, totals])
    assert (first.count, first.first) == (FIRST + 5, tuple(many[:FIRST]))
    assert (second.count, second.first) == (1, (totals,))
