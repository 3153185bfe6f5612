"""Is the database whole, and does what it says of itself add up?"""

from collections.abc import Iterator
from dataclasses import dataclass

from desk_app.store.database import Connection


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `key` under `check.item`, how many were seen, how many are wrong."""

    key: str
    seen: int
    wrong: int


_RULES = (
    (
        "live_once",
        "SELECT count(DISTINCT key) FROM trades",
        "SELECT count(*) FROM (SELECT key FROM trades WHERE live IN (1, 3) GROUP BY key HAVING count(*) > 1)",
    ),
    (
        "replaced_once",
        "SELECT count(*) FROM trades WHERE live IN (0, 4)",
        "SELECT count(*) FROM trades WHERE live IN (0, 4)"
        " AND id NOT IN (SELECT replaces FROM trades WHERE replaces IS NOT NULL AND live <> 2)",
    ),
    (
        "taken_back_once",
        "SELECT count(*) FROM trades WHERE reverses IS NOT NULL AND live IN (3, 4)",
        "SELECT count(*) FROM trades WHERE live = 3 AND reverses IS NULL"
        " AND id NOT IN (SELECT reverses FROM trades WHERE reverses IS NOT NULL AND live IN (3, 4))",
    ),
    (
        "batch_counts",
        "SELECT count(*) FROM batches",
        "SELECT count(*) FROM batches WHERE rows <> new + same + changed + held",
    ),
    (
        "batch_trades",
        "SELECT count(*) FROM trades",
        "SELECT count(*) FROM batches b WHERE b.new + b.changed > (SELECT count(*) FROM trades t WHERE t.batch = b.id)"
        " + (SELECT count(*) FROM trade_claims c WHERE c.batch = b.id)",
    ),
    (
        "claimed_live",
        "SELECT count(*) FROM trade_claims",
        "SELECT count(*) FROM trade_claims c JOIN trades t ON t.id = c.trade WHERE c.undone IS NULL AND t.live = 2",
    ),
    (
        "positive",
        "SELECT count(*) FROM trades",
        "SELECT count(*) FROM trades WHERE reverses IS NULL AND (CAST(quantity_t AS REAL) <= 0 OR price_ex <= 0)",
    ),
    (
        "notes_first",
        "SELECT count(*) FROM notes",
        "SELECT count(*) FROM notes WHERE number NOT IN (SELECT id FROM notes WHERE id = number)",
    ),
)


def findings(connection: Connection) -> Iterator[Finding]:
    """Look through everything; slow on a large database."""
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    answers = [text for (text,) in connection.execute("PRAGMA integrity_check")]
    yield Finding("integrity", pages, 0 if answers == ["ok"] else len(answers))
    yield Finding("references", _one(connection, "SELECT count(*) FROM trades"), _broken_references(connection))
    for key, seen, wrong in _RULES:
        yield Finding(key, _one(connection, seen), _one(connection, wrong))


def _one(connection: Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def _broken_references(connection: Connection) -> int:
    return len(connection.execute("PRAGMA foreign_key_check").fetchall())
