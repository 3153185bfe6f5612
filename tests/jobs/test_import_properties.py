"""What must hold of every import, whatever the lines: order, parts and repeats change nothing, undo takes all back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.list_trades import list_trades
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.undo_import import undo_import
from tests.jobs.trade_files import HEADINGS

FEW = settings(max_examples=15)
Live = Counter[tuple[tuple[str, str], ...]]

days = st.sampled_from(["2026-01-05", "2026-01-06", "2026-01-07"])
products = st.sampled_from(["氧化镨钕", "氧化钕", "金属镨钕"])
tonnes = st.sampled_from(["1", "2", "0.5"])
prices = st.sampled_from(["540000", "550000", "560000"])
unnumbered = st.tuples(st.just(""), days, products, tonnes, prices)
broken = st.tuples(
    st.just(""),
    st.sampled_from(["2026-02-30", "某日"]),
    st.sampled_from(["氧化镨钕", "不知"]),
    st.sampled_from(["1", "-2", "x"]),
    st.sampled_from(["540000", "", "54", "0,012"]),
)
Line = tuple[str, str, str, str, str]


@st.composite
def numbered(draw: st.DrawFn) -> list[Line]:
    """Lines with trade numbers, no number twice."""
    rest = draw(st.lists(st.tuples(days, products, tonnes, prices), min_size=1, max_size=12))
    return [(f"T{number:03d}", *line) for number, line in enumerate(rest)]


goods = st.one_of(st.lists(unnumbered, min_size=1, max_size=12), numbered())


@contextmanager
def empty_desk() -> Iterator[tuple[Desk, Path]]:
    """A desk of its own and a folder for files."""
    with TemporaryDirectory() as name, open_desk(Path(name) / "desk") as desk:
        yield desk, Path(name)


def take(desk: Desk, folder: Path, lines: Sequence[Line], name: str = "trades.csv") -> ImportResult:
    path = folder / name
    path.write_text(HEADINGS + "".join(",".join(line) + "\n" for line in lines), encoding="utf-8")
    (result,) = import_files(desk, [path], ImportOptions())
    assert result.refused is None
    assert result.rows == len(lines) == result.new + result.same + result.changed + result.held
    return result


def live(desk: Desk) -> Live:
    """What counts now: the trades without where they came from and which version they are."""
    apart = {"id", "batch", "source_file", "source_row", "version"}
    lines = (asdict(line).items() for line in list_trades(desk))
    return Counter(tuple((name, _text(value)) for name, value in line if name not in apart) for line in lines)


def _text(value: object) -> str:
    return str(value.normalize()) if isinstance(value, Decimal) else str(value)


@FEW
@given(goods, st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(lines: list[Line], chance: Random) -> None:
    shuffled = list(lines)
    chance.shuffle(shuffled)
    with empty_desk() as (one, folder), empty_desk() as (other, there):
        take(one, folder, lines)
        take(other, there, shuffled)
        assert live(one) == live(other)
        again = take(one, folder, shuffled, "shuffled.csv")
        assert (again.new, again.changed, again.same) == (0, 0, len(lines))


@FEW
@given(numbered(), st.integers(0, 12))
def test_two_parts_give_the_same_as_the_whole(lines: list[Line], cut: int) -> None:
    # with numbers only: of equal lines without one, the second file's would pass for the first file's come again
    parts = [part for part in (lines[:cut], lines[cut:]) if part]
    with empty_desk() as (one, folder), empty_desk() as (other, there):
        take(one, folder, lines)
        for number, part in enumerate(parts):
            take(other, there, part, f"{number}.csv")
        assert live(one) == live(other)


@FEW
@given(numbered(), numbered())
def test_undo_leaves_the_live_trades_as_they_were(before: list[Line], more: list[Line]) -> None:
    with empty_desk() as (desk, folder):
        take(desk, folder, before)
        stood = live(desk)
        result = take(desk, folder, more, "more.csv")
        if result.batch is not None:
            undo_import(desk, result.batch)
        assert live(desk) == stood
        assert take(desk, folder, more, "more.csv").new == result.new


@FEW
@given(goods)
def test_importing_twice_adds_nothing(lines: list[Line]) -> None:
    with empty_desk() as (desk, folder):
        take(desk, folder, lines)
        stood = live(desk)
        again = take(desk, folder, lines)
        assert (again.new, again.changed, again.same) == (0, 0, len(lines))
        assert live(desk) == stood


@FEW
@given(st.lists(st.one_of(unnumbered, broken), min_size=1, max_size=15))
def test_no_line_is_lost(lines: list[Line]) -> None:
    with empty_desk() as (desk, folder):
        result = take(desk, folder, lines)
        wrong = sum(line[1] in {"2026-02-30", "某日"} for line in lines)
        assert result.held == wrong
        assert sum(live(desk).values()) == result.new == len(lines) - wrong
