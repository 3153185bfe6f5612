"""Every template sets without a warning, in both languages."""

from datetime import UTC, datetime

import pytest
import typst

from desk_app.assets import resource
from desk_app.domain.base.problem import Problem
from desk_app.domain.sheet import SHEETS
from desk_app.domain.sheet.import_report import import_report_sheet
from desk_app.domain.sheet.sheet import Sheet
from desk_app.domain.trade.build import HeldRow
from desk_app.domain.trade.receipt import HeldLine, Reading, Receipt
from desk_app.i18n import LANGUAGES
from desk_app.jobs.draft_sheet import PriceAdjustmentRequest, price_adjustment_of
from desk_app.paper.sheet_text import Filed, check_code, sheet_text
from desk_app.paper.typst_pdf import as_inputs, warm_up

ROW = HeldRow(3, ("某日", "x" * 300), (Problem("date_no_such_day", "trade_date", 3, facts={"text": "某日"}),))
HELD = HeldLine(ROW, "王敏", Problem("held_set_aside", "row", 3, facts={"by": "作废"}))
RECEIPT = Receipt(
    *(7, "交易中心", "成交.csv", "0" * 64, "", "UTF-8", datetime(2026, 1, 9, tzinfo=UTC)),
    *(3, 1, 1, 0, 1, 2),
    Reading((("price", "含税单价"),), ("颜色",), "usd/kg", "t", "incl", "wet", "dry", ("usd=7.1@2026-01-05",)),
    (HELD,),
)
FILED = Filed(1, "draft", datetime(2026, 1, 9, 23, 30, tzinfo=UTC))


def test_every_kind_has_a_template() -> None:
    assert all(resource("sheets", f"{kind.name}.typ").is_file() for kind in SHEETS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_warning(language: str) -> None:
    adjustment = price_adjustment_of(PriceAdjustmentRequest("2026Q3", note="一\n二"))
    for sheet in (adjustment, import_report_sheet(RECEIPT)):
        assert not warnings_of(sheet, language)


def warnings_of(sheet: Sheet, language: str) -> list[typst.TypstWarning]:
    data = sheet_text(sheet, FILED, language)
    _, warnings = typst.compile_with_warnings(
        resource("sheets", f"{sheet.kind.replace('-', '_')}.typ"),
        root=resource("sheets"),
        font_paths=[resource("fonts")],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=as_inputs(data),
    )
    return warnings


def test_days_are_those_of_china() -> None:
    data = sheet_text(price_adjustment_of(PriceAdjustmentRequest("2026Q1")), FILED, "zh_CN")
    assert data["drafted"] == "2026-01-10 拟"


def test_the_check_code_is_that_of_the_data() -> None:
    first = price_adjustment_of(PriceAdjustmentRequest("2026Q1"))
    second = price_adjustment_of(PriceAdjustmentRequest("2026Q1", note="x"))
    assert check_code(first) == check_code(first)
    assert check_code(first) != check_code(second)


def test_warming_up_is_harmless() -> None:
    warm_up()
