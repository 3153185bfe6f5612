"""Values that go out stand; later data are reported, restated within five trading days, or enter forward only."""

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk_app.domain.base.period import Every, parse_period
from desk_app.domain.base.problem import Refused
from desk_app.domain.index.correction import Ruling
from desk_app.domain.index.vintage import parts_by_key
from desk_app.jobs.build_index import build_index, today_in_china
from desk_app.jobs.explain_index import explain_index
from desk_app.jobs.list_series import list_series
from desk_app.jobs.load_curve import load_values
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.publish_index import publish_index
from desk_app.jobs.restate_index import differences, restate
from desk_app.jobs.set_index import save_group
from desk_app.jobs.undo_import import undo_import
from desk_app.store import dirty
from desk_app.store.database import writing
from desk_app.store.indexes import parts_of, product_places
from desk_app.store.published import versions
from tests.jobs.trade_files import Line, take, write_trades

WEEKS = ("2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26")
LINES: list[Line] = [
    (day, product, "10", str(round(price * 1.01**n)))
    for n, day in enumerate(WEEKS)
    for product, price in (("氧化镨钕", 600_000), ("氧化铽", 6_000_000))
]
TODAY = today_in_china()


@pytest.fixture
def desk(desk_data: Path, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        take(opened, write_trades(tmp_path / "first.csv", LINES))
        yield opened


def weekly(desk: Desk) -> dict[str, float | None]:
    build_index(desk)
    return {row.period: row.value for row in load_values(desk, "composite", Every.WEEK)[1]}


def late(desk: Desk, path: Path, day: str, price: str) -> None:
    take(desk, write_trades(path, [(day, "氧化铽", "30", price)], first=500))


def test_only_complete_periods_go_out(desk: Desk) -> None:
    publish_index(desk, ["composite"], Every.WEEK, None, "王", date(2026, 1, 31))
    assert [row.period for row in versions(desk.database.conn, "composite", "week")] == [
        "2026-W02",
        "2026-W03",
        "2026-W04",
    ]


def test_through_a_period_and_then_the_rest(desk: Desk) -> None:
    first = publish_index(desk, ["composite"], Every.WEEK, parse_period("2026-W03"), "王")
    second = publish_index(desk, ["composite"], Every.WEEK, None, "王")
    assert [(one.values, one.last) for one in (*first, *second)] == [(2, "2026-W03"), (2, "2026-W05")]


def test_what_is_published_stands_and_what_follows_is_linked_to_it(desk: Desk, tmp_path: Path) -> None:
    publish_index(desk, ["composite"], Every.WEEK, parse_period("2026-W04"), "王")
    before = weekly(desk)
    late(desk, tmp_path / "late.csv", "2026-01-13", "6300000")
    after = weekly(desk)
    out = ("2026-W02", "2026-W03", "2026-W04")
    assert [after[key] for key in out] == [before[key] for key in out]
    assert after["2026-W05"] != before["2026-W05"]


def test_a_recent_error_is_restated_with_a_notice(desk: Desk, tmp_path: Path) -> None:
    publish_index(desk, ["composite"], Every.WEEK, None, "王")
    late(desk, tmp_path / "late.csv", "2026-01-13", "6300000")
    found = differences(desk)
    assert ("2026-W03", Ruling.RESTATE) in {(one.period, one.ruling) for one in found}
    with pytest.raises(Refused):
        restate(desk, "王", " ")
    done = restate(desk, "王", "补录 1 月 13 日成交")
    rows = [row for row in versions(desk.database.conn, "composite", "week") if row.period == "2026-W03"]
    assert [row.version for row in rows] == [1, 2]
    assert rows[0].value != rows[1].value
    assert rows[1].notice == "补录 1 月 13 日成交"
    assert weekly(desk)["2026-W03"] == rows[1].value
    assert {one.period for one in done} >= {"2026-W03"}
    assert not [one for one in differences(desk) if one.ruling is Ruling.RESTATE]


def test_a_late_error_enters_forward_only(desk: Desk, tmp_path: Path) -> None:
    publish_index(desk, ["composite"], Every.WEEK, None, "王")
    late(desk, tmp_path / "late.csv", "2026-01-13", "6300000")
    much_later = date.fromordinal(TODAY.toordinal() + 30)
    found = {one.period: one for one in differences(desk, much_later)}
    assert found["2026-W03"].ruling is Ruling.TOO_LATE
    assert found["2026-W03"].corrected != found["2026-W03"].published
    assert restate(desk, "王", "x", much_later) == []


def test_an_untouched_series_has_no_difference(desk: Desk) -> None:
    publish_index(desk, [], Every.WEEK, None, "王")
    assert [one for one in differences(desk) if one.ruling is not Ruling.TOO_SMALL] == []


def test_a_published_week_stands_when_all_its_trades_are_taken_back(desk: Desk, tmp_path: Path) -> None:
    more = [("2026-02-02", "氧化铽", "10", "6300000"), ("2026-02-09", "氧化铽", "10", "6200000")]
    batch = take(desk, write_trades(tmp_path / "more.csv", more, first=100)).batch
    publish_index(desk, ["composite"], Every.WEEK, None, "王")
    before = load_values(desk, "composite", Every.WEEK)[1]
    undo_import(desk, batch or 0)
    build_index(desk)
    after = load_values(desk, "composite", Every.WEEK)[1]
    assert [(row.period, row.value, row.status, row.grade) for row in after] == [
        (row.period, row.value, row.status, row.grade) for row in before
    ]
    assert [row.trades for row in after] == [2, 2, 2, 2, 0, 0]


def test_what_a_product_has_added_stays_when_all_its_trades_are_taken_back(desk: Desk, tmp_path: Path) -> None:
    rising = [(day, "氧化钕", "50", str(600_000 + 20_000 * n)) for n, day in enumerate(WEEKS)]
    batch = take(desk, write_trades(tmp_path / "more.csv", rising, first=100)).batch
    publish_index(desk, ["composite"], Every.WEEK, parse_period("2026-W04"), "王")
    undo_import(desk, batch or 0)
    build_index(desk)
    connection = desk.database.conn
    places = product_places(connection)
    for row in load_values(desk, "composite", Every.WEEK)[1]:
        parts = parts_by_key(parts_of(connection, "composite", "week", row.period), places)
        assert math.fsum(parts.values()) == pytest.approx(math.log((row.value or 0) / 100), abs=1e-12)
        assert "nd_oxide" in parts or row.period == "2026-W02"


def test_what_is_published_stands_when_every_trade_of_the_desk_is_taken_back(desk: Desk) -> None:
    for every in Every:
        publish_index(desk, ["composite"], every, None, "王")
    before = {every: out_of(desk, every) for every in Every}
    undo_import(desk, 1)
    build_index(desk)
    assert {every: out_of(desk, every) for every in Every} == before
    statuses = {row.status for every in Every for row in load_values(desk, "composite", every)[1] if row.value is None}
    assert statuses <= {"no_trade", "withdrawn"}
    info = next(one for one in list_series(desk) if one.code == "composite")
    assert info.latest_value is not None
    assert {row.status for row in load_values(desk, "prnd_oxide", Every.WEEK)[1]} == {"withdrawn"}
    assert build_index(desk).vintage is None


def out_of(desk: Desk, every: Every) -> list[tuple[object, ...]]:
    """The published periods of the composite as they are shown."""
    out = {row.period for row in versions(desk.database.conn, "composite", every.value)}
    rows = [row for row in load_values(desk, "composite", every)[1] if row.period in out]
    assert len(rows) == len(out) > 0
    return [(row.period, row.value, row.status, row.grade) for row in rows]


GROUP = 'code = "pair"\nproducts = ["prnd_oxide", "tb_oxide"]\n'


def saved(desk: Desk, path: Path, entry: str) -> None:
    path.write_text(entry, "utf-8")
    save_group(desk, path)


def test_a_product_that_leaves_a_group_keeps_what_it_has_added_to_published_values(desk: Desk, tmp_path: Path) -> None:
    saved(desk, tmp_path / "pair.toml", GROUP)
    publish_index(desk, ["pair"], Every.WEEK, parse_period("2026-W04"), "王")
    before = parts_in(desk)
    assert all(before["2026-W04"][key] for key in ("prnd_oxide", "tb_oxide"))
    saved(desk, tmp_path / "pair.toml", 'code = "pair"\nproducts = ["prnd_oxide"]\n')
    build_index(desk)
    after = parts_in(desk)
    assert {key: after[key] for key in ("2026-W03", "2026-W04")} == {
        key: before[key] for key in ("2026-W03", "2026-W04")
    }
    for row in load_values(desk, "pair", Every.WEEK)[1]:
        assert math.fsum(after[row.period].values()) == pytest.approx(math.log((row.value or 0) / 100), abs=1e-12)
    # only what is left moves the new week: by its own change, 1 %
    last = {row.period: row.value or 0.0 for row in load_values(desk, "pair", Every.WEEK)[1]}
    assert last["2026-W05"] / last["2026-W04"] == pytest.approx(1.01, rel=1e-5)
    found = explain_index(desk, "pair", "2026-W05")
    assert math.fsum(one.points or 0.0 for one in found.inputs) == pytest.approx(found.change, abs=1e-10)
    with writing(desk.database, desk.folder) as connection:
        dirty.mark(connection, [dirty.EVERYTHING])
        connection.execute("DELETE FROM series_digests")
    assert build_index(desk).vintage is None


def parts_in(desk: Desk) -> dict[str, dict[str, float]]:
    connection = desk.database.conn
    places = product_places(connection)
    periods = [row.period for row in load_values(desk, "pair", Every.WEEK)[1]]
    return {period: parts_by_key(parts_of(connection, "pair", "week", period), places) for period in periods}


def test_a_group_without_any_of_its_products_still_shows_what_went_out(desk: Desk, tmp_path: Path) -> None:
    saved(desk, tmp_path / "pair.toml", GROUP)
    for every in Every:
        publish_index(desk, ["pair"], every, None, "王")
    before = {every: [row.value for row in load_values(desk, "pair", every)[1]] for every in Every}
    saved(desk, tmp_path / "pair.toml", 'code = "pair"\nproducts = ["la_oxide"]\n')
    build_index(desk)
    assert {every: [row.value for row in load_values(desk, "pair", every)[1]] for every in Every} == before


def test_a_value_goes_out_with_the_standard_error_of_its_trades(desk: Desk, tmp_path: Path) -> None:
    more = [(day, "氧化镨钕", str(3 + n), str(590_000 + 9_000 * n)) for day in WEEKS for n in range(4)]
    take(desk, write_trades(tmp_path / "more.csv", more, first=100))
    for every in Every:
        publish_index(desk, ["composite", "light"], every, None, "王")
        for code in ("composite", "light"):
            for row in versions(desk.database.conn, code, every.value):
                found = explain_index(desk, code, row.period)
                if found.standard_error is None:  # the first day: nothing has a weight yet
                    assert (row.error_percent, row.period) == (None, WEEKS[0])
                else:
                    assert row.error_percent == pytest.approx(found.standard_error, rel=1e-9)
                    assert 0.1 < found.standard_error < 5
    late(desk, tmp_path / "late.csv", "2026-01-13", "6300000")
    restate(desk, "王", "补录")
    again = [row for row in versions(desk.database.conn, "composite", "week") if row.version == 2]
    assert again
    for row in again:
        assert row.error_percent == pytest.approx(explain_index(desk, "composite", row.period).standard_error, rel=1e-9)


def test_one_trade_a_product_tells_nothing_of_chance(desk: Desk) -> None:
    publish_index(desk, ["composite"], Every.WEEK, None, "王")
    assert {row.standard_error for row in versions(desk.database.conn, "composite", "week")} == {None}


def test_a_published_value_keeps_the_grade_it_went_out_with(desk: Desk, tmp_path: Path) -> None:
    publish_index(desk, ["composite"], Every.WEEK, None, "王")
    wild = [(day, "氧化镝", "999", "1500000") for day in WEEKS[:1]]
    take(desk, write_trades(tmp_path / "wild.csv", wild, first=100))
    build_index(desk)
    assert {row.grade for row in load_values(desk, "composite", Every.WEEK)[1]} == {"B"}


@pytest.mark.parametrize(("codes", "name"), [(["gold"], "王"), (["prnd_oxide"], "王"), (["composite"], "")])
def test_what_cannot_go_out_is_refused(desk: Desk, codes: list[str], name: str) -> None:
    with pytest.raises(Refused):
        publish_index(desk, codes, Every.WEEK, None, name)
