"""Rows that wait are put right later, in the store, and their import's counts follow."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.jobs.check_desk import check_desk
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.list_batches import list_batches, list_held
from desk_app.jobs.list_trades import list_trades
from desk_app.jobs.mend_held import mend_held, place_of, set_aside
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.undo_import import undo_import

FILE = """成交单号,成交日期,品名,数量(吨),含税单价(元/吨)
T1,2026-01-05,氧化镨钕,1,610000
T2,2026-02-30,氧化镨钕,?,611000
T3,2026-01-06,氧化镨钕,1,61
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    file = tmp_path / "trades.csv"
    file.write_text(FILE, encoding="utf-8")
    with open_desk(tmp_path / "data") as opened:
        import_files(opened, [file], ImportOptions())
        yield opened
        assert all(finding.wrong == 0 for finding in check_desk(opened))


def counts(desk: Desk) -> tuple[int, int, int]:
    (batch,) = list_batches(desk)
    return batch.rows, batch.new, batch.held


def test_a_row_is_put_right_step_by_step_and_becomes_a_trade_of_its_import(desk: Desk) -> None:
    first = list_held(desk)[0]
    assert place_of(first) == 1
    still = mend_held(desk, first.id, {1: "2026-02-27"})
    assert [problem.field for problem in still.problems] == ["quantity"]
    assert counts(desk) == (3, 1, 2)
    (waiting, _) = list_held(desk)
    assert waiting.row.cells[1] == "2026-02-27"
    assert place_of(waiting) == 3
    assert not mend_held(desk, first.id, {3: "2.5"}).held
    assert counts(desk) == (3, 2, 1)
    assert {line.ref: str(line.quantity_t) for line in list_trades(desk)} == {"T1": "1", "T2": "2.5"}
    with pytest.raises(Refused, match="held_unknown"):
        mend_held(desk, first.id, {3: "3"})


def test_unlikely_figures_are_confirmed(desk: Desk) -> None:
    second = list_held(desk)[1]
    assert mend_held(desk, second.id, {}).held
    assert not mend_held(desk, second.id, {}, confirm=True).held
    assert counts(desk) == (3, 2, 1)


def test_a_row_set_aside_waits_no_more_and_keeps_its_reason(desk: Desk) -> None:
    first, second = list_held(desk)
    with pytest.raises(Refused, match="held_no_reason"):
        set_aside(desk, first.id, " ")
    set_aside(desk, first.id, "重复")
    assert [held.id for held in list_held(desk)] == [second.id]
    kept = desk.database.conn.execute("SELECT state, settled_by FROM held_rows WHERE id = ?", (first.id,)).fetchone()
    assert kept == ("set_aside", "重复")


def test_undoing_the_import_takes_what_was_put_right_too(desk: Desk) -> None:
    mend_held(desk, list_held(desk)[1].id, {4: "612000"})
    (batch,) = list_batches(desk)
    assert undo_import(desk, batch.id).reversed == 2
    assert not list_trades(desk)
    assert not list_held(desk)
