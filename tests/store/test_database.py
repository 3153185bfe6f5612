"""Opening: made, migrated, or refused without a change."""

import sqlite3
import threading
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.store.database import FILE_NAME, open_connections, writing
from desk_app.store.migrations import MIGRATIONS


def refusal(folder: Path) -> str:
    with pytest.raises(Refused) as refused:
        open_connections(folder)
    return refused.value.problem.key


def test_a_new_folder_gets_a_database_of_the_newest_version(tmp_path: Path) -> None:
    connections = open_connections(tmp_path / "neu 新")
    assert connections.here().conn.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert connections.here().conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connections.close()


def test_a_newer_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    open_connections(tmp_path).close()
    file = tmp_path / FILE_NAME
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = file.read_bytes()
    assert refusal(tmp_path) == "database_newer"
    assert file.read_bytes() == before


def test_a_foreign_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    file.write_bytes(b"this is no database, only a text that is long enough" * 100)
    before = file.read_bytes()
    assert refusal(tmp_path) == "database_damaged"
    assert file.read_bytes() == before


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    assert refusal(file) == "folder_unusable"


def test_a_read_only_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(self: Path, data: bytes) -> int:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "write_bytes", denied)
    assert refusal(tmp_path) == "folder_read_only"


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs the device /dev/full")
def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        with Path("/dev/full").open("wb", buffering=0) as device:
            return device.write(data) or 0

    monkeypatch.setattr(Path, "write_bytes", full)
    assert refusal(tmp_path) == "disk_full"


def test_two_opening_at_once_migrate_once(tmp_path: Path) -> None:
    problems: list[BaseException] = []

    def open_and_close() -> None:
        try:
            open_connections(tmp_path).close()
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=open_and_close) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


def test_opening_waits_for_another_that_is_still_making_the_file(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    other.execute("CREATE TABLE being_made (x)")
    done = threading.Timer(0.3, lambda: other.execute("ROLLBACK"))
    done.start()
    connections = open_connections(tmp_path)
    assert connections.here().conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connections.close()
    done.join()
    other.close()


def test_a_file_that_stays_locked_is_refused_as_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk_app.store.database._BUSY_MS", 50)
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert refusal(tmp_path) == "database_busy"
    other.close()


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    connections = open_connections(tmp_path)
    database = connections.here()
    with pytest.raises(KeyboardInterrupt), writing(database, tmp_path) as connection:
        connection.execute("INSERT INTO products (key, entry) VALUES ('x', '{}')")
        raise KeyboardInterrupt
    assert connections.here().conn.execute("SELECT count(*) FROM products").fetchone() == (0,)
    connections.close()


def test_a_full_database_refuses_in_one_line_and_keeps_nothing(tmp_path: Path) -> None:
    connections = open_connections(tmp_path)
    database = connections.here()
    pages = database.conn.execute("PRAGMA page_count").fetchone()[0]
    database.conn.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(Refused) as refused, writing(database, tmp_path) as connection:
        for number in range(1000):
            connection.execute("INSERT INTO products (key, entry) VALUES (?, ?)", (str(number), "x" * 1000))
    assert refused.value.problem.key == "disk_full"
    assert database.conn.execute("SELECT count(*) FROM products").fetchone() == (0,)
    connections.close()
