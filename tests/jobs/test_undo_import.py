"""Undo in three buckets: what is reversed, what sheets keep, what later imports have changed; redo its mirror."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.list_batches import list_batches
from desk_app.jobs.list_trades import list_trades
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.redo_import import Redone, redo_import
from desk_app.jobs.undo_import import Undone, undo_import
from desk_app.store.database import writing
from desk_app.store.uses import use_trades
from tests.jobs.trade_files import sound_desk

HEADINGS = "成交单号,日期,品名,数量(吨),含税单价(元/吨),备注"
A = "T1,2026-01-09,氧化镧,10,4500,"
A_CHANGED = "T1,2026-01-09,氧化镧,10,4600,"
B = "T2000,2026-01-09,氧化铈,10,11000,"
C = "T3,2026-01-10,氧化铈,5,11000,"
RED = "T9,2026-01-19,氧化铈,-10,11000,红冲 T2000"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with sound_desk(tmp_path / "desk") as opened:
        yield opened


def take(desk: Desk, *lines: str) -> int:
    file = desk.folder.parent / "trades.csv"
    file.write_text("\n".join([HEADINGS, *lines]), encoding="utf-8")
    (result,) = import_files(desk, [file], ImportOptions())
    assert result.batch is not None
    return result.batch


def live(desk: Desk) -> list[tuple[str, int]]:
    return sorted((line.ref, line.batch) for line in list_trades(desk))


def use(desk: Desk, ref: str, *sheets: str) -> None:
    ids = [line.id for line in list_trades(desk) if line.ref == ref]
    with writing(desk.database, desk.folder) as connection:
        for sheet in (*sheets, *sheets):
            use_trades(connection, ids, sheet)


def undone_at(desk: Desk) -> list[bool]:
    return [batch.undone_at is not None for batch in list_batches(desk)]


def refusal(call: object, *arguments: object) -> tuple[str, dict[str, str]]:
    assert callable(call)
    with pytest.raises(Refused) as refused:
        call(*arguments)
    return refused.value.problem.key, dict(refused.value.problem.facts)


def test_reversed_kept_and_refused_at_once(desk: Desk) -> None:
    first, second = take(desk, A, B, C), take(desk, A_CHANGED)
    use(desk, "T2000", "2026-002", "2026-001")
    assert undo_import(desk, first) == Undone(1, 1, 1, ("2026-001", "2026-002"), (second,))
    assert live(desk) == [("T1", second), ("T2000", first)]
    assert undone_at(desk) == [False, False]
    assert redo_import(desk, first) == Redone(1, 0)
    assert live(desk) == [("T1", second), ("T2000", first), ("T3", first)]


def test_where_nothing_can_be_reversed_the_reason_is_told(desk: Desk) -> None:
    first, second = take(desk, A, B), take(desk, A_CHANGED)
    use(desk, "T2000", "2026-001")
    facts = {"batch": "1", "sheets": "2026-001", "batches": str(second)}
    assert refusal(undo_import, desk, first) == ("batch_kept_and_changed", {**facts, "kept": "1", "refused": "1"})
    undo_import(desk, second)
    assert undo_import(desk, first) == Undone(1, 1, 0, ("2026-001",))
    assert refusal(undo_import, desk, first) == ("batch_kept", {**facts, "count": "1", "batches": ""})


def test_a_version_that_sheets_are_built_on_stays_though_another_counts(desk: Desk) -> None:
    first = take(desk, A, B)
    use(desk, "T1", "2026-001")
    second = take(desk, A_CHANGED)
    assert undo_import(desk, first) == Undone(1, 1, 0, ("2026-001",))
    assert undo_import(desk, second) == Undone(1, 0, 0)
    assert live(desk) == [("T1", first)]


def test_what_a_kept_red_letter_line_took_back_stays_with_it(desk: Desk) -> None:
    batch = take(desk, A, B, RED)
    (red,) = desk.database.conn.execute("SELECT id FROM trades WHERE reverses IS NOT NULL").fetchone()
    with writing(desk.database, desk.folder) as connection:
        use_trades(connection, [red], "2026-001")
    assert undo_import(desk, batch) == Undone(1, 2, 0, ("2026-001",))
    assert live(desk) == []
    assert redo_import(desk, batch) == Redone(1, 0)


def test_what_was_taken_back_and_corrected_since_names_the_batch(desk: Desk) -> None:
    first, red = take(desk, B), take(desk, RED, A)
    later = take(desk, B.replace("11000", "12000"))
    assert live(desk) == [("T1", red), ("T2000", later)]
    assert undo_import(desk, red) == Undone(1, 0, 1, (), (later,))
    assert refusal(undo_import, desk, first)[1]["batches"] == f"{red}, {later}"
    undo_import(desk, later)
    assert live(desk) == []
    assert undo_import(desk, red) == Undone(1, 0, 0)
    assert live(desk) == [("T2000", first)]
    assert redo_import(desk, red) == Redone(1, 0)
    assert live(desk) == []
    assert redo_import(desk, red) == Redone(1, 0)
    assert live(desk) == [("T1", red)]


def test_a_redo_names_what_stands_in_its_way(desk: Desk) -> None:
    first, second = take(desk, A), take(desk, A_CHANGED, B)
    undo_import(desk, second)
    undo_import(desk, first)
    assert redo_import(desk, second) == Redone(1, 1, (first,))
    third = take(desk, A)
    assert refusal(redo_import, desk, first) == ("batch_in_again", {"batch": "1", "count": "1", "batches": str(third)})
    undo_import(desk, third)
    assert redo_import(desk, first) == Redone(1, 0)
    assert redo_import(desk, second) == Redone(1, 0)
    assert live(desk) == [("T1", second), ("T2000", second)]


def test_of_several_trades_with_one_number_the_one_that_says_the_same_is_meant(desk: Desk) -> None:
    take(desk, A, A_CHANGED)
    file = desk.folder.parent / "again.csv"
    file.write_text("\n".join([HEADINGS, A_CHANGED, A]), encoding="utf-8")
    (again,) = import_files(desk, [file], ImportOptions())
    assert (again.same, again.changed, again.batch) == (2, 0, None)
    file.write_text("\n".join([HEADINGS, A.replace("4500", "4700"), A]), encoding="utf-8")
    (other,) = import_files(desk, [file], ImportOptions())
    assert (other.same, other.changed) == (1, 1)
    assert sorted(line.price_stated for line in list_trades(desk)) == [4500, 4700]
