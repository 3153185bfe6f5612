"""The check finds what is wrong, and only that."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk_app.jobs.check_desk import check_desk
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.keep_note import change_note, write_note
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.take_calendar import take_calendar
from desk_app.jobs.trust_key import distrust_key
from desk_app.jobs.undo_import import undo_import
from tests.jobs.calendar_files import OURS, calendar_entry, trust_ours, write_calendar


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    file = tmp_path / "trades.csv"
    lines = [f"T{n},2026-01-05,氧化镧,1,{4500 + n}" for n in range(20)]
    file.write_text("\n".join(["成交单号,成交日期,品名,数量(吨),含税单价(元/吨)", *lines]), encoding="utf-8")
    with open_desk(tmp_path / "data") as opened:
        import_files(opened, [file], ImportOptions())
        yield opened


def wrong(desk: Desk) -> set[str]:
    return {finding.key for finding in check_desk(desk) if finding.wrong}


def test_a_whole_desk(desk: Desk) -> None:
    assert wrong(desk) == set()
    undo_import(desk, 1)
    assert wrong(desk) == set()


def test_notes_and_calendars_are_looked_at(desk: Desk, tmp_path: Path) -> None:
    number = write_note(desk, date(2026, 1, 9), "一", "李敏")
    change_note(desk, number, date(2026, 1, 9), "二", "李敏")
    trust_ours(desk)
    take_calendar(desk, write_calendar(tmp_path / "a.json", calendar_entry()), date(2026, 11, 28))
    assert wrong(desk) == set()
    seen = {finding.key: finding.seen for finding in check_desk(desk)}
    assert (seen["notes_first"], seen["calendar_files"]) == (2, 1)
    distrust_key(desk, OURS.public, "李敏")
    assert wrong(desk) == set()


@pytest.mark.parametrize(
    ("damage", "key"),
    [
        ("UPDATE batches SET rows = rows + 1", "batch_counts"),
        ("DELETE FROM trades WHERE id = 1", "batch_trades"),
        ("UPDATE trades SET batch = 99 WHERE id = 2", "references"),
        ("UPDATE trades SET quantity_t = '-1' WHERE id = 3", "positive"),
        ("INSERT INTO notes (number, day, text, name, at) VALUES (7, '2026-01-09', 'x', 'y', '')", "notes_first"),
        ("INSERT INTO calendar_files (content, name, at) VALUES (x'7B7D', 'x', '')", "calendar_files"),
    ],
)
def test_damage_is_found(desk: Desk, damage: str, key: str) -> None:
    connection = desk.database.conn
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(damage)
    connection.commit()
    assert key in wrong(desk)
