"""A delivery table: all of it, or none and one reason."""

from datetime import date
from decimal import Decimal

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.delivery import Delivery
from desk_app.domain.ore.lot import Lot
from desk_app.domain.ore.read_deliveries import read_deliveries
from desk_app.i18n import LANGUAGES, Words, problem_text

HEAD = ["交货日期", "车号", "批号", "湿重(吨)", "水分(%)", "REO(%)"]
LINE = ["2026-01-05", "蒙B12345", "JK-1", "60.000", "8.50", "51.25"]
TODAY = date(2026, 4, 1)


def read(*rows: list[str]) -> tuple[Delivery, ...]:
    return read_deliveries(rows, "交货.csv", TODAY)


def test_a_plain_table() -> None:
    lot = Lot(Decimal("51.25"), Decimal("8.50"), Decimal("60.000"))
    assert read(HEAD, LINE) == (Delivery(date(2026, 1, 5), "蒙B12345 / JK-1", lot),)


def test_titles_blank_lines_percent_signs_commas_and_kilograms() -> None:
    head = ["湿重（公斤）", "水份", "REO品位"]
    found = read(["一季度交货"], [], head, ["60,000", "8.5%", "51.25％"], ["", "", ""], ["1000.5", "9", "50"])
    assert [delivery.lot.wet for delivery in found] == [Decimal("60"), Decimal("1.0005")]
    assert found[0].lot.moisture == Decimal("8.5")
    assert (found[0].day, found[0].ref) == (None, "")


def test_a_total_line_is_checked_and_closes_the_table() -> None:
    found = read(HEAD, LINE, ["合计", "", "", "60", "", ""], ["制表：", "", "", "", "", ""])
    assert len(found) == 1


def test_a_total_line_without_a_figure_is_only_the_end() -> None:
    assert len(read(HEAD, LINE, ["合 计：", "", "", "", "", ""])) == 1


@pytest.mark.parametrize(
    "label", ["合计", "合计(t)", "合计：2车", "总　计", "累计", "小计", "本页合计", "Total", "Grand total:", "Sum"]
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_line_that_adds_up_others_is_no_delivery(label: str, place: int) -> None:
    total = ["3", "", "", "60", "8.50", "51.25"]
    total[place] = label
    assert len(read(HEAD, LINE, total)) == 1


@pytest.mark.parametrize("label", ["合计", "小计", "subtotal"])
def test_a_delivery_below_a_total_is_never_lost(label: str) -> None:
    with pytest.raises(Refused) as refused:
        read(HEAD, LINE, [label, "", "", "60", "", ""], line(ref="蒙B2"))
    assert (refused.value.problem.key, refused.value.problem.row) == ("delivery_after_total", 4)


def test_totals_of_totals_and_signatures_may_stand_below() -> None:
    below = [["累计", "", "", "900", "", ""], ["制表：", "", "", "张三", "", ""]]
    assert len(read(HEAD, LINE, ["合计", "", "", "60", "", ""], *below)) == 1


def line(**cells: str) -> list[str]:
    places = {"day": 0, "ref": 1, "wet": 3, "moisture": 4, "reo": 5}
    made = list(LINE)
    for name, text in cells.items():
        made[places[name]] = text
    return made


@pytest.mark.parametrize(
    ("bad", "key", "field"),
    [
        (line(wet=""), "delivery_missing", "wet"),
        (line(wet="六十"), "delivery_number", "wet"),
        (line(wet="6e1"), "delivery_number", "wet"),
        (line(wet="6０"), "delivery_number", "wet"),
        (line(wet="0"), "delivery_limits", "wet"),
        (line(wet="-5"), "delivery_limits", "wet"),
        (line(moisture="100"), "delivery_limits", "moisture"),
        (line(moisture="0.085"), "delivery_fraction", "moisture"),
        (line(reo="0.5125"), "delivery_fraction", "reo"),
        (line(reo="101"), "delivery_limits", "reo"),
        (line(reo=""), "delivery_missing", "reo"),
        (line(wet="49.178999999999995"), "delivery_too_fine", "wet"),
        (line(day="5/1/2026"), "delivery_day", "day"),
        (line(day="2026-05-01"), "delivery_day", "day"),
        (line(day=""), "delivery_missing", "day"),
        (["合计", "", "", "61", "", ""], "delivery_total_differs", "wet"),
    ],
)
def test_one_bad_line_refuses_all_and_names_it(bad: list[str], key: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        read(HEAD, LINE, bad)
    problem = refused.value.problem
    assert (problem.key, problem.field, problem.row) == (key, field, 3)
    for language in LANGUAGES:
        text = problem_text(Words(language), problem)
        assert "3" in text
        assert "{" not in text
        assert "@" not in text


def test_an_explicit_percent_sign_settles_the_doubt() -> None:
    assert read(HEAD, line(moisture="0.085%"))[0].lot.moisture == Decimal("0.085")


@pytest.mark.parametrize(
    ("rows", "key", "field"),
    [
        ([["湿重", "水分"], ["60", "8"]], "delivery_column_missing", "reo"),
        ([["品名", "单价"], ["氧化镧", "4500"]], "delivery_column_missing", "wet"),
        ([], "delivery_column_missing", "wet"),
        ([["湿重", "净重", "水分", "REO"], ["60", "59", "8", "50"]], "delivery_column_twice", "wet"),
        ([["净重(干)", "水分", "REO"], ["60", "8", "50"]], "delivery_column_missing", "wet"),
        ([HEAD], "delivery_none", "file"),
        ([HEAD, LINE, LINE], "delivery_twice", "ref"),
    ],
)
def test_a_table_that_cannot_be_taken(rows: list[list[str]], key: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        read(*rows)
    assert (refused.value.problem.key, refused.value.problem.field) == (key, field)
