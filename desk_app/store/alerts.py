"""Alerts: rules, what each has seen last, and the log, which is only added to."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from desk_app.domain.base.period import Every
from desk_app.domain.base.tax import Tax
from desk_app.domain.curve.alert import Kind, Over, Position, Rule, Side
from desk_app.store.codec import to_decimal, to_text


class State(StrEnum):
    """A rule that is off looks at nothing; one that is removed stays for the log's sake."""

    ON = "on"
    OFF = "off"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as it was set; `created_at` UTC, ISO."""

    id: int
    rule: Rule
    note: str
    created_at: str
    state: State


class Entry(StrEnum):
    """What a line of the log tells."""

    FIRED = "fired"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the log: `period` is when it happened, `at` (UTC, ISO) when it was found. `about` is the firing of
    which a value is told anew; `measure` is None there.
    """

    id: int
    rule: int
    kind: Entry
    about: int | None
    period: str
    value: float | None
    measure: Decimal | None
    side: int
    at: str


_RULE = "id, code, every, kind, side, threshold, back, count, over, tax, note, created_at, state"


def all_rules(connection: sqlite3.Connection) -> list[RuleRow]:
    """Every rule that was ever set, the oldest first, removed ones too."""
    return [_rule(row) for row in connection.execute(f"SELECT {_RULE} FROM alert_rules ORDER BY id")]


def _rule(row: tuple[Any, ...]) -> RuleRow:
    number, code, every, kind, side, threshold, back, count, over, tax, note, created_at, state = row
    exact = (to_decimal(threshold), to_decimal(back))
    rule = Rule(code, Every(every), Kind(kind), Side(side), *exact, count, Over(over), Tax(tax))
    return RuleRow(number, rule, note, created_at, State(state))


def add_rule(connection: sqlite3.Connection, rule: Rule, note: str, at: str) -> int:
    """A new rule's number."""
    kinds = (rule.code, rule.every.value, rule.kind.value, rule.side.value)
    terms = (to_text(rule.threshold), to_text(rule.back), rule.count, rule.over.value, rule.tax.value)
    cursor = connection.execute(
        "INSERT INTO alert_rules (code, every, kind, side, threshold, back, count, over, tax, note, created_at, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*kinds, *terms, note, at, State.ON.value),
    )
    return int(cursor.lastrowid or 0)


def set_state(connection: sqlite3.Connection, number: int, state: State) -> None:
    """Switch a rule; what it has seen is forgotten, so that it begins anew."""
    connection.execute("UPDATE alert_rules SET state = ? WHERE id = ?", (state.value, number))
    connection.execute("DELETE FROM alert_positions WHERE rule = ?", (number,))


def positions(connection: sqlite3.Connection) -> dict[int, Position]:
    """By rule what it has seen last."""
    rows = connection.execute("SELECT rule, period, value, side FROM alert_positions")
    return {rule: Position(period, value, side) for rule, period, value, side in rows}


def keep_positions(connection: sqlite3.Connection, seen: Mapping[int, Position]) -> None:
    """What these rules have seen by now."""
    connection.executemany(
        "INSERT INTO alert_positions (rule, period, value, side) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (rule) DO UPDATE SET period = excluded.period, value = excluded.value, side = excluded.side",
        [(rule, one.period, one.value, one.side) for rule, one in seen.items()],
    )


_LOG = "id, rule, kind, about, period, value, measure, side, at"


def add_log(connection: sqlite3.Connection, row: LogRow) -> int:
    """A new line's number; the row's own does not count."""
    measure = "" if row.measure is None else to_text(row.measure)
    values = (row.rule, row.kind.value, row.about, row.period, row.value, measure, row.side, row.at)
    cursor = connection.execute(
        "INSERT INTO alert_log (rule, kind, about, period, value, measure, side, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        values,
    )
    return int(cursor.lastrowid or 0)


def log_rows(connection: sqlite3.Connection, newest: int) -> list[LogRow]:
    """The newest lines, the newest first."""
    rows = connection.execute(f"SELECT {_LOG} FROM alert_log ORDER BY id DESC LIMIT ?", (newest,))
    return [_log(row) for row in rows]


def last_log(connection: sqlite3.Connection) -> int:
    """The number of the newest line; 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM alert_log").fetchone()[0])


def _log(row: tuple[Any, ...]) -> LogRow:
    number, rule, kind, about, period, value, measure, side, at = row
    figure = to_decimal(measure) if measure else None
    return LogRow(number, rule, Entry(kind), about, period, value, figure, side, at)
