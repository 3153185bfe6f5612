"""Alerts as they are kept: exact thresholds, a log that is only added to."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.period import Every
from desk_app.domain.base.tax import Tax
from desk_app.domain.curve.alert import Kind, Over, Position, Rule, Side
from desk_app.store import alerts
from desk_app.store.alert_tables import _m0011_alerts
from desk_app.store.alerts import Entry, LogRow, State
from desk_app.store.database import open_connections

RULE = Rule("prnd_oxide", Every.DAY, Kind.LEVEL, Side.ABOVE, Decimal("620000.50"))
EXACT = st.decimals(0, 10**12, places=4)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = open_connections(tmp_path)
    yield opened.here().conn
    opened.close()


@given(
    st.builds(
        Rule, st.text(max_size=20), st.sampled_from(Every), st.sampled_from(Kind), st.sampled_from(Side), EXACT, EXACT,
        st.integers(1, 1000), st.sampled_from(Over), st.sampled_from(Tax),
    ),
    st.text(max_size=50),
)  # fmt: skip
def test_a_rule_comes_back_as_it_was(rule: Rule, note: str) -> None:
    from sqlite_utils import Database

    database = Database(memory=True)
    _m0011_alerts(database)
    number = alerts.add_rule(database.conn, rule, note, "2026-01-09T00:00:00+00:00")
    (row,) = alerts.all_rules(database.conn)
    assert (row.id, row.rule, row.note, row.state) == (number, rule, note, State.ON)
    database.close()


def test_what_was_seen_last_takes_the_place_of_what_was_before(connection: sqlite3.Connection) -> None:
    number = alerts.add_rule(connection, RULE, "", "")
    for position in (Position("2026-01-08", 0.1, 0), Position("2026-01-09", 1 / 3, -1)):
        alerts.keep_positions(connection, {number: position})
        assert alerts.positions(connection) == {number: position}
    alerts.set_state(connection, number, State.OFF)
    assert alerts.positions(connection) == {}
    assert alerts.all_rules(connection)[0].state is State.OFF


def test_the_log_is_only_added_to(connection: sqlite3.Connection) -> None:
    number = alerts.add_rule(connection, RULE, "", "")
    fired = LogRow(0, number, Entry.FIRED, None, "2026-01-09", 620_001.0, Decimal("620001.00"), 1, "then")
    first = alerts.add_log(connection, fired)
    second = alerts.add_log(connection, LogRow(0, number, Entry.WITHDRAWN, first, "2026-01-09", None, None, 1, "now"))
    rows = alerts.log_rows(connection, 10)
    assert [row.id for row in rows] == [second, first]
    assert rows[1] == replace(fired, id=first)
    assert (rows[0].about, rows[0].value, rows[0].measure) == (first, None, None)
    assert alerts.last_log(connection) == second
    for sql in ("UPDATE alert_log SET period = ''", "DELETE FROM alert_log"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            connection.execute(sql)


def test_without_a_log_its_last_number_is_none(connection: sqlite3.Connection) -> None:
    assert alerts.last_log(connection) == 0
