"""Trade files as desks really get them, each with what a right import gives."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desk_app.domain.base.problem import Level
from desk_app.domain.base.tax import Tax
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.list_trades import list_trades
from desk_app.jobs.open_desk import Desk, open_desk
from tests.shared import shared_path

FILES = (
    "plain_utf8.csv", "plain_utf8_again.csv", "exchange_gb18030.csv", "wps_two_row_header.xlsx", "semicolon_bom.csv",
    "unicode.txt", "units_by_row.xlsx", "bad_rows.csv", "equal_rows.csv", "formula.xlsx", "tax_not_stated.csv",
    "picture.csv", "empty.csv", "truncated.xlsx", "book.xls",
)  # fmt: skip


def cases(name: str) -> list[dict[str, Any]]:
    found = json.loads(shared_path("data/trades/expected.json").read_text(encoding="utf-8"))
    return [case for case in found if case["file"] == name]


def options(arguments: list[str]) -> ImportOptions:
    given = dict(zip(arguments[::2], arguments[1::2], strict=True))
    return ImportOptions(tax=Tax(given["--tax"]) if "--tax" in given else None)


@pytest.mark.parametrize("name", FILES)
def test_file(name: str, tmp_path: Path) -> None:
    folder = shared_path("data/trades")
    for number, case in enumerate(cases(name)):
        with open_desk(tmp_path / str(number)) as desk:
            if case.get("after"):
                import_files(desk, [folder / case["after"]], ImportOptions())
            (result,) = import_files(desk, [folder / name], options(case["args"]))
            compare(desk, case, result)


def compare(desk: Desk, case: dict[str, Any], result: ImportResult) -> None:
    if "refused" in case:
        assert result.refused is not None
        assert case["refused"] in {"file", result.refused.field}
        return
    assert result.refused is None
    for count in ("rows", "new", "same", "changed", "held"):
        assert getattr(result, count) == case[count], count
    told = {(p.row, p.field) for p in result.problems if p.level is Level.ERROR}
    assert {(p["row"], p["field"]) for p in case["problems"]} <= told
    lines = {line.source_row: line for line in list_trades(desk)}
    for want in case["trades"] or ():
        line = lines[want["row"]]
        assert (line.trade_date.isoformat(), line.product) == (want["trade_date"], want["product"])
        assert line.quantity_t == Decimal(want["quantity_t"])
        assert line.price_ex_vat == Decimal(want["price_yuan_per_t_ex_vat"])
        assert line.price_inc_vat == Decimal(want["price_yuan_per_t_inc_vat"])
        assert want["ref"] in (None, line.ref)
