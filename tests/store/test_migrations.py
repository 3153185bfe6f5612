"""A database of an earlier version keeps every figure."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from desk_app.store.database import FILE_NAME, open_connections
from desk_app.store.migrations import MIGRATIONS

OLD_TRADE = """
INSERT INTO trades (key, version, live, content, batch, source_row, trade_date, product, quantity_t, price_stated,
    unit_stated, tax, vat_percent, price_ex_vat, price_inc_vat, amount_ex_vat)
VALUES (x'01', 1, 1, x'02', 1, 2, '2026-01-09', 'prnd_oxide', '0.5', '62.49', 'wan/t', 'incl', '13',
    '553008.8496', '624900', '276504.42')
"""
OLD_BATCH = """
INSERT INTO batches (id, source, file, file_hash, imported_at, rows, new, same, changed, held)
VALUES (1, '', 'a.csv', '', '2026-01-09T00:00:00+00:00', 2, 1, 0, 0, 1)
"""


def old_database(folder: Path) -> sqlite3.Connection:
    """As three migrations left it, with one batch."""
    connection = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    for migrate in MIGRATIONS[:3]:
        migrate(Database(connection))
    connection.execute("PRAGMA user_version = 3")
    connection.execute(OLD_BATCH)
    return connection


def test_versions_know_what_they_replaced(tmp_path: Path) -> None:
    connection = old_database(tmp_path)
    for version, live in ((1, 2), (1, 0), (2, 2), (2, 1)):
        connection.execute(OLD_TRADE)
        newest = "(SELECT max(id) FROM trades)"
        connection.execute(f"UPDATE trades SET version = ?, live = ? WHERE id = {newest}", (version, live))
    connection.close()
    opened = open_connections(tmp_path)
    found = opened.here().conn.execute("SELECT id, version, live, replaces, undone FROM trades").fetchall()
    opened.close()
    assert found == [(1, 1, 2, None, 1), (2, 1, 0, None, None), (3, 2, 2, 2, 1), (4, 2, 1, 2, None)]


def test_prices_become_integers_and_held_rows_go_on_waiting(tmp_path: Path) -> None:
    connection = old_database(tmp_path)
    connection.execute(OLD_TRADE)
    connection.execute("INSERT INTO held_rows (batch, source_row, cells, problems) VALUES (1, 3, '[]', '[]')")
    connection.close()
    opened = open_connections(tmp_path)
    found = opened.here().conn.execute("SELECT price_ex, price_inc, amount_ex, quantity_t, live FROM trades").fetchall()
    held = opened.here().conn.execute("SELECT state, owner, settled_at FROM held_rows").fetchall()
    opened.close()
    assert found == [(5530088496, 6249000000, 27650442, "0.5", 1)]
    assert held == [("waiting", "", None)]
