"""Drafting sheets: kept as data, refused as a whole."""

import json
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.terms import Terms
from desk_app.domain.sheet.block import Notes, Text
from desk_app.i18n import LANGUAGES, Words, problem_text
from desk_app.jobs.draft_sheet import PriceAdjustmentRequest, draft_price_adjustment
from desk_app.jobs.list_sheets import list_sheets
from desk_app.jobs.load_sheet import load_sheet
from desk_app.jobs.open_desk import Desk, open_desk
from tests.jobs.sheets import delivery_file, delivery_workbook


@pytest.fixture
def desk(desk_data: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        yield opened


def test_a_draft_is_listed_and_loaded(desk: Desk, tmp_path: Path) -> None:
    request = PriceAdjustmentRequest(
        "2026Q1", contract="HT-1", seller="甲公司", buyer="乙公司", deliveries=delivery_file(tmp_path)
    )
    number = draft_price_adjustment(desk, request)
    (line,) = list_sheets(desk)
    assert (line.id, line.kind, line.state) == (number, "price-adjustment", "draft")
    assert (line.period, line.against, line.contract) == ("2026Q1", "2025Q4", "HT-1")
    assert (line.deliveries, line.total) == (2, "61757.37")
    sheet, filed = load_sheet(desk, number)
    assert (filed.id, filed.state, sheet.summary["total"]) == (number, "draft", line.total)


def test_the_newest_first_and_numbers_never_again(desk: Desk) -> None:
    first = draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1"))
    second = draft_price_adjustment(desk, PriceAdjustmentRequest("2025Q4"))
    assert [line.id for line in list_sheets(desk)] == [second, first]


def test_the_old_quarter_is_the_nearest_known_one(desk: Desk) -> None:
    draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q3"))
    assert list_sheets(desk)[0].against == "2026Q1"


def test_data_in_the_store_has_no_language_and_no_float(desk: Desk, tmp_path: Path) -> None:
    draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1", deliveries=delivery_file(tmp_path)))
    with sqlite3.connect(desk.folder / "desk.sqlite") as connection:
        (text,) = connection.execute("SELECT data FROM sheets").fetchone()
    connection.close()
    assert "增减" not in text
    json.loads(text, parse_float=lambda found: pytest.fail(f"a float in the store: {found}"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_deliveries_in_the_encodings_of_a_desk(desk: Desk, tmp_path: Path, encoding: str) -> None:
    path = delivery_file(tmp_path, encoding=encoding)
    draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1", deliveries=path))
    assert list_sheets(desk)[0].deliveries == 2


HEAD = ["交货日期", "车号", "湿重(吨)", "水分(%)", "REO(%)"]


def test_deliveries_in_a_workbook(desk: Desk, tmp_path: Path) -> None:
    path = delivery_workbook(tmp_path, [HEAD, ["2026-01-05", "蒙B12345", 60.0, 8.5, 51.25], ["合计", "", 60, "", ""]])
    draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1", deliveries=path))
    assert list_sheets(desk)[0].total == "39996.80"


def test_percent_cells_of_a_workbook_are_doubtful(desk: Desk, tmp_path: Path) -> None:
    """A cell shown as 51.25% is stored as 0.5125: never taken for 0.5125 %, never repaired in silence."""
    path = delivery_workbook(tmp_path, [HEAD, ["2026-01-05", "蒙B12345", 60.0, 0.085, 0.5125]])
    with pytest.raises(Refused) as refused:
        draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1", deliveries=path))
    assert (refused.value.problem.key, refused.value.problem.row) == ("delivery_fraction", 2)


def test_names_become_one_line(desk: Desk) -> None:
    draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1", seller=" 甲\n公司\t\x07 "))
    assert list_sheets(desk)[0].seller == "甲 公司"


@pytest.mark.parametrize(
    ("request_", "key"),
    [
        (PriceAdjustmentRequest("2026Q2"), "ore_quarter_gap"),
        (PriceAdjustmentRequest("1999Q1"), "ore_quarter_unknown"),
        (PriceAdjustmentRequest("2022H1"), "sheet_no_earlier"),
        (PriceAdjustmentRequest("2026Q1", from_quarter="2026Q1"), "sheet_not_earlier"),
        (PriceAdjustmentRequest("2026Q1", from_quarter="2023Q4"), "ore_quarter_gap"),
        (PriceAdjustmentRequest("2026Q1", terms=Terms(vat_percent=Decimal(200))), "ore_vat_limits"),
        (PriceAdjustmentRequest("2026Q1", terms=Terms(unit_places=99)), "ore_unit_places_limits"),
        (PriceAdjustmentRequest("2026Q1", seller="长" * 201), "sheet_text_too_long"),
        (PriceAdjustmentRequest("2026Q1", seller="\udcff"), "sheet_text_unreadable"),
        (PriceAdjustmentRequest("2026Q1", note="\udcff"), "sheet_text_unreadable"),
        (PriceAdjustmentRequest("2026Q1", deliveries=Path("nowhere.csv")), "file_not_there"),
    ],
)
def test_a_refused_draft_leaves_nothing(desk: Desk, request_: PriceAdjustmentRequest, key: str) -> None:
    with pytest.raises(Refused) as refused:
        draft_price_adjustment(desk, request_)
    assert refused.value.problem.key == key
    assert not list_sheets(desk)
    for language in LANGUAGES:
        text = problem_text(Words(language), refused.value.problem)
        assert "{" not in text
        assert "\n" not in text


def test_one_bad_delivery_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    path = delivery_file(tmp_path, "湿重(吨),水分(%),REO(%)\n60,8.5,51.25\n60,8.5,?\n")
    with pytest.raises(Refused) as refused:
        draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1", deliveries=path))
    assert (refused.value.problem.row, refused.value.problem.field) == (3, "reo")
    assert not list_sheets(desk)


def test_a_note_keeps_its_lines_and_no_control_signs(desk: Desk) -> None:
    number = draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1", note="一\t行\x1b[31m \n\n\n 二\x07行"))
    notes = next(block for block in load_sheet(desk, number)[0].blocks if isinstance(block, Notes))
    assert notes.cells[0] == Text("一 行 [31m\n二 行")


@pytest.mark.parametrize("number", [0, -1, 7, 2**63, 10**30])
def test_no_sheet_of_that_number(desk: Desk, number: int) -> None:
    with pytest.raises(Refused) as refused:
        load_sheet(desk, number)
    assert refused.value.problem.key == "sheet_unknown"
