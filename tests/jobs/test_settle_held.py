"""A held line that a later file brings in good order waits no more, for as long as that import stands."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.jobs.check_desk import check_desk
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.list_batches import list_batches, list_held, list_settled
from desk_app.jobs.list_trades import list_trades
from desk_app.jobs.mend_held import mend_held, set_aside
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.redo_import import redo_import
from desk_app.jobs.undo_import import undo_import
from tests.jobs.trade_files import NOTHING, sound_desk, take_lines

HEAD = "成交单号,成交日期,品名,数量(吨),含税单价(元/吨),买方"
CONTRACTS = HEAD.replace("成交单号", "合同号")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with sound_desk(tmp_path / "data") as opened:
        yield opened


def take(desk: Desk, *lines: str, head: str = HEAD, options: ImportOptions = NOTHING) -> ImportResult:
    return take_lines(desk, head, lines, options)


def waiting(desk: Desk) -> list[tuple[int, int]]:
    """Batch and line of every row that waits."""
    return [(held.batch, held.row.source_row) for held in list_held(desk)]


GOOD = "T1,2026-01-05,氧化镧,10,4500,甲"


def test_a_line_with_a_number_comes_right_by_it_whatever_was_wrong(desk: Desk) -> None:
    take(desk, GOOD, "T2,2026-01-50,氧化镧,1O,46OO,甲")
    later = take(desk, GOOD, "T2,2026-01-05,氧化镧,10,4600,乙")
    assert (later.same, later.new, later.held) == (1, 1, 0)
    assert [problem.key for problem in later.problems] == ["held_brought_right"]
    assert not list_held(desk)
    (settled,) = list_settled(desk)
    assert settled.settled is not None
    (trade,) = [line for line in list_trades(desk) if line.ref == "T2"]
    assert (settled.settled.state, settled.settled.by, settled.settled.trade) == ("came_right", "2", trade.id)


def test_it_waits_again_while_that_import_is_undone(desk: Desk) -> None:
    take(desk, "T2,2026-01-05,氧化镧,10,46OO,甲")
    take(desk, "T2,2026-01-05,氧化镧,10,4600,甲")
    undo_import(desk, 2)
    assert waiting(desk) == [(1, 2)]
    assert not list_settled(desk)
    redo_import(desk, 2)
    assert not waiting(desk)
    undo_import(desk, 2)
    third = take(desk, "T2,2026-01-05,氧化镧,10,4600,甲")
    (settled,) = list_settled(desk)
    assert settled.settled is not None
    assert settled.settled.by == str(third.batch)


def test_a_changed_trade_brings_a_line_right_only_if_it_agrees(desk: Desk) -> None:
    take(desk, GOOD)
    take(desk, "T1,2026-01-05,氧化镧,10,46OO,甲")
    take(desk, "T1,2026-01-05,氧化镧,11,4600,甲")
    assert waiting(desk) == [(2, 2)]
    take(desk, "T1,2026-01-05,氧化镧,10,4600,甲")
    assert not waiting(desk)


def test_what_changes_another_line_of_the_same_import_is_not_the_one_that_waits(desk: Desk) -> None:
    take(desk, GOOD, GOOD.replace("4500", "46OO"))
    changed = take(desk, GOOD.replace("4500", "4600"))
    assert changed.changed == 1
    assert waiting(desk) == [(1, 3)]


@pytest.mark.parametrize("head", [HEAD, CONTRACTS])
def test_without_a_number_of_its_own_all_but_the_faulty_cell_must_agree(desk: Desk, head: str) -> None:
    number = "" if head is HEAD else "C1"
    take(desk, f"{number},2026-01-05,氧化镧,10,46OO,甲", f"{number},2026-01-06,氧化镧,?,46OO,甲", head=head)
    take(desk, f"{number},2026-01-05,氧化镧,10,4600,乙", f"{number},2026-01-06,氧化镧,10,4600,甲", head=head)
    assert waiting(desk) == [(1, 2), (1, 3)]
    take(desk, f"{number},2026-01-05,氧化镧,10,4600,甲", head=head)
    assert waiting(desk) == [(1, 3)]


def test_where_several_fit_only_the_same_line_of_the_sheet_is_it(desk: Desk) -> None:
    take(desk, GOOD, *[",2026-01-05,氧化铈,10,?,甲"] * 2)
    take(desk, ",2026-01-05,氧化铈,10,11000,甲", *[",2026-01-05,氧化铈,10,12000,甲"] * 1)
    assert waiting(desk) == [(1, 2 + 2)]
    trades = {line.id: line.source_row for line in list_trades(desk)}
    assert [(s.row.source_row, trades[s.settled.trade or 0]) for s in list_settled(desk) if s.settled] == [(3, 3)]


def test_a_line_that_is_held_again_has_not_come_right(desk: Desk) -> None:
    line = "T2,2026-01-05,氧化镧,10,46OO,甲"
    take(desk, line)
    take(desk, GOOD, line, "T2,2026-01-05,氧化镧,3,4600,甲")
    assert waiting(desk) == [(2, 3)]
    take(desk, "T2,2026-01-07,氧化镧,10,4600,甲")
    assert not [at for at in waiting(desk) if at[0] == 3]


def test_another_source_settles_nothing(desk: Desk) -> None:
    take(desk, "T2,2026-01-05,氧化镧,10,46OO,甲")
    take(desk, "T2,2026-01-05,氧化镧,10,4600,甲", options=ImportOptions(source="丙"))
    assert waiting(desk) == [(1, 2)]


def test_what_was_settled_by_hand_stays_as_it_is(desk: Desk) -> None:
    take(desk, "T2,2026-01-05,氧化镧,10,46OO,甲", "T3,2026-01-05,氧化镧,10,46OO,甲")
    set_aside(desk, 1, "重复")
    mend_held(desk, 2, {4: "4600"})
    later = take(desk, "T2,2026-01-05,氧化镧,10,4600,甲", "T3,2026-01-05,氧化镧,10,4600,甲")
    assert (later.new, later.same, later.problems) == (1, 1, ())
    assert [held.settled.state for held in list_settled(desk) if held.settled] == ["set_aside", "fixed"]


def test_a_row_of_a_later_import_that_is_mended_settles_the_earlier_one(desk: Desk) -> None:
    take(desk, "T2,2026-01-05,氧化镧,10,46OO,甲")
    take(desk, GOOD, "T2,2026-01-05,氧化镧,10,4#00,甲")
    assert waiting(desk) == [(2, 3)]
    mend_held(desk, 2, {4: "4600"})
    assert not waiting(desk)
    undo_import(desk, 2)
    assert waiting(desk) == [(1, 2)]


def test_a_red_letter_line_and_its_original_are_told_apart(desk: Desk) -> None:
    red, original = "T9001,2026-01-09,氧化镧,-10,4500,红冲 T9001", "T9001,2026-01-05,氧化镧,10,4500,甲"
    take(desk, red)
    assert waiting(desk) == [(1, 2)]
    take(desk, GOOD, original)
    assert waiting(desk) == [(1, 2)]
    take(desk, GOOD, original, red)
    assert not waiting(desk)


def test_the_same_bytes_read_otherwise_hold_each_line_once(desk: Desk) -> None:
    lines = ("T1,2026-01-05,氧化镧,10,0.45,甲", "T2,2026-01-05,氧化铈,10,?,甲")
    head = HEAD.replace("(元/吨)", "")
    first = take(desk, *lines, head=head, options=ImportOptions(unit="yuan/t"))
    assert first.held == 2
    second = take(desk, *lines, head=head, options=ImportOptions(unit="wan/t"))
    assert (second.new, second.held) == (1, 1)
    assert waiting(desk) == [(2, 3)]
    undo_import(desk, 1)
    assert waiting(desk) == [(2, 3)]
    redo_import(desk, 1)
    undo_import(desk, 2)
    assert waiting(desk) == [(1, 2), (1, 3)]
    redo_import(desk, 2)
    assert waiting(desk) == [(2, 3)]
    mend_held(desk, list_held(desk)[0].id, {4: "1.1"})
    assert not waiting(desk)
    undo_import(desk, 2)
    assert waiting(desk) == [(1, 2), (1, 3)]


Bad = st.sampled_from(
    ["T{n},2026-01-5x,氧化镧,{q},4600,甲", "T{n},2026-01-05,不知,{q},4600,甲", "T{n},2026-01-05,氧化镧,{q},,甲"]
)
TRADE = "T{n},2026-01-05,氧化镧,{q},4600,甲"


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 6), st.booleans(), Bad), min_size=1, max_size=6), st.data())
def test_every_line_is_a_trade_or_waits_whatever_is_undone(
    drawn: Sequence[tuple[int, bool, str]], data: st.DataObject
) -> None:
    lines = [(n, str(at + 1), ok, bad) for at, (n, ok, bad) in enumerate(drawn)]
    faulty = [(TRADE if ok else bad).format(n=n, q=q) for n, q, ok, bad in lines]
    right = [TRADE.format(n=n, q=q) for n, q, _, _ in lines]
    with TemporaryDirectory() as folder, open_desk(Path(folder) / "desk") as desk:

        def counted() -> int:
            return len(list_trades(desk)) + len(list_held(desk))

        first = take(desk, *faulty)
        assert counted() == len(lines)
        second = take(desk, *right)
        assert len(list_trades(desk)) == len(lines)
        unsettled = len(list_held(desk))
        assert unsettled + len(list_settled(desk)) == first.held
        if first.held == 0:
            return
        assert second.batch is not None
        stood = waiting(desk)
        for _ in range(data.draw(st.integers(1, 3))):
            undo_import(desk, second.batch)
            assert counted() == len(lines)
            redo_import(desk, second.batch)
            assert waiting(desk) == stood
            assert len(list_trades(desk)) == len(lines)
        assert all(batch.rows == batch.new + batch.same + batch.changed + batch.held for batch in list_batches(desk))
        assert all(finding.wrong == 0 for finding in check_desk(desk))
