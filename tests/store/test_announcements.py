"""The desk's own announced prices: corrected, withdrawn, and as they were known on any day."""

import dataclasses
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from desk_app.domain.ore.announced import Added, AnnouncedPrice
from desk_app.store.announcements import (
    Withdrawn,
    add_announcement,
    all_announcements,
    standing_announcements,
    withdraw_announcements,
)
from desk_app.store.database import FILE_NAME, Connection, open_connections
from desk_app.store.migrations import MIGRATIONS
from tests.domain.ore.announcing import price


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    connections = open_connections(tmp_path)
    yield connections.here().conn
    connections.close()


def at(hour: int) -> str:
    return f"2027-01-08T{hour:02}:00:00.000000+00:00"


def added(hour: int, period: str, yuan: str, basis: str = "50") -> AnnouncedPrice:
    return dataclasses.replace(price(period, yuan, basis), added=Added(at(hour), "甲", "更正"))


def known(connection: Connection, before: str | None = None) -> dict[str, str]:
    return {each.period: str(each.price) for each in standing_announcements(connection, before)}


def test_every_field_comes_back(connection: Connection) -> None:
    for made in (added(1, "2027Q1", "39000.50"), dataclasses.replace(added(2, "2027Q2", "1", "51"), announced_on=None)):
        add_announcement(connection, made)
    first, second = standing_announcements(connection)
    assert first == added(1, "2027Q1", "39000.50")
    assert (second.announced_on, second.basis, second.step) == (None, Decimal(51), Decimal("0.0196078431"))


def test_a_correction_holds_from_then_on(connection: Connection) -> None:
    add_announcement(connection, added(1, "2027Q1", "39000"))
    add_announcement(connection, added(2, "2027Q2", "40000"))
    add_announcement(connection, added(3, "2027Q1", "39100"))
    assert known(connection) == {"2027Q1": "39100", "2027Q2": "40000"}
    assert known(connection, at(3)) == {"2027Q1": "39000", "2027Q2": "40000"}
    assert known(connection, at(2)) == {"2027Q1": "39000"}
    assert known(connection, at(1)) == {}
    assert [str(kept.price.price) for kept in all_announcements(connection)] == ["39000", "40000", "39100"]


def test_a_withdrawal_brings_no_corrected_price_back(connection: Connection) -> None:
    add_announcement(connection, added(1, "2027Q1", "39000"))
    add_announcement(connection, added(2, "2027Q1", "39100"))
    assert withdraw_announcements(connection, "2027Q1", Withdrawn(at(4), "乙", "误")) == 2
    assert known(connection) == {}
    assert known(connection, at(4)) == {"2027Q1": "39100"}
    assert known(connection, at(5)) == {}
    assert all(kept.withdrawn == Withdrawn(at(4), "乙", "误") for kept in all_announcements(connection))
    add_announcement(connection, added(6, "2027Q1", "39200"))
    assert known(connection) == {"2027Q1": "39200"}
    assert known(connection, at(6)) == {}
    assert withdraw_announcements(connection, "2027Q1", Withdrawn(at(7), "乙", "又误")) == 1
    assert known(connection, at(4)) == {"2027Q1": "39100"}
    assert known(connection, at(7)) == {"2027Q1": "39200"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE announcements SET price = '1'",
        "UPDATE announcements SET added_at = ''",
        "UPDATE announcements SET why = ''",
        "DELETE FROM announcements",
    ],
)
def test_what_is_written_stays(connection: Connection, statement: str) -> None:
    add_announcement(connection, added(1, "2027Q1", "39000"))
    with pytest.raises(sqlite3.DatabaseError):
        connection.execute(statement)
    withdraw_announcements(connection, "2027Q1", Withdrawn(at(2), "", "x"))
    with pytest.raises(sqlite3.DatabaseError):
        connection.execute("UPDATE announcements SET withdrawn_at = NULL")


def test_an_older_desk_gets_the_table(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    for migrate in MIGRATIONS[:11]:
        migrate(Database(connection))
    connection.execute("PRAGMA user_version = 11")
    connection.close()
    opened = open_connections(tmp_path)
    assert standing_announcements(opened.here().conn) == []
    opened.close()


acts = st.lists(st.tuples(st.sampled_from(["2027Q1", "2027Q2"]), st.none() | st.integers(1, 9)), max_size=12)


@given(acts)
def test_every_moment_is_remembered(told: list[tuple[str, int | None]]) -> None:
    """What stood after each act is what is said to have been known then, whatever came later."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    MIGRATIONS[11](Database(connection))
    model: dict[str, str] = {}
    stood = []
    for hour, (period, yuan) in enumerate(told):
        if yuan is None:
            withdraw_announcements(connection, period, Withdrawn(at(hour), "", "x"))
            model.pop(period, None)
        else:
            add_announcement(connection, added(hour, period, str(yuan)))
            model[period] = str(yuan)
        stood.append(dict(model))
    assert [known(connection, at(hour + 1)) for hour in range(len(told))] == stood
    assert known(connection) == model
    connection.close()
