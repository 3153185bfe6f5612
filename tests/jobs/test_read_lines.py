"""A long file is read by another process, with the same result; whatever becomes of that process."""

import marshal
import multiprocessing
import os
import pickle
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.product.catalogue import Catalogue, catalogue_from
from desk_app.domain.trade.build import HeldRow, LeftOut
from desk_app.jobs import read_lines as module
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.load_products import own_entries
from desk_app.jobs.progress import Cancelled
from desk_app.jobs.read_lines import Lines, read_lines
from desk_app.jobs.read_trade_file import TradeFile, read_trade_file

CATALOGUE = catalogue_from(own_entries(), ())
HEAD = "成交单号,成交日期,品名,数量(吨),含税单价(元/吨),备注"
ROOMY = "一" * 400  # so that few lines make several blocks
LINES = [f"T{n},2026-01-{1 + n % 28:02d},氧化镨钕,{1 + n % 9},{610000 + n},{ROOMY}" for n in range(4_000)]
ODD = ["T9,2026-01-05,空气,1,610000,", "合计,,,5,,"]


def file_of(folder: Path, *lines: str) -> TradeFile:
    file = folder / "trades.csv"
    file.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return read_trade_file(file, ImportOptions())


def lines_of(read: TradeFile) -> list[Lines]:
    return list(read_lines(read, CATALOGUE, ImportOptions(), lambda: None))


def read_here(monkeypatch: pytest.MonkeyPatch, read: TradeFile) -> list[Lines]:
    with monkeypatch.context() as context:
        context.setattr(module, "LONG", 10**9)
        return lines_of(read)


@pytest.fixture(autouse=True)
def every_file_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONG", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def test_the_other_process_says_what_this_one_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = file_of(tmp_path, *LINES, *ODD, *LINES[:10])
    expected = read_here(monkeypatch, read)
    monkeypatch.setattr(module, "_here", lambda *_: pytest.fail("read here"))
    found = lines_of(read)
    assert found == expected
    assert len(found) > 1
    assert sum(lines for lines, _ in found) == 4_012
    assert [type(other) for _, block in found for other in block.others] == [HeldRow, LeftOut]
    assert not multiprocessing.active_children()


def first_block_only(its: Connection, read: TradeFile, catalogue: Catalogue, options: ImportOptions) -> None:
    lines, found = next(module._here(read, catalogue, options))
    its.send_bytes(marshal.dumps((lines, found.records, pickle.dumps(found.others))))
    os._exit(1)


def nothing_ever(*_: object) -> None:
    time.sleep(60)


@pytest.mark.parametrize("work", [first_block_only, nothing_ever])
def test_where_it_stops_this_one_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: Any) -> None:
    read = file_of(tmp_path, *LINES, *ODD)
    expected = read_here(monkeypatch, read)
    monkeypatch.setattr(module, "_work", work)
    monkeypatch.setattr(module, "_PATIENCE", 5.0 if work is first_block_only else 0.0)
    assert lines_of(read) == expected
    assert not multiprocessing.active_children()


def test_what_the_file_is_refused_for_is_said_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = file_of(tmp_path, *LINES)
    file_of(tmp_path, *LINES, *ODD)
    monkeypatch.setattr(module, "_here", lambda *_: pytest.fail("read twice"))
    with pytest.raises(Refused) as refused:
        lines_of(read)
    assert refused.value.problem.key == "file_changed_meanwhile"


def test_whoever_waits_can_stop(tmp_path: Path) -> None:
    asked = []

    def ask() -> None:
        asked.append(multiprocessing.active_children())
        raise Cancelled

    with pytest.raises(Cancelled):
        list(read_lines(file_of(tmp_path, *LINES), CATALOGUE, ImportOptions(), ask))
    assert [len(children) for children in asked] == [1]
    assert not multiprocessing.active_children()
