"""Undo and redo in any order: the store stays whole, and redo right after undo changes nothing."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.jobs.check_desk import check_desk
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.list_batches import list_batches
from desk_app.jobs.list_trades import list_trades
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.redo_import import redo_import
from desk_app.jobs.undo_import import undo_import

HEADINGS = "成交单号,日期,品名,数量(吨),含税单价(元/吨),备注"
LINES = (
    "T1,2026-01-09,氧化镧,10,4500,",
    "T1,2026-01-09,氧化镧,10,4600,",
    "T2,2026-01-09,氧化铈,10,11000,",
    "T9,2026-01-19,氧化铈,-10,11000,红冲 T2000",
    "T2000,2026-01-10,氧化铈,10,11000,",
    "T2000,2026-01-10,氧化铈,10,12000,",
    "T9,2026-01-20,氧化铈,8,11000,",
)


def take(desk: Desk, *lines: str) -> int | None:
    file = desk.folder.parent / "trades.csv"
    file.write_text("\n".join([HEADINGS, *lines]), encoding="utf-8")
    (result,) = import_files(desk, [file], ImportOptions())
    return result.batch


def live(desk: Desk) -> list[tuple[str, int, int]]:
    return sorted((line.ref, line.version, line.batch) for line in list_trades(desk))


def state(desk: Desk) -> list[tuple[int, int]]:
    """Each trade's row and what it counts as."""
    return desk.database.conn.execute("SELECT id, live FROM trades ORDER BY id").fetchall()


def is_whole(desk: Desk) -> bool:
    return all(finding.wrong == 0 for finding in check_desk(desk))


STEPS = st.lists(
    st.one_of(
        st.lists(st.sampled_from(LINES), min_size=1, max_size=3, unique=True),
        st.tuples(st.sampled_from(["undo", "redo"]), st.integers(0, 4)),
    ),
    max_size=8,
)


FIRST, CHANGED = LINES[:2]


@settings(max_examples=60, deadline=None)
@example([[FIRST], [CHANGED, FIRST], ("undo", 0), ("undo", 1), ("redo", 0), ("undo", 0)])
@example([[FIRST, CHANGED], [CHANGED], ("undo", 1), ("undo", 0), ("undo", 1)])
@example([[FIRST, CHANGED], ["T1,2026-01-09,氧化镧,10,4700,"], ("undo", 1), ("undo", 0), ("undo", 1)])
@example([[FIRST, LINES[5]], [LINES[3], FIRST, LINES[6]], [FIRST, LINES[3], LINES[4]]])
@given(STEPS)
def test_any_sequence_leaves_the_desk_whole(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[str] | tuple[str, int]]
) -> None:
    with open_desk(tmp_path_factory.mktemp("redo") / "desk") as desk:
        for step in steps:
            if isinstance(step, list):
                take(desk, *step)
                continue
            known = [batch.id for batch in list_batches(desk)]
            if not known:
                continue
            verb, which = step
            before = state(desk)
            try:
                batch = known[which % len(known)]
                if verb == "redo":
                    redo_import(desk, batch)
                else:
                    undo_import(desk, batch)
                    assert redo_import(desk, batch).refused == 0
                    assert state(desk) == before
                    undo_import(desk, batch)
            except Refused:
                assert state(desk) == before
        assert is_whole(desk)


def test_what_came_in_otherwise_since_is_refused(tmp_path: Path) -> None:
    with open_desk(tmp_path / "desk") as desk:
        first = take(desk, LINES[0], LINES[2])
        assert first is not None
        undo_import(desk, first)
        take(desk, LINES[0])
        done = redo_import(desk, first)
        assert (done.redone, done.refused) == (1, 1)
        assert is_whole(desk)


def test_what_is_not_undone_or_not_there_is_refused(tmp_path: Path) -> None:
    with open_desk(tmp_path / "desk") as desk:
        batch = take(desk, LINES[0])
        assert batch is not None
        for number, key in ((batch, "batch_not_undone"), (99, "batch_unknown")):
            with pytest.raises(Refused) as refused:
                redo_import(desk, number)
            assert refused.value.problem.key == key
