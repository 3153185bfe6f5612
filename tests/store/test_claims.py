"""A trade that several files hold stands as long as one of their imports does, under the earliest of these."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.jobs.check_desk import check_desk
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.list_batches import list_batches, list_held
from desk_app.jobs.list_trades import list_trades
from desk_app.jobs.mend_held import mend_held
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.redo_import import Redone, redo_import
from desk_app.jobs.undo_import import Undone, undo_import
from tests.jobs.trade_files import sound_desk, take_lines

HEAD = "成交单号,成交日期,品名,数量(吨),含税单价(元/吨),备注"
RED = "T9,2026-01-19,氧化镧,-10,4501,红冲 T1000"


def line(number: int) -> str:
    return f"T{number}000,2026-01-09,氧化镧,10,{4500 + number},"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with sound_desk(tmp_path / "desk") as opened:
        yield opened


def take(desk: Desk, *lines: str) -> ImportResult:
    return take_lines(desk, HEAD, lines)


def live(desk: Desk) -> dict[str, int]:
    """By number, the import that a trade stands under."""
    return {found.ref: found.batch for found in list_trades(desk)}


def state(desk: Desk) -> list[tuple[object, ...]]:
    """Every row of trades and claims."""
    connection = desk.database.conn
    trades = connection.execute("SELECT id, live, batch, source_row, undone FROM trades ORDER BY id").fetchall()
    return trades + connection.execute("SELECT * FROM trade_claims ORDER BY batch, trade").fetchall()


def test_what_a_later_file_holds_too_stays_under_it(desk: Desk) -> None:
    take(desk, line(1), line(2))
    take(desk, line(3), line(2))
    before = state(desk)
    assert undo_import(desk, 1) == Undone(1, 0, 0, passed=1, passed_to=(2,))
    assert live(desk) == {"T2000": 2, "T3000": 2}
    (kept,) = [found for found in list_trades(desk) if found.ref == "T2000"]
    assert kept.source_row == 3
    assert redo_import(desk, 1) == Redone(1, 0)
    assert state(desk) == before


def test_it_goes_with_the_last_import_that_holds_it_and_comes_back_with_any(desk: Desk) -> None:
    take(desk, line(1))
    take(desk, line(1), line(2))
    before = state(desk)
    undo_import(desk, 1)
    undo_import(desk, 2)
    assert live(desk) == {}
    redo_import(desk, 1)
    assert live(desk) == {"T1000": 1}
    redo_import(desk, 2)
    assert live(desk) == {"T1000": 1, "T2000": 2}
    assert [row[:4] for row in state(desk)] == [row[:4] for row in before]


def test_a_version_that_was_changed_since_does_not_bar_the_undo_if_a_later_file_holds_it(desk: Desk) -> None:
    take(desk, line(1))
    take(desk, line(1), line(2))
    third = take(desk, line(1).replace("4501", "4600")).batch
    assert undo_import(desk, 1) == Undone(0, 0, 0, passed=1, passed_to=(2,))
    assert live(desk) == {"T1000": third, "T2000": 2}
    undo_import(desk, third or 0)
    assert live(desk) == {"T1000": 2, "T2000": 2}


def test_a_red_letter_line_that_a_later_file_holds_too_goes_on_taking_back(desk: Desk) -> None:
    take(desk, line(1))
    take(desk, RED, line(2))
    take(desk, RED, line(3))
    assert undo_import(desk, 2) == Undone(1, 0, 0, passed=1, passed_to=(3,))
    assert live(desk) == {"T3000": 3}
    undo_import(desk, 3)
    assert live(desk) == {"T1000": 1}


def test_a_file_with_nothing_of_its_own_is_no_import_and_holds_nothing(desk: Desk) -> None:
    take(desk, line(1), line(2))
    assert take(desk, line(2)).batch is None
    assert undo_import(desk, 1) == Undone(2, 0, 0)


def test_a_line_put_right_late_makes_the_older_import_hold_the_trade(desk: Desk) -> None:
    take(desk, line(1).replace("4501", "45O1"), line(2))
    take(desk, line(3))
    (held,) = list_held(desk)
    take(desk, line(4), line(1).replace("T1000", "").replace("4501", "4501"))
    mend_held(desk, held.id, {0: "", 4: "4501"})
    before = state(desk)
    assert live(desk)[""] == 1
    undo_import(desk, 3)
    assert live(desk)[""] == 1
    redo_import(desk, 3)
    undo_import(desk, 1)
    assert live(desk)[""] == 3
    redo_import(desk, 1)
    assert state(desk) == before


class Model:
    """Which imports hold which trades; `out` by import and number of its undo."""

    def __init__(self) -> None:
        self.trades: dict[tuple[int, int], set[int]] = {}
        self.out: dict[int, dict[int, set[tuple[int, int]]]] = {}

    def standing(self, number: int) -> tuple[int, int] | None:
        return next((trade for trade, by in self.trades.items() if by and trade[1] == number), None)

    def take(self, batch: int, numbers: list[int]) -> None:
        self.out[batch] = {}
        for number in numbers:
            self.trades.setdefault(self.standing(number) or (batch, number), set()).add(batch)

    def undo(self, batch: int) -> None:
        mine = {trade for trade, by in self.trades.items() if batch in by}
        if mine:
            self.out[batch][max(self.out[batch], default=0) + 1] = mine
        for trade in mine:
            self.trades[trade].remove(batch)

    def redo(self, batch: int) -> bool:
        last = max(self.out[batch], default=None)
        coming = self.out[batch].pop(last) if last is not None else set()
        barred = {trade for trade in coming if self.standing(trade[1]) not in (None, trade)}
        for trade in coming - barred:
            self.trades[trade].add(batch)
        if barred:
            self.out[batch].setdefault(0, set()).update(barred)
        return coming != barred

    def live(self) -> dict[str, int]:
        return {f"T{number}000": min(by) for (_, number), by in self.trades.items() if by}


STEPS = st.lists(
    st.one_of(
        st.lists(st.integers(1, 5), min_size=1, max_size=4, unique=True),
        st.tuples(st.sampled_from(["undo", "redo"]), st.integers(0, 5)),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@example([[1], [1, 2], ("undo", 1), [1, 3], ("redo", 2), ("undo", 0), ("undo", 1)])
@example([[1, 2], [2, 3], [3, 1, 4], ("undo", 2), ("undo", 1), ("redo", 2), ("undo", 0), ("redo", 1), ("redo", 0)])
@given(STEPS)
def test_any_sequence_of_imports_undos_and_redos(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[int] | tuple[str, int]]
) -> None:
    with open_desk(tmp_path_factory.mktemp("claims") / "desk") as desk:
        model = Model()
        for step in steps:
            before = state(desk)
            if isinstance(step, list):
                batch = take(desk, *map(line, step)).batch
                if batch is not None:
                    model.take(batch, step)
                else:
                    assert state(desk) == before
            elif known := [found.id for found in list_batches(desk)]:
                _turn(desk, model, step[0], known[step[1] % len(known)], before)
            assert live(desk) == model.live()
            assert all(found.wrong == 0 for found in check_desk(desk))


def _turn(desk: Desk, model: Model, verb: str, batch: int, before: list[tuple[object, ...]]) -> None:
    try:
        if verb == "redo":
            redo_import(desk, batch)
            assert model.redo(batch)
            return
        undo_import(desk, batch)
        model.undo(batch)
        assert live(desk) == model.live()
        if model.out[batch]:
            redo_import(desk, batch)
            assert state(desk) == before
            undo_import(desk, batch)
    except Refused:
        assert state(desk) == before
