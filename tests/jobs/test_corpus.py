"""Our own corpus of trade files: every file gives what its expectation says, found out by the generator alone."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desk_app.domain.base.problem import Level
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.heading_lines import Row
from desk_app.domain.trade.mapping import find_mapping
from desk_app.domain.trade.rate import read_rates
from desk_app.files.pick import pick_table, read_tables
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.list_trades import list_trades
from desk_app.jobs.open_desk import Desk, open_desk
from tests.data.make_corpus import FOLDER, made

CASES: list[dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
NOT_YET: frozenset[str] = frozenset()
"""Cases that do not pass yet; one that does must leave this set."""


def case_id(case: dict[str, Any]) -> str:
    return "_".join((case["file"], *case["args"], *(["after"] if case.get("after") else [])))


def options(arguments: list[str]) -> ImportOptions:
    pairs = list(zip(arguments[::2], arguments[1::2], strict=True))
    given = dict(pairs)
    return ImportOptions(
        tax=Tax(given["--tax"]) if "--tax" in given else None,
        unit=given.get("--unit"),
        sheet=given.get("--sheet"),
        basis=Basis(given["--basis"]) if "--basis" in given else None,
        rates=read_rates(text for name, text in pairs if name == "--rate"),
    )


def marked(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True)] if case_id(case) in NOT_YET else []
    return pytest.param(case, id=case_id(case), marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    with open_desk(tmp_path / "desk") as desk:
        if case.get("after"):
            import_files(desk, [FOLDER / case["after"]], ImportOptions())
        (result,) = import_files(desk, [FOLDER / case["file"]], options(case["args"]))
        if "refused" in case:
            assert result.refused is not None
            assert result.refused.field == case["refused"]
            assert not list(list_trades(desk))
        else:
            compare(desk, case, result)


def compare(desk: Desk, case: dict[str, Any], result: ImportResult) -> None:
    assert result.refused is None
    assert result.rows == result.new + result.same + result.changed + result.held
    told = {(p.row, p.field) for p in result.problems if p.level is Level.ERROR}
    assert {(p["row"], p["field"]) for p in case["problems"]} <= told
    for count in ("rows", "new", "same", "changed", "held"):
        assert getattr(result, count) == case[count], (count, sorted(told))
    lines = {line.source_row: line for line in list_trades(desk)}
    assert not lines.keys() & set(case.get("gone", ()))
    for want in case["trades"]:
        line = lines[want["row"]]
        assert (line.trade_date.isoformat(), line.product) == (want["trade_date"], want["product"])
        assert line.quantity_t == Decimal(want["quantity_t"])
        assert line.price_ex_vat == Decimal(want["price_yuan_per_t_ex_vat"])
        assert line.price_inc_vat == Decimal(want["price_yuan_per_t_inc_vat"])
        assert want["ref"] in (None, line.ref)


def score(rows: Sequence[Row]) -> int:
    found = find_mapping(rows)
    return found.known if found else 0


def headings_found(case: dict[str, Any]) -> bool:
    path = FOLDER / case["file"]
    table = pick_table(read_tables(path, score), options(case["args"]).sheet, score, path.name)
    found = find_mapping(table.head)
    return found is not None and bool(found.header + 1 == case["header_row"])


def test_the_right_headings_are_found_in_nearly_all() -> None:
    cases = {case["file"]: case for case in CASES if "header_row" in case}
    wrong = [name for name, case in cases.items() if not headings_found(case)]
    assert len(wrong) <= 0.05 * len(cases), wrong


def test_the_corpus_is_as_its_generator_makes_it() -> None:
    files = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    assert files == made()


def test_the_corpus_is_large_enough_and_small() -> None:
    files = [path for path in FOLDER.iterdir() if path.name != "expected.json"]
    assert len(files) >= 66
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 2_000_000


def test_what_is_not_yet_is_a_case() -> None:
    assert {case_id(case) for case in CASES} >= NOT_YET
    assert len({case_id(case) for case in CASES}) == len(CASES)
