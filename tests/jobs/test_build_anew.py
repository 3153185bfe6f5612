"""A build of what has changed leaves the desk as a build of everything would, whatever came, went or was said."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.base.period import Every
from desk_app.domain.base.problem import Refused
from desk_app.domain.index.fate import Fate
from desk_app.jobs.build_index import build_index
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.list_batches import list_batches
from desk_app.jobs.list_trades import list_trades
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.publish_index import publish_index
from desk_app.jobs.redo_import import redo_import
from desk_app.jobs.set_index import judge_trade, take_rules
from desk_app.jobs.undo_import import undo_import
from desk_app.store import dirty
from desk_app.store.database import Connection, writing

START, TODAY = date(2026, 3, 2), date(2026, 5, 29)
PRODUCTS = {"氧化镨钕": 600_000, "氧化镧": 4_500, "氧化铽": 6_000_000}
PAIRS = (",", "甲,乙", "丙,乙", "甲,丁")
HEADINGS = "成交编号,成交日期,品名,数量(吨),不含税单价(元/吨),买方,卖方\n"
Line = tuple[int, int, str, int, float, int]


def text(line: Line) -> str:
    number, days, product, mass, factor, pair = line
    day, price = START + timedelta(days=days), round(PRODUCTS[product] * factor)
    return f"T{number:03d},{day},{product},{mass},{price},{PAIRS[pair]}\n"


def take(desk: Desk, lines: Sequence[Line], folder: Path) -> None:
    path = folder / "trades.csv"
    path.write_text(HEADINGS + "".join(map(text, lines)), encoding="utf-8")
    import_files(desk, [path], ImportOptions(confirmed=frozenset(range(len(lines) + 2))))


def do(desk: Desk, step: tuple[Any, ...], folder: Path) -> None:
    """One step; what the desk refuses changes nothing."""
    name, *said = step
    batches, trades = [one.id for one in list_batches(desk)], list_trades(desk)
    try:
        if name == "take":
            take(desk, said[0], folder)
        elif name == "judge" and trades:
            fate = {0: None, 1: Fate.INCLUDED, 2: Fate.EXCLUDED}[said[1]]
            judge_trade(desk, trades[said[0] % len(trades)].id, fate, "why", "who")
        elif name == "rules":
            take_rules(desk, said[0], "who")
        elif name == "publish":
            publish_index(desk, [], Every(said[0]), None, "who", TODAY)
        elif name in {"undo", "redo"} and batches:
            {"undo": undo_import, "redo": redo_import}[name](desk, batches[said[0] % len(batches)])
    except Refused:
        return


RULES: list[dict[str, Any]] = [{}, {"party_cap": 0.25}, {"party_cap": 0.4, "source_factor": {"": 0.5}}]
factors = st.sampled_from([1.0, 1.0, 1.004, 0.99, 1.03, 0.97, 1.3, 1.31, 0.7])
days = st.one_of(st.integers(0, 12), st.integers(0, 88))
line = st.tuples(st.integers(1, 99), days, st.sampled_from(list(PRODUCTS)), st.integers(1, 3), factors,
                 st.integers(0, 3))  # fmt: skip
taken = st.tuples(st.just("take"), st.lists(line, min_size=1, max_size=30, unique_by=lambda one: one[0]))
which = st.integers(0, 99)
steps = st.one_of(
    taken,
    taken,
    st.tuples(st.sampled_from(["undo", "redo"]), which),
    st.tuples(st.just("judge"), which, st.integers(0, 2)),
    st.tuples(
        st.just("rules"), st.sampled_from([{}, {"party_cap": 0.25}, {"party_cap": 0.4, "source_factor": {"": 0.5}}])
    ),
    st.tuples(st.just("publish"), st.sampled_from([every.value for every in Every])),
)


def tables(connection: Connection) -> list[object]:
    """Product days, fates by what the trades say, and the newest rows of every series; to the last bit."""
    product_days = connection.execute("SELECT * FROM product_days ORDER BY product, day").fetchall()
    said = "t.key, t.content, t.live, f.product, f.day, f.fate, f.released_on"
    fates = connection.execute(f"SELECT {said} FROM trade_fates f JOIN trades t ON t.id = f.trade").fetchall()
    newest = "SELECT *, max(vintage) FROM index_values GROUP BY code, every, period ORDER BY code, every, period"
    return [product_days, Counter(fates), connection.execute(newest).fetchall()]


def built_anew(desk: Desk, folder: Path) -> list[object]:
    """What a copy of the desk says after everything was built again; none of its values may be another."""
    folder.mkdir()
    desk.database.execute("VACUUM INTO ?", [str(folder / "desk.sqlite")])
    with open_desk(folder) as copy:
        with writing(copy.database, copy.folder) as connection:
            dirty.mark(connection, [dirty.EVERYTHING])
            connection.execute("DELETE FROM series_digests")
        assert build_index(copy, today=TODAY).vintage is None
        return tables(copy.database.conn)


@settings(max_examples=10)
@given(taken, st.lists(steps, min_size=2, max_size=6))
def test_a_build_of_what_changed_is_a_build_of_everything(first: tuple[Any, ...], more: list[tuple[Any, ...]]) -> None:
    with TemporaryDirectory() as name, open_desk(Path(name) / "desk") as desk:
        for number, step in enumerate([first, *more]):
            do(desk, step, Path(name))
            build_index(desk, today=TODAY)
            assert tables(desk.database.conn) == built_anew(desk, Path(name) / str(number))
