"""The check finds what is wrong, and only that."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.jobs.check_desk import check_desk
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.undo_import import undo_import


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


@pytest.mark.parametrize(
    ("damage", "key"),
    [
        ("UPDATE batches SET rows = rows + 1", "batch_counts"),
        ("DELETE FROM trades WHERE id = 1", "batch_trades"),
        ("UPDATE trades SET batch = 99 WHERE id = 2", "references"),
        ("UPDATE trades SET quantity_t = '-1' WHERE id = 3", "positive"),
    ],
)
def test_damage_is_found(desk: Desk, damage: str, key: str) -> None:
    connection = desk.database.conn
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(damage)
    connection.commit()
    assert key in wrong(desk)
