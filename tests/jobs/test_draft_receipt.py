"""The receipt of an import: every line accounted for, kept as a sheet, the same text each time."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.sheet.block import Fact, Facts, Figure, Notes, Table, Text, Word
from desk_app.domain.sheet.import_report import MOST_HELD, import_report_sheet
from desk_app.domain.sheet.plain import from_plain, to_plain
from desk_app.domain.sheet.sheet import Sheet
from desk_app.domain.trade.rate import read_rates
from desk_app.i18n import LANGUAGES
from desk_app.jobs.draft_receipt import draft_receipt, receipt_sheet
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.list_batches import list_batches, list_held
from desk_app.jobs.list_sheets import list_sheets
from desk_app.jobs.mend_held import hand_over, set_aside
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.sheet_pdf import sheet_pdf
from desk_app.jobs.undo_import import undo_import
from desk_app.paper.raster import page_count, page_text
from desk_app.paper.sheet_text import Filed, sheet_text
from desk_app.store.database import writing
from desk_app.store.receipts import find_receipt

GOLDEN = Path(__file__).parents[1] / "golden"
HEADINGS = "成交单号,成交日期,品名,数量(吨),含税单价(元/吨),金额(元),颜色"
FIRST = f"""{HEADINGS}
T1,2026-01-05,氧化镧,10,4500,45000,白
T2,2026-01-05,氧化铈,10,11000,110000,白
"""
SECOND = f"""{HEADINGS}
T1,2026-01-05,氧化镧,10,4600,46000,白
T2,2026-01-05,氧化铈,10,11000,110000,白
T3,2026-02-30,氧化钚,10,11000,110000,白
T4,2026-01-06,氧化镧,10,4500,99000,白
合计,,,,,,
{HEADINGS}
"""


@pytest.fixture
def desk(desk_data: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        yield opened


def take(desk: Desk, text: str, name: str = "成交.csv", source: str = "") -> ImportResult:
    path = desk.folder / name
    path.write_text(text, encoding="utf-8")
    (result,) = import_files(desk, [path], ImportOptions(source=source, owner="王敏"))
    return result


def second(desk: Desk) -> int:
    """The batch with lines of every fate, at a moment of its own."""
    take(desk, FIRST, source="交易中心")
    batch = take(desk, SECOND, source="交易中心").batch
    assert batch is not None
    with writing(desk.database, desk.folder) as connection:
        connection.execute("UPDATE batches SET imported_at = '2026-01-09T23:30:00+00:00' WHERE id = ?", (batch,))
    return batch


def remarks(sheet: Sheet) -> set[str]:
    found = next(block for block in sheet.blocks if isinstance(block, Notes))
    return {cell.key.removeprefix("sheet.remark.") for cell in found.cells if isinstance(cell, Word)}


def lines(text: dict[str, Any]) -> Iterator[str]:
    """A sheet's text, a cell after the other, as golden files have it."""
    yield text["title"]
    yield text["running"]
    for block in text["blocks"]:
        yield f"\n[{block['key']}] {block['heading']}"
        if "columns" in block:
            yield " / ".join(column["text"] for column in block["columns"])
            yield from (" / ".join(row).rstrip() for row in block["rows"])
        elif "rows" in block:
            yield from (f"{row['label']}: {row['text']}" for row in block["rows"])
        yield from block.get("lines", ())
        yield from block.get("roles", ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_golden(desk: Desk, language: str) -> None:
    filed = Filed(1, "draft", datetime(2026, 1, 10, tzinfo=UTC))
    text = "\n".join(lines(sheet_text(receipt_sheet(desk, second(desk)), filed, language))) + "\n"
    assert text == (GOLDEN / f"import-report.{language}.txt").read_text(encoding="utf-8")


def test_every_line_is_accounted_for(desk: Desk) -> None:
    batch = second(desk)
    sheet = receipt_sheet(desk, batch)
    outcome = next(block for block in sheet.blocks if isinstance(block, Table) and block.key == "outcome")
    lines, *parts = (int(cell.value) for cell in outcome.rows[0] if isinstance(cell, Figure))
    assert (lines, parts) == (4, [1, 1, 1, 1])
    proof = next(block for block in sheet.blocks if isinstance(block, Facts) and block.key == "proof")
    left_out = dict(proof.rows)["left_out"]
    assert isinstance(left_out, Word)
    assert left_out.facts["count"] == Figure(Decimal(2), 0)
    assert list_batches(desk)[0].left_out == 2


def test_the_sheet_is_kept_once_until_it_says_something_else(desk: Desk) -> None:
    batch = second(desk)
    number = draft_receipt(desk, batch)
    assert draft_receipt(desk, batch) == number
    (line,) = list_sheets(desk)
    assert (line.kind, line.period, line.about, line.batch) == ("import-report", "2026-01-10", "成交.csv", "2")
    undo_import(desk, batch)
    assert "undone" in remarks(receipt_sheet(desk, batch))
    assert draft_receipt(desk, batch) == number + 1


def test_it_comes_back_from_the_store_as_it_went(desk: Desk) -> None:
    sheet = receipt_sheet(desk, second(desk))
    assert from_plain(to_plain(sheet)) == sheet


def test_an_unknown_batch_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        draft_receipt(desk, 9)
    assert refused.value.problem.key == "batch_unknown"
    assert not list_sheets(desk)


def test_remarks_say_what_is_not_listed(desk: Desk) -> None:
    assert {"no_held", "unread"} <= remarks(receipt_sheet(desk, take(desk, FIRST).batch or 0))
    take(desk, f"{HEADINGS}\nT9,2026-02-30,氧化镧,10,4500,45000,白\nT10,2026-01-05,氧化镧,10,4500,45000,白\n", "b.csv")
    again = take(desk, f"{HEADINGS}\nT9,2026-02-30,氧化镧,10,4500,45000,白\n", "c.csv")
    assert "no_held" not in remarks(receipt_sheet(desk, again.batch or 0))
    receipt = find_receipt(desk.database.conn, again.batch or 0)
    assert receipt is not None
    many = dataclasses.replace(receipt, lines=900, held=900, held_rows=receipt.held_rows * 900)
    sheet = import_report_sheet(many)
    held = next(block for block in sheet.blocks if isinstance(block, Table) and block.key == "held")
    assert len(held.rows) == MOST_HELD
    assert "held_most" in remarks(sheet)
    assert "held_before" in remarks(import_report_sheet(dataclasses.replace(receipt, held_rows=())))
    lost = dataclasses.replace(receipt, lines=7)
    with pytest.raises(ValueError, match="lost a line"):
        import_report_sheet(lost)


def test_a_batch_from_before_receipts_says_so(desk: Desk) -> None:
    batch = second(desk)
    with writing(desk.database, desk.folder) as connection:
        connection.execute("UPDATE batches SET reading = '{}', notes = '[]', headings = '[]'")
    assert "not_kept" in remarks(receipt_sheet(desk, batch))


def test_signs_that_cannot_be_printed_become_blanks(desk: Desk) -> None:
    receipt = find_receipt(desk.database.conn, second(desk))
    assert receipt is not None
    (line,) = receipt.held_rows
    row = dataclasses.replace(line, row=dataclasses.replace(line.row, cells=("氧\x07化\n镧", "\ud800")))
    sheet = import_report_sheet(dataclasses.replace(receipt, held_rows=(row,)))
    held = next(block for block in sheet.blocks if isinstance(block, Table) and block.key == "held")
    said = held.rows[0][3]
    assert isinstance(said, Text)
    assert said.text == "氧 化 镧 |  "


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("held", [0, 3, 200])
def test_the_paper_has_every_held_line(desk: Desk, language: str, held: int) -> None:
    wrong = [f"T{number},2026-02-30,{'氧化镧' * 9},10,4500,45000,{'W' * 90}" for number in range(100, 100 + held)]
    batch = take(desk, FIRST + "\n".join(wrong), "交" * 60 + ".csv").batch
    pdf = sheet_pdf(desk, draft_receipt(desk, batch or 0), language)
    text = "".join(page_text(pdf, page) for page in range(page_count(pdf)))
    assert all(f"T{number} |" in text for number in range(100, 100 + held))


def test_it_says_at_what_rate_and_of_which_mass(desk: Desk) -> None:
    path = desk.folder / "dollars.csv"
    path.write_text(
        "日期,品名,湿重(吨),水分(%),不含税单价(美元/公斤)\n2026-01-05,碳酸稀土,10,5,4.5\n", encoding="utf-8"
    )
    (result,) = import_files(desk, [path], ImportOptions(rates=read_rates(["usd=7.1@2026-01-05"])))
    text = sheet_text(
        receipt_sheet(desk, result.batch or 0), Filed(1, "draft", datetime(2026, 1, 9, tzinfo=UTC)), "zh_CN"
    )
    said = list(lines(text))
    assert "数量 / 湿重(吨) / 吨，湿基" in said
    assert any(line.startswith("单价 / 不含税单价(美元/公斤) / USD/公斤，不含税") for line in said)
    assert any("usd=7.1@2026-01-05" in line for line in said)


def held_table(desk: Desk, batch: int) -> Table:
    blocks = receipt_sheet(desk, batch).blocks
    return next(block for block in blocks if isinstance(block, Table) and block.key == "held")


def test_it_says_who_settles_a_held_line_and_what_became_of_it(desk: Desk) -> None:
    batch = second(desk)
    (held,) = list_held(desk)
    hand_over(desk, held.id, "李强")
    rows = held_table(desk, batch).rows
    assert [row[4] for row in rows] == [Text("李强"), Text("")]
    number = draft_receipt(desk, batch)
    take(desk, SECOND.replace("T2,2026-01-05", "T7,2026-01-05"), "c.csv", source="交易中心")
    *_, last = held_table(desk, batch).rows
    assert isinstance(last[2], Word)
    assert (last[2].key, last[2].facts["by"]) == ("problem.held_sent_again", Fact("3"))
    assert draft_receipt(desk, batch) == number + 1
    set_aside(desk, list_held(desk)[0].id, "作废")
    *_, last = held_table(desk, 3).rows
    assert isinstance(last[2], Word)
    assert last[2].key == "problem.held_set_aside"
