"""Lots of a file and of a pasted block; written out again with every line, headings and units."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.base.tax import Tax
from desk_app.domain.ore.lot import TypedPrice
from desk_app.domain.ore.terms import Terms
from desk_app.i18n import LANGUAGES, Words, problem_text
from desk_app.jobs.load_price_list import load_price_list
from desk_app.jobs.price_lots import LotsRequest, price_lots, price_pasted
from desk_app.jobs.progress import Cancelled
from desk_app.jobs.tabulate_lots import COLUMNS, lots_table, write_lots

HEAD = "交货日期,车号/批号,湿重(吨),水分(%),REO(%),已付(元，含税)"
LINES = (
    '2026-01-05,蒙B1,60.000,8.50,51.25,"1,500,000"',
    "2026-02-01,蒙B2,100,8.1,52.3,",
    "2026-02-01,蒙B2,100,8.1,52.3,",
    "2026-07-05,蒙B4,50,0.08,50,",
)


def write(path: Path, *lines: str, head: str = HEAD.replace("，", " ")) -> Path:
    path.write_text("\n".join(["一季度", head, *lines]), encoding="utf-8")
    return path


def test_every_line_is_priced_or_held(tmp_path: Path) -> None:
    found = price_lots(write(tmp_path / "lots.csv", *LINES), LotsRequest())
    assert found.lines == 4 == len(found.lots) + len(found.held)
    assert [lot.net_ex_vat for lot in found.lots] == [Decimal("1510016.27"), Decimal("2579482.65")]
    assert [(line.number, line.problem.key) for line in found.held] == [(5, "lot_twice"), (6, "lot_fraction")]
    assert found.totals.net_ex_vat == Decimal("4089498.92")
    assert found.totals.balance == Decimal("206318.39")
    assert found.paid_tax is Tax.INCL


def test_a_pasted_block_is_the_same(tmp_path: Path) -> None:
    file = price_lots(write(tmp_path / "lots.csv", *LINES), LotsRequest())
    text = "\r\n".join(["一季度", HEAD.replace("，", " "), *LINES])
    tabs = "\n".join("\t".join(row) for row in csv.reader(text.splitlines()))
    for block in (text, tabs, tabs + "\n"):
        found = price_pasted(block, "粘贴", LotsRequest())
        assert list(found.lots) == list(file.lots)
        assert found.held == file.held


def test_one_price_for_all_needs_no_days() -> None:
    block = "湿重\t水分\tREO\n60\t8.5\t51.25"
    base = load_price_list().get("2026Q1")
    assert price_pasted(block, "粘贴", LotsRequest(base)).totals.net_ex_vat == Decimal("1510016.27")
    with pytest.raises(Refused) as refused:
        price_pasted(block, "粘贴", LotsRequest())
    assert refused.value.problem.key == "lots_no_days"


def test_a_share_paid_at_the_provisional_price() -> None:
    block = "日期\t湿重\t水分\tREO\t暂付比例(%)\n2026-01-05\t60\t8.5\t51.25\t80"
    prices = load_price_list()
    found = price_pasted(block, "粘贴", LotsRequest(provisional=prices.get("2025Q4")))
    (lot,) = found.lots
    assert lot.paid == Decimal("1333057.26")  # 80 % of 1,666,321.57
    assert lot.balance == lot.total_inc_vat - lot.paid


def test_a_workbook_and_back(tmp_path: Path) -> None:
    found = price_lots(write(tmp_path / "lots.csv", *LINES), LotsRequest())
    words = Words("zh_CN")
    for name in ("out.xlsx", "out.csv"):
        write_lots(words, found, tmp_path / name, date(2026, 11, 29))
        again = price_lots(tmp_path / name, LotsRequest())
        assert [(lot.line.lot, lot.net_ex_vat, lot.balance) for lot in again.lots] == [
            (lot.line.lot, lot.net_ex_vat, lot.balance) for lot in found.lots
        ]
        assert len(again.held) == 2
        assert len(again.adding) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_units_and_tax_basis(tmp_path: Path, language: str) -> None:
    words = Words(language)
    found = price_lots(write(tmp_path / "lots.csv", *LINES), LotsRequest())
    table = lots_table(words, found, date(2026, 11, 29))
    assert len(table.headings) == len(COLUMNS) + 1 == len(table.places)
    assert [row[0] for row in table.rows] == [3, 4, 5, 6, None]
    assert all(len(row) == len(table.headings) for row in table.rows)
    text = " ".join((*table.about, *table.headings))
    assert "{" not in text
    assert "ore." not in text
    assert ("不含税" if language == "zh_CN" else "without VAT") in text
    assert "蒙B4" in str(table.rows[3][2])


@pytest.mark.parametrize(
    ("block", "request_", "key"),
    [
        ("湿重\t水分\n60\t8", LotsRequest(), "delivery_column_missing"),
        ("60\t8\t51", LotsRequest(), "delivery_column_missing"),
        ("日期\t湿重\t水分\tREO\n", LotsRequest(), "delivery_none"),
        ("日期\t湿重\t水分\tREO\t已付\n", LotsRequest(), "lots_paid_tax"),
        ("", LotsRequest(TypedPrice(Decimal(0), Decimal(50))), "ore_price_limits"),
        ("", LotsRequest(terms=Terms(unit_places=9)), "ore_unit_places_limits"),
    ],
)
def test_what_cannot_be_taken_as_a_whole(block: str, request_: LotsRequest, key: str) -> None:
    with pytest.raises(Refused) as refused:
        price_pasted(block, "粘贴", request_)
    assert refused.value.problem.key == key
    for language in LANGUAGES:
        line = problem_text(Words(language), refused.value.problem)
        assert "{" not in line
        assert "@" not in line


def test_held_lines_say_why_in_both_languages() -> None:
    head = "日期\t车号\t湿重\t水分\tREO\t已付(含税)\t已付比例"
    bad = ["昨天\tA\t1\t5\t50", "\tB\t1\t5\t50", "2026-01-05\tC\t\t5\t50", "2026-01-05\tD\tx\t5\t50",
           "2026-01-05\tE\t1\t.05\t50", "2026-01-05\tF\t1\t5\t50\t5\t80", "2026-01-05\tG\t1\t5\t50\t5.001",
           "2026-04-05\tH\t1\t5\t50", "2026-01-05\tI\t0\t5\t50", "2026-01-05\tJ\t1.23456789012\t5\t50"]  # fmt: skip
    found = price_pasted("\n".join([head, *bad]), "粘贴", LotsRequest())
    assert len(found.held) == len(bad)
    for language in LANGUAGES:
        for line in found.held:
            text = problem_text(Words(language), line.problem)
            assert not text.startswith("problem.")
            assert "{" not in text
            assert "@" not in text


def test_a_rounded_unit_price_is_told() -> None:
    block = "日期\t湿重\t水分\tREO\n2026-01-05\t60\t8\t50"
    for places, told in ((None, False), (2, True)):
        found = price_pasted(block, "粘贴", LotsRequest(terms=Terms(unit_places=places)))
        assert ("单价保留 2 位小数" in lots_table(Words("zh_CN"), found, date(2026, 1, 1)).about) is told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headings_handed_out_are_understood(language: str) -> None:
    head = Words(language)("ore.lots.template_cells").replace(",", "\t")
    found = price_pasted(f"{head}\n2026-01-05\tB1\t60\t8.5\t51.25\t1500000", "x", LotsRequest())
    assert found.totals.balance == Decimal("206318.39")
    assert found.lots[0].line.ref == "B1"


def test_another_ending_is_refused(tmp_path: Path) -> None:
    found = price_pasted("日期\t湿重\t水分\tREO\n2026-01-05\t60\t8\t50", "粘贴", LotsRequest())
    with pytest.raises(Refused) as refused:
        write_lots(Words("en"), found, tmp_path / "out.pdf", date(2026, 1, 1))
    assert refused.value.problem.key == "lots_ending"
    with pytest.raises(Refused):
        write_lots(Words("en"), found, tmp_path / "none" / "out.csv", date(2026, 1, 1))


def test_it_can_be_stopped(tmp_path: Path) -> None:
    class Stop:
        def step(self, done: int, total: int, key: str) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        price_lots(write(tmp_path / "lots.csv", *LINES), LotsRequest(), Stop())
