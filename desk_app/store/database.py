"""One SQLite file a data folder: opened, brought up to date, or refused in one clear line."""

import errno
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from desk_app.domain.base.problem import Refused, refuse
from desk_app.store.migrations import MIGRATIONS

FILE_NAME = "desk.sqlite"
Connection = sqlite3.Connection
_BUSY_MS = 10_000
_AGAIN = 0.01  # seconds


class Connections:
    """One connection a thread to the same file: a long import in one never blocks a read in another (WAL)."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    def here(self) -> Database:
        """The calling thread's database."""
        database: Database | None = getattr(self._local, "database", None)
        if database is None:
            database = self._local.database = self._connect()
        return database

    def close(self) -> None:
        """Close every thread's connection; the threads must be done."""
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()

    def _connect(self) -> Database:
        connection = sqlite3.connect(self.path, check_same_thread=False, timeout=_BUSY_MS / 1000)
        with self._lock:
            self._all.append(connection)
        for pragma in ("foreign_keys = ON", "synchronous = NORMAL", f"busy_timeout = {_BUSY_MS}"):
            connection.execute(f"PRAGMA {pragma}")
        return Database(connection)


def open_connections(folder: Path) -> Connections:
    """Open the folder's database, made or migrated as needed; `Refused` says what is in the way."""
    try:
        _writable(folder)
        connections = Connections(folder)
        try:
            _prepare(connections.here())
        except BaseException:
            connections.close()
            raise
    except sqlite3.Error as error:
        raise refused_by_sqlite(error, folder) from error
    except OSError as error:
        raise _refused_by_system(error, folder) from error
    return connections


def _writable(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    probe = folder / f".write-{os.getpid()}-{threading.get_ident()}"
    try:
        probe.write_bytes(b"REO Desk")
    finally:
        probe.unlink(missing_ok=True)
    found = folder / FILE_NAME
    if found.exists() and not os.access(found, os.W_OK):
        raise PermissionError(errno.EACCES, "read-only", str(found))


def _prepare(database: Database) -> None:
    version = _version(database)
    if version > len(MIGRATIONS):
        raise refuse("database_newer", version=str(version), known=str(len(MIGRATIONS)))
    _write_ahead(database)
    if version < len(MIGRATIONS):
        _migrate(database)


def _write_ahead(database: Database) -> None:
    """Switch to WAL as soon as no other program holds the file: for this one lock SQLite itself never waits."""
    deadline = time.monotonic() + _BUSY_MS / 1000
    while True:
        try:
            database.conn.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(_AGAIN)


def _version(database: Database) -> int:
    return int(database.conn.execute("PRAGMA user_version").fetchone()[0])


def _migrate(database: Database) -> None:
    """All missing migrations in one transaction; two programs at once: the second finds the work done."""
    connection = database.conn
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number in range(_version(database), len(MIGRATIONS)):
            MIGRATIONS[number](database)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def refused_by_sqlite(error: sqlite3.Error, folder: Path) -> Refused:
    """What SQLite says, as a problem a clerk can act on."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for start, key in _SQLITE_KEYS:
        if name.startswith(start):
            return refuse(key, folder=str(folder))
    return refuse("database_damaged", folder=str(folder), detail=str(error))


def refused_by_store(error: Exception, folder: Path) -> Refused | None:
    """An error as the store's refusal, where it is SQLite's: reading can meet a damaged page at any time."""
    return refused_by_sqlite(error, folder) if isinstance(error, sqlite3.Error) else None


_SQLITE_KEYS = (
    ("SQLITE_FULL", "disk_full"),
    ("SQLITE_IOERR", "disk_full"),
    ("SQLITE_BUSY", "database_busy"),
    ("SQLITE_LOCKED", "database_busy"),
    ("SQLITE_READONLY", "folder_read_only"),
    ("SQLITE_PERM", "folder_read_only"),
    ("SQLITE_CANTOPEN", "folder_read_only"),
)


def _refused_by_system(error: OSError, folder: Path) -> Refused:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return refuse("disk_full", folder=str(folder))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return refuse("folder_read_only", folder=str(folder))
    return refuse("folder_unusable", folder=str(folder), detail=error.strerror or str(error))


@contextmanager
def writing(database: Database, folder: Path) -> Iterator[sqlite3.Connection]:
    """One transaction: all of it or nothing, whatever happens inside. SQLite's refusals become ours."""
    connection = database.conn
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except sqlite3.Error as error:
        raise refused_by_sqlite(error, folder) from error
