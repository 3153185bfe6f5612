"""Many lines at once come to the same as line by line: every lot, every held line, every total, in the same order."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.base.rounding import Rounding
from desk_app.domain.base.tax import Tax
from desk_app.domain.ore.lot import BasePrice, Lot, TypedPrice
from desk_app.domain.ore.lot_heading import find_lot_columns
from desk_app.domain.ore.lots import Payment, PriceOf, at_its_quarter, at_one_price
from desk_app.domain.ore.quick_lots import QuickLots
from desk_app.domain.ore.scaled_lot import Tariff
from desk_app.domain.ore.terms import GradeRule, Terms
from desk_app.domain.ore.working import problems_of, work
from desk_app.jobs.load_price_list import load_price_list

HEAD = ["交货日期", "车号", "湿重(吨)", "水分(%)", "REO(%)", "已付(元，含税)", "已付比例(%)", "备注"]
TODAY = date(2026, 11, 1)
Q1 = TypedPrice(Decimal(26834), Decimal(50))


def taken(
    rows: list[list[str]], *, quick: bool, price_of: PriceOf | None = None, terms: Terms | None = None,
    payment: Payment | None = None, piece: int = 7,
) -> QuickLots:  # fmt: skip
    lots = QuickLots(
        find_lot_columns([HEAD], "批次.csv"), HEAD, TODAY, price_of or at_one_price(Q1), terms or Terms(),
        payment or Payment(), quick=quick,
    )  # fmt: skip
    for at in range(0, len(rows), piece):
        lots.take(at + 2, rows[at : at + piece])
    return lots


def same(rows: list[list[str]], price_of: PriceOf, terms: Terms, payment: Payment) -> QuickLots:
    one = taken(rows, quick=True, price_of=price_of, terms=terms, payment=payment)
    other = taken(rows, quick=False, price_of=price_of, terms=terms, payment=payment)
    assert list(one.table) == list(other.table)
    assert one.held == other.held
    assert one.adding == other.adding
    assert one.remarks == other.remarks
    first, second = one.table.totals(), other.table.totals()
    for name in ("lots", "wet_tonnes", "dry_tonnes", "net_ex_vat", "vat", "total_inc_vat", "paid_lots", "balance"):
        assert getattr(first, name) == getattr(second, name), name
    if first.average_reo and second.average_reo and first.average_moisture and second.average_moisture:
        assert first.average_reo.same_as(second.average_reo)
        assert first.average_moisture.same_as(second.average_moisture)
    return one


figures = st.decimals("0.000001", 120, places=6).map(str) | st.sampled_from(
    ["60", "60.000", "8.5%", "0.085", "0.3", "0.30", "1", "1.00", "1.01", "100", "99.999999", "0", "", "1,000.5", "060",
     "12.1234567", "六十", "6e1", "+5", "-5", " 50 ", "５０", "10000000", "10000000.1", "0.1234567890", "0.12345678901"]
)  # fmt: skip
days = st.sampled_from(
    ["2026-01-05"] * 6 + ["2026/2/3", "20260704", "", "2026-04-09", "5/1/2026", "2026-12-24", "昨天"]
)
marks = st.sampled_from(
    ["蒙B1", "A-2", "", "", "", "B7", "B8", "B9", "合计", "小 计", "Total", "蒙B3（二）", "sum", "制表："]
)
paid = st.sampled_from(["", "", "", "", "1000000", "1,000,000.00", "1500000.005", "-1", "已付", "0"])
shares = st.sampled_from(["", "", "", "", "", "", "80", "80%", "0.8", "0.8%", "33.333333", "101", "33.3333333"])
wets, moistures, reos = (
    st.decimals(low, high, places=places).map(str) for low, high, places in ((1, 99, 3), (1, 20, 2), (40, 60, 2))
)
mostly = (st.one_of(plain, plain, plain, plain, figures) for plain in (wets, moistures, reos))
lines = st.tuples(days, marks, *mostly, paid, shares, st.sampled_from(["", "晴", "合计", "含水高"]))
cut = st.builds(lambda line, wide: list(line)[:wide], lines, st.sampled_from([8, 8, 8, 8, 5, 3]))
tables = st.lists(cut | st.just(HEAD) | st.just(["", "", ""]), max_size=30)
terms_ = st.builds(
    Terms,
    grade_rule=st.sampled_from(GradeRule),
    rounding=st.sampled_from(Rounding),
    unit_places=st.none() | st.integers(0, 3),
    vat_percent=st.sampled_from([Decimal(13), Decimal(0), Decimal("9.5")]),
)
bases = st.builds(
    TypedPrice, st.decimals("0.01", 10**6, places=2), st.sampled_from([Decimal(50), Decimal(51), Decimal("33.3")])
)
payments = st.builds(Payment, st.sampled_from(Tax), st.none() | bases)


@settings(max_examples=150, deadline=None)
@given(tables, bases | st.none(), terms_, payments)
def test_whatever_stands_in_the_table(
    rows: list[list[str]], base: BasePrice | None, terms: Terms, payment: Payment
) -> None:
    price_of = at_its_quarter(load_price_list()) if base is None else at_one_price(base)
    found = same(rows, price_of, terms, payment)
    told = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(told) == len(found.table) + len(found.held) + len(found.adding) + found.remarks


plain = st.tuples(
    st.decimals("0.001", 10**4, places=3), st.decimals("0.31", "99.99", places=2), st.decimals("1.01", 100, places=2)
)


@settings(deadline=None)
@given(st.lists(plain, min_size=1, max_size=40), bases, terms_)
def test_the_lots_add_up_to_the_totals_to_the_fen(
    figures: list[tuple[Decimal, Decimal, Decimal]], base: BasePrice, terms: Terms
) -> None:
    rows = [["", f"A{at}", *map(str, each), "", "", ""] for at, each in enumerate(figures)]
    rows = [["2026-01-05", *row[1:]] for row in rows]
    found = same(rows, at_one_price(base), terms, Payment())
    totals, lots = found.table.totals(), list(found.table)
    assert totals.net_ex_vat == sum(lot.net_ex_vat for lot in lots)
    assert totals.vat == sum(lot.vat for lot in lots)
    assert totals.total_inc_vat == totals.net_ex_vat + totals.vat
    if totals.average_reo is not None and totals.average_moisture is not None:
        moisture = Fraction(totals.average_moisture.top) / Fraction(totals.average_moisture.bottom)
        assert Fraction(totals.wet_tonnes) * (100 - moisture) / 100 == Fraction(totals.dry_tonnes)
        reo = Fraction(totals.average_reo.top) / Fraction(totals.average_reo.bottom)
        assert reo * Fraction(totals.dry_tonnes) == sum(Fraction(x.dry_tonnes) * Fraction(x.line.lot.reo) for x in lots)
    for lot in lots:
        working = work(base, lot.line.lot, terms)
        assert (lot.net_ex_vat, lot.vat, lot.total_inc_vat) == (working.net_ex_vat, working.vat, working.total_inc_vat)
        assert (lot.dry_tonnes, lot.unit_price) == (working.dry_tonnes, working.unit_price)


micro = st.integers(1, 10**8)


@given(
    micro,
    st.integers(0, 10**8 - 1),
    st.integers(1, 10**13),
    bases | st.just(TypedPrice(Decimal("1e9"), Decimal(1))),
    terms_,
)
def test_whole_numbers_are_the_decimals(reo: int, moisture: int, wet: int, base: BasePrice, terms: Terms) -> None:
    lot = Lot(*(Decimal(each).scaleb(-6) for each in (reo, moisture, wet)))
    found = Tariff(base, terms).amounts(reo, moisture, wet)
    if any(problems_of(base, lot, terms)):
        assert found is None
    elif found is not None:
        working = work(base, lot, terms)
        dry, net, vat = found
        assert Decimal(dry).scaleb(-14) == working.dry_tonnes
        assert (Decimal(net).scaleb(-2), Decimal(vat).scaleb(-2)) == (working.net_ex_vat, working.vat)


def row(**cells: str) -> list[str]:
    made = dict(zip(HEAD, ["2026-01-05", "蒙B1", "60.000", "8.50", "51.25", "", "", ""], strict=True)) | cells
    return list(made.values())


@pytest.mark.parametrize("quick", [True, False])
def test_a_true_up(quick: bool) -> None:
    """The lot of the golden case: 1,510,016.27 net, 1,706,318.39 with VAT."""
    rows = [row(), row(车号="B2", **{"已付(元，含税)": "1500000"}), row(车号="B3", **{"已付比例(%)": "80"})]
    found = taken(rows, quick=quick)
    none, amount, share = found.table
    assert (none.paid, none.balance) == (None, None)
    assert (amount.paid, amount.balance) == (Decimal(1500000), Decimal("206318.39"))
    assert (share.paid, share.balance) == (Decimal("1365054.71"), Decimal("341263.68"))
    totals = found.table.totals()
    assert (totals.paid_lots, totals.paid, totals.balance) == (2, Decimal("2865054.71"), Decimal("547582.07"))
    before = TypedPrice(Decimal(26205), Decimal(50))
    rose = taken(rows[2:], quick=quick, payment=Payment(Tax.EXCL, before))
    (lot,) = rose.table
    assert lot.paid == Decimal("1179696.69")  # 80 % of 1,474,620.86
    assert lot.balance == lot.net_ex_vat - lot.paid


@pytest.mark.parametrize("quick", [True, False])
def test_totals_signatures_and_repeated_headings_are_no_lots(quick: bool) -> None:
    rows = [
        row(), row(车号="B2"), row(交货日期="小计", 车号="", **{"湿重(吨)": "120"}), HEAD, row(车号="B3"),
        row(交货日期="合计", **{"湿重(吨)": "181"}), ["制表：", "", "张三"],
    ]  # fmt: skip
    found = taken(rows, quick=quick)
    assert (len(found.table), found.held, found.remarks) == (3, [], 2)
    assert [(line.number, line.agrees) for line in found.adding] == [(4, True), (7, False)]


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize(
    ("cells", "key", "field"),
    [
        ({"湿重(吨)": ""}, "lot_missing", "wet"),
        ({"湿重(吨)": "六十"}, "lot_number", "wet"),
        ({"水分(%)": "0.085"}, "lot_fraction", "moisture"),
        ({"REO(%)": "101"}, "lot_limits", "reo"),
        ({"湿重(吨)": "49.178999999999995"}, "lot_too_fine", "wet"),
        ({"交货日期": "5/1/2026"}, "lot_day", "day"),
        ({"车号": "蒙B0"}, "lot_twice", "ref"),
        ({"已付(元，含税)": "5", "已付比例(%)": "80"}, "lot_paid_both", "paid"),
        ({"已付(元，含税)": "5.001"}, "lot_paid_limits", "paid"),
        ({"已付(元，含税)": "some"}, "lot_number", "paid"),
        ({"已付比例(%)": "0.8"}, "lot_fraction", "paid_percent"),
        ({"REO(%)": "1.01", "湿重(吨)": "60"}, "", ""),
    ],
)
def test_a_bad_line_is_held_with_its_reason(quick: bool, cells: dict[str, str], key: str, field: str) -> None:
    rows = [row(车号="蒙B0"), row(**cells), row(车号="蒙B9")]
    found = taken(rows, quick=quick)
    assert [lot.line.number for lot in found.table] == ([2, 4] if key else [2, 3, 4])
    assert [(line.problem.key, line.problem.field, line.number) for line in found.held] == (
        [(key, field, 3)] if key else []
    )
    assert all(list(line.cells) == rows[1] for line in found.held)


@pytest.mark.parametrize("quick", [True, False])
def test_each_at_its_own_quarter(quick: bool) -> None:
    rows = [row(), row(交货日期="2025-12-31", 车号="B2"), row(交货日期="2026-04-05", 车号="B3")]
    found = taken(rows, quick=quick, price_of=at_its_quarter(load_price_list()))
    assert [(lot.period, lot.net_ex_vat) for lot in found.table] == [
        ("2026Q1", Decimal("1510016.27")), ("2025Q4", Decimal("1474620.86")),
    ]  # fmt: skip
    assert [line.problem.key for line in found.held] == ["lot_price_unknown"]
