"""Only the days that changed are added up again, and the tables are what they would be if all had been."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.domain.index.fate import Fate
from desk_app.domain.index.methodology import METHOD
from desk_app.domain.index.rules import NO_RULES, Rules
from desk_app.domain.trade.record import Record
from desk_app.jobs import add_up_days as add_up
from desk_app.jobs.add_up_days import Ground, add_up_all, add_up_days
from desk_app.jobs.progress import SILENT
from desk_app.store import batches, dirty, index_settings, product_days, redo, undo
from desk_app.store.database import Connection, open_connections
from desk_app.store.write_trades import TradeWriter

START = date(2026, 1, 1)
Line = tuple[int, int, float, int, int]
"""Number, days from the start, price factor, tonnes (which say the grade as well), pair of parties."""

GRADES = {1: "99%", 2: "", 3: "REO 99.5%"}
PAIRS = [("", ""), ("甲", "乙"), ("丙", "乙"), ("甲", ""), ("house", "home")]


@dataclass
class Book:
    """A connection, and what was done over it."""

    connection: Connection
    rules: Rules = NO_RULES
    today: int = (START + timedelta(days=50)).toordinal()
    taken: list[int] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)

    def take(self, source: int, lines: Sequence[Line]) -> None:
        name = ("", "platform")[source]
        values = dict.fromkeys(("rows", "new", "same", "changed", "held"), 0)
        values |= {"source": name, "file": "", "file_hash": "", "imported_at": ""}  # type: ignore[dict-item]
        batch = batches.add_batch(self.connection, values)
        writer = TradeWriter(self.connection, batch, name, shared_numbers=False)
        writer.add([record(at, line) for at, line in enumerate(lines, 2)])
        writer.finish()
        self.taken.append(batch)

    def undo(self, which: int) -> None:
        if self.taken and (batch := self.taken[which % len(self.taken)]) not in self.undone:
            undo.undo_batch(self.connection, batch)
            self.undone.add(batch)

    def redo(self, which: int) -> None:
        if self.undone:
            batch = sorted(self.undone)[which % len(self.undone)]
            redo.redo_batch(self.connection, batch)
            self.undone.discard(batch)

    def judge(self, which: int, fate: int) -> None:
        live = self.connection.execute("SELECT id FROM trades WHERE live = 1 ORDER BY id")
        if rows := live.fetchall():
            (trade,) = rows[which % len(rows)]
            if fate:
                day = index_settings.save_verdict(self.connection, trade, fate, "why", "who", "")
            else:
                day = index_settings.leave_to_screen(self.connection, trade, "")
            dirty.mark(self.connection, [day] if day else [])

    def wait(self, days: int, _: int) -> None:
        self.today += days

    def add_up(self, *, everything: bool = False) -> None:
        ground = Ground(METHOD, self.rules, product_days.verdicts(self.connection), self.today)
        today = date.fromordinal(self.today).isoformat()
        dirty.mark(self.connection, product_days.future_days(self.connection, today))
        if everything or dirty.is_everything(self.connection):
            add_up_all(self.connection, ground, SILENT)
        else:
            add_up_days(self.connection, dirty.dirty_days(self.connection), ground)
        dirty.clear(self.connection)

    def tables(self) -> tuple[list[tuple[Any, ...]], Counter[tuple[Any, ...]]]:
        """The product-day table as it is, and the fates by what the trades say."""
        rows = self.connection.execute("SELECT * FROM product_days ORDER BY product, day").fetchall()
        said = "t.product, t.trade_date, t.price_ex, t.quantity_t, t.buyer, t.seller, f.day, f.fate, f.released_on"
        told = self.connection.execute(f"SELECT {said}, t.live FROM trade_fates f JOIN trades t ON t.id = f.trade")
        return rows, Counter(told.fetchall())


def record(line: int, said: Line) -> Record:
    number, days, factor, mass, pair = said
    price = round(1_000_000_000 * factor)
    content = repr(said).encode()[-16:]
    day, grade = (START + timedelta(days=days)).isoformat(), GRADES[mass]
    texts = (day, "la_oxide", grade, str(mass), str(price), "yuan/t", "excl", "13")
    return (content, line, *texts, price, price, price * mass, f"T{number}", *PAIRS[pair], "", None)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    connections = open_connections(tmp_path_factory.mktemp("desk"))
    yield connections.here().conn
    connections.close()


def lines(last: int) -> st.SearchStrategy[list[Line]]:
    factor = st.sampled_from([1.0, 1.0, 1.004, 0.99, 1.03, 0.95, 1.12, 1.13, 1.14, 0.7, 0.71, 100.0, 0.01])
    one = st.tuples(st.integers(1, 60), st.integers(0, last), factor, st.integers(1, 3), st.integers(0, 4))
    return st.lists(one, min_size=1, max_size=25)


def steps(last: int) -> st.SearchStrategy[list[tuple[Any, ...]]]:
    take = st.tuples(st.just("take"), st.integers(0, 1), lines(last))
    which = st.integers(0, 99)
    undone = st.tuples(st.sampled_from(["undo", "redo"]), which)
    judged = st.tuples(st.just("judge"), which, st.sampled_from([0, int(Fate.INCLUDED), int(Fate.EXCLUDED)]))
    waited = st.tuples(st.just("wait"), st.integers(1, 20), st.just(0))
    return st.lists(st.one_of(take, take, undone, judged, waited), min_size=2, max_size=10)


HOUSE = Rules(house=frozenset({"house", "home"}), platforms=frozenset({"platform"}))
CAP = replace(HOUSE, party_cap=0.25)
RULES = [
    NO_RULES,
    HOUSE,
    replace(HOUSE, least_mass={"": 2.0}),
    replace(HOUSE, reference_purity={"la_oxide": 99.0}),
    replace(HOUSE, source_factor={"": 0.5}),
    CAP,
    replace(CAP, source_factor={"platform": 0.8, "": 0.3}, party_cap=0.6),
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=150)
@given(st.one_of(steps(40), steps(15), steps(300)), st.sampled_from(RULES))
def test_changed_days_alone_give_what_all_days_give(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, done: list[tuple[Any, ...]], rules: Rules
) -> None:
    """After every step, whatever came, went or was said; the days beyond the changed ones are read one at a time."""
    monkeypatch.setattr(add_up, "_FIRST_REACH", 1)
    connection.execute("BEGIN")
    try:
        book = Book(connection, rules)
        for name, *said in done:
            getattr(book, name)(*said)
            book.add_up()
            found = book.tables()
            connection.execute("SAVEPOINT anew")
            book.add_up(everything=True)
            expected = book.tables()
            connection.execute("ROLLBACK TO anew")
            assert found == expected
    finally:
        connection.execute("ROLLBACK")
