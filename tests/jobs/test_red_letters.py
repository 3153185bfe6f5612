"""A red-letter invoice takes its original back, once, and gives it back when it is undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.list_trades import list_trades
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.undo_import import undo_import
from tests.jobs.trade_files import sound_desk

HEADINGS = "发票号码,开票日期,品名,数量(吨),不含税单价(元/吨),备注"
ORIGINAL = "26152001,2026-01-07,氧化镧,10,4500,"
OTHER = "26152002,2026-01-08,氧化铈,5,11000,"
RED = "26159999,2026-01-19,氧化镧,-10,4500,被红冲蓝字数电票号码:26152001"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with sound_desk(tmp_path / "desk") as opened:
        yield opened


def take(desk: Desk, *lines: str) -> ImportResult:
    file = desk.folder.parent / "invoices.csv"
    file.write_text("\n".join([HEADINGS, *lines]), encoding="utf-8")
    (result,) = import_files(desk, [file], ImportOptions())
    assert result.refused is None
    return result


def refs(desk: Desk) -> list[str]:
    return sorted(line.ref for line in list_trades(desk))


@pytest.mark.parametrize("lines", [(ORIGINAL, OTHER, RED), (RED, ORIGINAL, OTHER)])
def test_in_one_file_whatever_the_order(desk: Desk, lines: tuple[str, ...]) -> None:
    result = take(desk, *lines)
    assert (result.new, result.held) == (3, 0)
    assert refs(desk) == ["26152002"]
    again = take(desk, *lines)
    assert (again.new, again.same, again.batch) == (0, 3, None)


def test_a_later_file_takes_back_and_its_undo_gives_back(desk: Desk) -> None:
    first = take(desk, ORIGINAL, OTHER)
    second = take(desk, RED)
    assert (second.new, refs(desk)) == (1, ["26152002"])
    assert first.batch is not None
    assert second.batch is not None
    refused = undo_import(desk, first.batch)
    assert (refused.reversed, refused.refused) == (1, 1)
    assert undo_import(desk, second.batch).reversed == 1
    assert refs(desk) == ["26152001"]


@pytest.mark.parametrize(
    "red",
    [
        RED.replace("26152001", "26150000"),
        RED.replace("-10", "-9"),
        RED.replace("氧化镧", "氧化铈"),
        RED.replace("被红冲蓝字数电票号码:26152001", ""),
    ],
)
def test_what_takes_nothing_back_is_held(desk: Desk, red: str) -> None:
    result = take(desk, ORIGINAL, red)
    assert (result.new, result.held) == (1, 1)
    assert {(p.row, p.field) for p in result.problems} == {(3, "quantity")}
    assert refs(desk) == ["26152001"]


def test_a_second_red_letter_finds_nothing_left(desk: Desk) -> None:
    take(desk, ORIGINAL, RED)
    second = take(desk, RED.replace("26159999", "26159998"))
    assert (second.new, second.held) == (0, 1)
