"""What a batch keeps for its receipt: headings, reading, lines left out, notes, and every row that was held."""

import dataclasses
import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.trade.receipt import HeldLine, Notes, Reading, Receipt
from desk_app.store.batches import Batch, find_batch
from desk_app.store.held_rows import rows_of


def keep_reading(
    connection: sqlite3.Connection,
    batch: int,
    headings: Sequence[str],
    reading: Reading,
    left_out: int,
    notes: Iterable[Notes],
) -> None:
    """Fill in what a batch's receipt will say."""
    connection.execute(
        "UPDATE batches SET headings = ?, reading = ?, left_out = ?, notes = ? WHERE id = ?",
        (_json(headings), _json(dataclasses.asdict(reading)), left_out, _json([*map(_plain, notes)]), batch),
    )


def find_receipt(connection: sqlite3.Connection, number: int) -> Receipt | None:
    """A batch's receipt as of now; of a batch from before receipts were kept, without how it was read."""
    batch = find_batch(connection, number)
    if batch is None:
        return None
    reading, notes = connection.execute("SELECT reading, notes FROM batches WHERE id = ?", (number,)).fetchone()
    return _receipt(batch, _reading(json.loads(reading)), _notes(json.loads(notes)), _held(connection, number))


def _receipt(batch: Batch, reading: Reading, notes: tuple[Notes, ...], held_rows: tuple[HeldLine, ...]) -> Receipt:
    return Receipt(
        batch=batch.id,
        source=batch.source,
        file=batch.file,
        digest=batch.file_hash,
        sheet=batch.sheet,
        encoding=batch.encoding,
        imported_at=datetime.fromisoformat(batch.imported_at),
        lines=batch.rows,
        new=batch.new,
        same=batch.same,
        changed=batch.changed,
        held=batch.held,
        left_out=batch.left_out,
        reading=reading,
        held_rows=held_rows,
        notes=notes,
        sample=batch.sample,
        undone_at=datetime.fromisoformat(batch.undone_at) if batch.undone_at else None,
        owner=batch.owner,
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _plain(notes: Notes) -> dict[str, Any]:
    first = [{"key": p.key, "field": p.field, "row": p.row, "facts": dict(p.facts)} for p in notes.first]
    return {"count": notes.count, "first": first}


def _reading(plain: dict[str, Any]) -> Reading:
    columns = tuple((field, heading) for field, heading in plain.get("columns", ()))
    lists = {name: tuple(plain.get(name, ())) for name in ("unread", "rates")}
    return Reading(**{**plain, **lists, "columns": columns})


def _notes(plain: list[dict[str, Any]]) -> tuple[Notes, ...]:
    return tuple(Notes(found["count"], tuple(map(_warning, found["first"]))) for found in plain)


def _warning(plain: dict[str, Any]) -> Problem:
    return Problem(plain["key"], plain["field"], plain["row"], Level.WARNING, plain["facts"])


def _held(connection: sqlite3.Connection, batch: int) -> tuple[HeldLine, ...]:
    return tuple(HeldLine(held.row, held.owner, held.became) for held in rows_of(connection, batch))
