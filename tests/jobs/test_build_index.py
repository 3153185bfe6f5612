"""From trades in the store to series and curves, and back when trades are undone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desk_app.domain.base.period import Every
from desk_app.domain.base.problem import Refused
from desk_app.domain.index.series import Kind
from desk_app.domain.index.value_row import ValueRow
from desk_app.jobs.build_index import build_index, is_current
from desk_app.jobs.list_series import list_series
from desk_app.jobs.load_curve import load_curve, load_values
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.progress import Cancelled
from desk_app.jobs.undo_import import undo_import
from desk_app.store.indexes import last_vintage, parts_of
from tests.jobs.trade_files import Line, take, write_trades

FIRST: list[Line] = [
    ("2026-01-05", "氧化镨钕", "10", "600000"),
    ("2026-01-05", "氧化镨钕", "30", "610000"),
    ("2026-01-05", "氧化镧", "100", "4500"),
    ("2026-01-06", "氧化镨钕", "5", "619650"),
]
SECOND: list[Line] = [("2026-01-07", "氧化镨钕", "5", "620000"), ("2026-01-05", "氧化镧", "50", "4800")]


@pytest.fixture
def desk(desk_data: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        yield opened


@pytest.fixture
def filled(desk: Desk, tmp_path: Path) -> Desk:
    take(desk, write_trades(tmp_path / "first.csv", FIRST))
    build_index(desk)
    return desk


def value(desk: Desk, code: str, period: str, every: Every = Every.DAY) -> float | None:
    return {row.period: row.value for row in load_values(desk, code, every)[1]}.get(period)


def values(desk: Desk, code: str, every: Every) -> list[ValueRow]:
    """What a series says, whichever build wrote it."""
    return [replace(row, vintage=0) for row in load_values(desk, code, every)[1]]


def test_an_empty_desk_has_nothing_to_build(desk: Desk) -> None:
    built = build_index(desk)
    assert (built.vintage, built.series, built.added) == (None, 0, 0)
    assert list_series(desk) == ()


def test_price_of_a_day_over_its_trades(filled: Desk) -> None:
    # (10 x 600,000 + 30 x 610,000) / 40
    assert value(filled, "prnd_oxide", "2026-01-05") == 607_500.0


def test_composite_of_the_second_day(filled: Desk) -> None:
    # 氧化镨钕 is nearly all the value: 619,650 / 607,500 = 1.02, and 氧化镧 follows
    assert value(filled, "composite", "2026-01-06") == pytest.approx(102.0, rel=1e-12)


def test_a_second_build_without_news_writes_nothing(filled: Desk) -> None:
    assert is_current(filled)
    assert build_index(filled).vintage is None


def test_versions_that_come_and_go_between_two_builds_are_seen(filled: Desk, tmp_path: Path) -> None:
    """A changed trade taken back and another changed: as many live versions, and the same sum of numbers."""
    first, second = FIRST[0], FIRST[1]
    changed = take(filled, write_trades(tmp_path / "a.csv", [(*first[:3], "590000")])).batch
    build_index(filled)
    take(filled, write_trades(tmp_path / "b.csv", [(*second[:3], "630000")], first=2))
    undo_import(filled, changed or 0)
    assert not is_current(filled)
    build_index(filled)
    # (10 x 600,000 + 30 x 630,000) / 40
    assert value(filled, "prnd_oxide", "2026-01-05") == 622_500.0


def test_a_cancelled_build_writes_nothing(filled: Desk, tmp_path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, key: str) -> None:
            if done == total:
                raise Cancelled

    take(filled, write_trades(tmp_path / "second.csv", SECOND, first=100))
    with pytest.raises(Cancelled):
        build_index(filled, Impatient())
    assert not is_current(filled)
    assert build_index(filled).vintage == 2


def test_a_second_file_changes_and_adds(filled: Desk, tmp_path: Path) -> None:
    take(filled, write_trades(tmp_path / "second.csv", SECOND, first=100))
    assert not is_current(filled)
    built = build_index(filled)
    assert built.vintage == 2
    assert built.changed
    assert built.added
    assert built.withdrawn == 0
    # (100 x 4,500 + 50 x 4,800) / 150
    assert value(filled, "la_oxide", "2026-01-05") == 4_600.0


def test_undoing_a_file_brings_the_values_of_before_back_bit_by_bit(filled: Desk, tmp_path: Path) -> None:
    before = {every: values(filled, "composite", every) for every in Every}
    batch = take(filled, write_trades(tmp_path / "second.csv", SECOND, first=100)).batch
    build_index(filled)
    undo_import(filled, batch or 0)
    assert build_index(filled).withdrawn > 0
    after = {every: values(filled, "composite", every) for every in Every}
    kept = {every: [row for row in rows if row.status != "withdrawn"] for every, rows in after.items()}
    assert kept == before
    withdrawn = {every: [row.period for row in rows if row.status == "withdrawn"] for every, rows in after.items()}
    assert withdrawn == {Every.DAY: ["2026-01-07"], Every.WEEK: [], Every.MONTH: [], Every.QUARTER: []}


def test_what_was_known_before_a_time_stays_what_it_was(filled: Desk, tmp_path: Path) -> None:
    before = load_values(filled, "composite")[1]
    first = last_vintage(filled.database.conn)
    batch = take(filled, write_trades(tmp_path / "second.csv", SECOND, first=100)).batch
    build_index(filled)
    second = last_vintage(filled.database.conn)
    undo_import(filled, batch or 0)
    build_index(filled)
    assert first is not None
    assert second is not None
    assert load_values(filled, "composite", known_before=first.built_at)[1] == []
    assert load_values(filled, "composite", known_before=second.built_at)[1] == before
    between = load_values(filled, "composite", known_before="9999")[1]
    assert [row.status for row in between] == ["ok", "ok", "withdrawn"]
    parts = [parts_of(filled.database.conn, "composite", "day", "2026-01-06", at) for at in (first.built_at, "9999")]
    assert parts[0] is None
    assert parts[1]


def test_only_what_came_out_otherwise_is_written(filled: Desk, tmp_path: Path) -> None:
    take(filled, write_trades(tmp_path / "later.csv", [("2026-02-03", "氧化镧", "1", "4500")], first=300))
    built = build_index(filled)
    written = filled.database.execute("SELECT code, every, period FROM index_values WHERE vintage = 2").fetchall()
    assert built.added + built.changed + built.withdrawn == len(written)
    assert {code for code, *_ in written} == {"composite", "light", "magnets", "oxides", "la_oxide", "prnd_oxide"}
    # January's trades say what they said; so do its days and weeks, and its month
    old = [row for row in written if row[0] in {"la_oxide", "prnd_oxide"} and row[2] in JANUARY]
    assert old == []
    assert ("la_oxide", "quarter", "2026Q1") in written
    assert ("prnd_oxide", "quarter", "2026Q1") not in written


JANUARY = {"2026-01-05", "2026-01-06", "2026-W02", "2026-01"}


def test_undoing_all_leaves_no_series_but_keeps_what_was_said(filled: Desk) -> None:
    undo_import(filled, 1)
    build_index(filled)
    assert list_series(filled) == ()
    assert len(load_curve(filled, "composite").values) == 0
    kept = filled.database.execute("SELECT count(*) FROM index_values WHERE vintage = 1 AND value IS NOT NULL")
    assert kept.fetchone()[0] > 0


def test_the_order_of_files_changes_no_bit(desk: Desk, tmp_path: Path) -> None:
    lines = [(f"2026-01-{5 + n % 5:02d}", "氧化镨钕", f"{1 + n / 7:.3f}", str(600_000 + 137 * n)) for n in range(60)]
    take(desk, write_trades(tmp_path / "all.csv", lines))
    build_index(desk)
    whole = load_values(desk, "prnd_oxide")[1]
    with open_desk(tmp_path / "other") as other:
        for start in (40, 0, 20):
            take(other, write_trades(tmp_path / f"{start}.csv", lines[start : start + 20], first=start + 1))
        build_index(other)
        assert load_values(other, "prnd_oxide")[1] == whole


def test_series_say_what_they_are(filled: Desk) -> None:
    composite, *groups, la, prnd = list_series(filled)
    # 氧化镧 and 氧化镨钕 are light oxides, the second a magnet's as well; nothing here is a metal
    assert [group.code for group in groups] == ["light", "magnets", "oxides"]
    assert (composite.code, composite.kind, composite.unit, composite.base) == (
        "composite",
        Kind.INDEX,
        "points",
        "2026-01-05",
    )
    assert (la.code, prnd.code) == ("la_oxide", "prnd_oxide")  # the catalogue's order
    assert (prnd.latest_period, prnd.latest_value, prnd.previous_value) == ("2026-01-06", 619_650.0, 607_500.0)
    assert not prnd.sample


def test_sample_trades_mark_their_series_and_the_composite(filled: Desk, tmp_path: Path) -> None:
    line = ("2026-01-06", "氧化铽", "1", "6000000")
    take(filled, write_trades(tmp_path / "sample.csv", [line], first=500), sample=True)
    build_index(filled)
    marks = {info.code: info.sample for info in list_series(filled)}
    # a desk's sample trades mark every index, whichever products it is over
    indices = dict.fromkeys(("composite", "light", "medium_heavy", "magnets", "oxides"), True)
    assert marks == {**indices, "la_oxide": False, "prnd_oxide": False, "tb_oxide": True}


def test_a_curve_with_a_gap(filled: Desk, tmp_path: Path) -> None:
    take(filled, write_trades(tmp_path / "later.csv", [("2026-01-08", "氧化镨钕", "1", "600000")], first=900))
    build_index(filled)
    curve = load_curve(filled, "氧化镨钕")
    assert curve.periods == ("2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08")
    assert np.isnan(curve.values).tolist() == [False, False, True, False]


def test_an_unknown_code_names_its_neighbours(filled: Desk) -> None:
    with pytest.raises(Refused) as refused:
        load_curve(filled, "prnd_oxyde")
    assert refused.value.problem.key == "series_unknown"
    assert "prnd_oxide" in refused.value.problem.facts["near"]


def test_a_product_without_trades_is_no_series(filled: Desk) -> None:
    with pytest.raises(Refused):
        load_curve(filled, "tb_oxide")
