"""The priced lots as a sequence: looked at anywhere, cut, and empty."""

from datetime import date
from decimal import Decimal

from desk_app.domain.base.tax import Tax
from desk_app.domain.ore.lot import TypedPrice
from desk_app.domain.ore.lot_heading import find_lot_columns
from desk_app.domain.ore.lot_table import LotTable
from desk_app.domain.ore.lots import Payment, at_one_price
from desk_app.domain.ore.quick_lots import QuickLots
from desk_app.domain.ore.terms import Terms

HEAD = ["车号", "湿重(吨)", "水分(%)", "REO(%)"]
BASE = TypedPrice(Decimal(26834), Decimal(50))


def table(*rows: list[str]) -> LotTable:
    lots = QuickLots(find_lot_columns([HEAD], "x"), HEAD, date(2026, 1, 1), at_one_price(BASE), Terms(), Payment())
    lots.take(2, rows)
    return lots.table


def test_plain_and_other_lines_stand_in_their_order() -> None:
    found = table(["A", "60", "8.5", "51.25"], ["B", "1,000", "8.1%", "52.3"], ["C", "100", "8.1", "52.3"])
    assert [lot.line.ref for lot in found] == ["A", "B", "C"]
    assert [lot.line.number for lot in found[1:]] == [3, 4]
    assert found[-1].net_ex_vat == Decimal("2579482.65")
    assert found[1].net_ex_vat == Decimal("25794826.52")
    totals = found.totals()
    assert totals.net_ex_vat == Decimal("29884325.44")
    assert totals.wet_tonnes == 1160
    assert found[0].period == ""


def test_no_lot_has_no_average() -> None:
    totals = LotTable((), (), Tax.INCL).totals()
    assert (totals.lots, totals.average_reo, totals.average_moisture) == (0, None, None)
    assert str(totals.net_ex_vat) == "0.00"
