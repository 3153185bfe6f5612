"""A line that waits, and that a later file brings again, still faulty, waits once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.jobs.check_desk import check_desk
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.list_batches import became_of, list_batches, list_held, list_settled
from desk_app.jobs.list_trades import list_trades
from desk_app.jobs.mend_held import hand_over, mend_held, set_aside
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.redo_import import redo_import
from desk_app.jobs.undo_import import undo_import
from tests.jobs.trade_files import NOTHING, sound_desk, take_lines

HEAD = "成交单号,成交日期,品名,数量(吨),含税单价(元/吨),买方"
GOOD = "T9,2026-01-05,氧化镧,10,4500,甲"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with sound_desk(tmp_path / "data") as opened:
        yield opened


def take(desk: Desk, *lines: str, head: str = HEAD, options: ImportOptions = NOTHING) -> ImportResult:
    return take_lines(desk, head, lines, options)


def waiting(desk: Desk) -> list[tuple[int, int]]:
    return [(held.batch, held.row.source_row) for held in list_held(desk)]


def became(desk: Desk) -> list[tuple[int, str, str]]:
    """Batch, state and by what, of every row that waits no more."""
    return [(held.batch, held.settled.state, held.settled.by) for held in list_settled(desk) if held.settled]


@pytest.mark.parametrize(
    "again",
    [
        "T2,2026-01-05,氧化镧,10,46OO,甲",  # the very line
        "T2,2026-01-06,氧化镧,11,4#00,乙",  # its number
    ],
)
def test_it_waits_with_the_newer_file_and_the_older_says_so(desk: Desk, again: str) -> None:
    take(desk, "T2,2026-01-05,氧化镧,10,46OO,甲")
    second = take(desk, GOOD, again)
    assert (second.new, second.held) == (1, 1)
    (told,) = [problem for problem in second.problems if problem.key == "held_sent_in_again"]
    assert dict(told.facts) == {"count": "1", "batches": "1"}
    assert waiting(desk) == [(2, 3)]
    assert became(desk) == [(1, "sent_again", "2")]
    assert became_of(list_settled(desk)[0]).key == "held_sent_again"
    assert [(batch.rows, batch.held) for batch in list_batches(desk)] == [(2, 1), (1, 1)]
    undo_import(desk, 2)
    assert (waiting(desk), became(desk)) == ([(1, 2)], [])
    redo_import(desk, 2)
    assert waiting(desk) == [(2, 3)]


def test_without_a_number_the_one_faulty_cell_must_be_the_same(desk: Desk) -> None:
    take(desk, ",2026-01-05,氧化镧,10,46OO,甲", ",2026-01-05,氧化镧,12,46OO,甲")
    take(desk, ",2026-01-05,氧化镧,1O,4600,甲", ",2026-01-05,氧化镧,12,4?00,甲")
    assert waiting(desk) == [(1, 2), (2, 2), (2, 3)]


def test_equal_lines_are_as_many_lines(desk: Desk) -> None:
    line = ",2026-01-05,氧化镧,10,?,甲"
    take(desk, line, line, line)
    take(desk, GOOD, line, line)
    assert waiting(desk) == [(1, 4), (2, 3), (2, 4)]


def test_what_nobody_can_read_is_known_by_its_very_cells_only(desk: Desk) -> None:
    take(desk, "?,?,?,?,?,?", "T2,?,?,?,?,?")
    take(desk, GOOD, "?,?,?,?,?,?", "T2,!,!,?,?,?")
    assert waiting(desk) == [(1, 3), (2, 3), (2, 4)]


def test_another_source_holds_its_own(desk: Desk) -> None:
    take(desk, "T2,2026-01-05,氧化镧,10,46OO,甲")
    take(desk, "T2,2026-01-05,氧化镧,10,46OO,甲", options=ImportOptions(source="丙"))
    assert waiting(desk) == [(1, 2), (2, 2)]


def test_whoever_it_was_handed_to_goes_on_settling_it(desk: Desk) -> None:
    take(
        desk, "T2,2026-01-05,氧化镧,10,46OO,甲", "T3,2026-01-05,氧化镧,10,46OO,甲", options=ImportOptions(owner="王敏")
    )
    hand_over(desk, 1, "李强")
    take(
        desk,
        "T2,2026-01-05,氧化镧,10,4?00,甲",
        "T3,2026-01-05,氧化镧,10,4?00,甲",
        options=ImportOptions(owner="张华"),
    )
    assert [held.owner for held in list_held(desk)] == ["李强", "张华"]


def test_what_was_set_aside_stays_so_whatever_is_undone(desk: Desk) -> None:
    take(desk, "T2,2026-01-05,氧化镧,10,46OO,甲")
    take(desk, GOOD, "T2,2026-01-05,氧化镧,10,46OO,甲")
    set_aside(desk, list_held(desk)[0].id, "作废")
    undo_import(desk, 2)
    assert (waiting(desk), became(desk)) == ([], [(1, "set_aside", "作废")])
    take(desk, "T2,2026-01-05,氧化镧,10,4?00,甲")
    assert waiting(desk) == [(3, 2)]


def test_what_came_right_stays_so_when_the_newer_file_is_undone(desk: Desk) -> None:
    take(desk, "T2,2026-01-05,氧化镧,10,46OO,甲")
    take(desk, GOOD, "T2,2026-01-05,氧化镧,10,46OO,甲")
    take(desk, "T2,2026-01-05,氧化镧,10,4600,甲")
    undo_import(desk, 2)
    assert (waiting(desk), became(desk)) == ([], [(1, "came_right", "3")])
    undo_import(desk, 3)
    assert waiting(desk) == [(1, 2)]


FAULTS = ("46OO", "4#00")


def line(number: int, fault: int) -> str:
    """In good order where `fault` is 2."""
    return f"T{number},2026-01-05,氧化镧,10,{(*FAULTS, '4600')[fault]},甲"


STEPS = st.lists(
    st.one_of(
        st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2)), min_size=1, max_size=3, unique_by=lambda one: one[0]),
        st.tuples(st.sampled_from(["undo", "redo", "mend"]), st.integers(0, 4)),
    ),
    max_size=10,
)


@settings(max_examples=80, deadline=None)
@example([[(1, 0)], [(1, 2)], [(1, 1)], ("undo", 1), ("undo", 0)])
@example([[(1, 0)], ("undo", 0), [(1, 1)], ("redo", 1), ("mend", 0), ("undo", 0)])
@example([[(1, 0)], [(1, 1)], ("undo", 0), ("mend", 0), ("redo", 0), ("undo", 1), ("mend", 0), ("redo", 1)])
@example([[(1, 0), (2, 1)], ("mend", 0), ("undo", 0), [(1, 0), (2, 1)], ("redo", 1)])
@example([[(1, 0), (2, 0)], [(1, 0), (2, 1)], ("mend", 0), [(1, 0)], [(1, 1)], ("undo", 2)])
@given(STEPS)
def test_any_sequence_of_imports_undos_redos_and_mending(
    tmp_path_factory: pytest.TempPathFactory, steps: Sequence[list[tuple[int, int]] | tuple[str, int]]
) -> None:
    with open_desk(tmp_path_factory.mktemp("again") / "desk") as desk:
        for step in steps:
            if isinstance(step, list):
                take(desk, *(line(*one) for one in step))
            else:
                _turn(desk, *step)
            _is_whole(desk)


def _turn(desk: Desk, verb: str, which: int) -> None:
    known, held = [batch.id for batch in list_batches(desk)], list_held(desk)
    if verb == "mend" and held:
        mend_held(desk, held[which % len(held)].id, {4: "4600"})
    if verb == "mend" or not known:
        return
    batch = known[which % len(known)]
    before = waiting(desk), became(desk)
    try:
        if verb == "redo":
            redo_import(desk, batch)
            return
        undo_import(desk, batch)
        redo_import(desk, batch)
        assert (waiting(desk), became(desk)) == before
        undo_import(desk, batch)
    except Refused:
        assert (waiting(desk), became(desk)) == before


def _is_whole(desk: Desk) -> None:
    """No line waits twice; none that a standing import holds is lost; each import's lines add up."""
    assert all(found.wrong == 0 for found in check_desk(desk))
    held, settled = list_held(desk), list_settled(desk)
    waits = Counter(one.row.cells[0] for one in held)
    assert not [number for number, count in waits.items() if count > 1]
    trades = {trade.ref for trade in list_trades(desk)}
    assert {one.row.cells[0] for one in settled} <= waits.keys() | trades
    standing = [batch.id for batch in list_batches(desk) if batch.undone_at is None]
    marks = ",".join("?" * len(standing))
    rows = desk.database.conn.execute(f"SELECT count(*) FROM held_rows WHERE batch IN ({marks})", standing)
    assert rows.fetchone()[0] == len(held) + len(settled)
