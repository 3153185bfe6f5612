"""Which trades are found, in which order, and what they come to: the store's answers beside those worked out here."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.list_trades import Totals, TradeLine, find_trades, list_trades, samples_counted, total_trades
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.undo_import import undo_import
from desk_app.store.trade_list import TradeFilter
from tests.jobs.trade_files import sound_desk, take_lines

HEAD = "成交单号,成交日期,品名,规格,数量(吨),含税单价(元/吨),买方,卖方"
LINES = (
    "A-1,2026-01-08,氧化镨钕,REO≥99%,10.1,611000,甲公司,乙公司",
    "A_2,2026-01-09,氧化铽,,0.2,6400000,Alpha,乙公司",
    "A%3,2026-01-09,氧化镧,,0.1234567891,4500,丙|丁,甲公司",
    "a4,2026-02-01,氧化镧,,12,4500,甲公司,",
    "B5,2025-12-31,氧化镨钕,REO≥99%,7,598000.5,beta,乙公司",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with sound_desk(tmp_path_factory.mktemp("list") / "data") as opened:
        take_lines(opened, HEAD, LINES)
        take_lines(opened, HEAD, ["C6,2026-01-08,氧化铽,,3.000001,6400000,甲公司,乙公司"], ImportOptions(source="丙"))
        yield opened


def refs(trades: list[TradeLine]) -> list[str]:
    return [trade.ref for trade in trades]


def total(trades: list[TradeLine]) -> Totals:
    return Totals(
        len(trades),
        frozenset(trade.product for trade in trades),
        sum((trade.quantity_t for trade in trades), start=Decimal(0)),
        max((trade.trade_date for trade in trades), default=None),
    )


def test_the_newest_come_first(desk: Desk) -> None:
    assert refs(list_trades(desk)) == ["a4", "A%3", "A_2", "C6", "A-1", "B5"]
    assert refs(list_trades(desk, limit=2)) == ["a4", "A%3"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (TradeFilter(product="prnd_oxide"), {"A-1", "B5"}),
        (TradeFilter(text="甲"), {"A-1", "A%3", "a4", "C6"}),
        (TradeFilter(text="%3"), {"A%3"}),
        (TradeFilter(text="A_"), {"A_2"}),
        (TradeFilter(text="丙|丁"), {"A%3"}),
        (TradeFilter(text="ALPHA"), {"A_2"}),
        (TradeFilter(text="2026-01-0"), {"A-1", "A_2", "A%3", "C6"}),
        (TradeFilter(text="trades.csv"), {"A-1", "A_2", "A%3", "a4", "B5", "C6"}),
        (TradeFilter(text="铽", named=("tb_oxide",)), {"A_2", "C6"}),
        (TradeFilter(text="甲", product="la_oxide"), {"A%3", "a4"}),
        (TradeFilter(start="2026-01-09", end="2026-01-31"), {"A_2", "A%3"}),
        (TradeFilter(batch=2), {"C6"}),
        (TradeFilter(text="nowhere"), set()),
    ],
)
def test_what_is_found_and_what_it_comes_to(desk: Desk, wanted: TradeFilter, expected: set[str]) -> None:
    found = find_trades(desk, wanted)
    assert set(refs(found)) == expected
    assert total_trades(desk, wanted) == total(found)


def test_totals_of_all_are_exact_whatever_the_quantities(desk: Desk) -> None:
    assert total_trades(desk) == total(list_trades(desk))
    assert total_trades(desk).tonnes == Decimal("32.4234577891")
    take_lines(desk, HEAD, ["D7,2026-03-01,精矿,,1234567.1234567,26834,甲公司,乙公司"])
    assert total_trades(desk) == total(list_trades(desk))
    undo_import(desk, 3)


RANKS = ("tb_oxide", "prnd_oxide", "la_oxide")
ORDERS: dict[str, Callable[[TradeLine], Any]] = {
    "date": lambda t: t.trade_date,
    "product": lambda t: RANKS.index(t.product),
    "grade": lambda t: t.grade,
    "quantity": lambda t: t.quantity_t,
    "basis": lambda t: t.basis.value if t.basis else "",
    "ex_vat": lambda t: t.price_ex_vat,
    "inc_vat": lambda t: t.price_inc_vat,
    "amount": lambda t: t.amount_ex_vat,
    "buyer": lambda t: t.buyer,
    "seller": lambda t: t.seller,
    "ref": lambda t: t.ref,
    "file": lambda t: t.source_file,
    "row": lambda t: t.source_row,
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("descending", [False, True])
def test_any_column_sorts_and_what_is_equal_stays_newest_first(desk: Desk, order: str, descending: bool) -> None:
    newest = list_trades(desk)
    expected = sorted(newest, key=ORDERS[order], reverse=descending)  # keeps equals in their order either way
    found = find_trades(desk, TradeFilter(order=order, descending=descending, ranks=RANKS))
    assert refs(found) == refs(expected)
    assert find_trades(desk, TradeFilter(order=order, descending=descending, ranks=RANKS, limit=2)) == found[:2]


def test_an_empty_desk_comes_to_nothing(tmp_path: Path) -> None:
    with sound_desk(tmp_path / "data") as desk:
        assert total_trades(desk) == Totals()
        assert not samples_counted(desk)


def test_days_are_days(desk: Desk) -> None:
    assert total_trades(desk).latest == date(2026, 2, 1)
