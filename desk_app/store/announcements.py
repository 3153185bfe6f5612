"""The desk's own announced prices. Append-only: what was known on a day, and what came instead, can still be read."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk_app.domain.base.exact import exact, exact_text
from desk_app.domain.ore.announced import Added, AnnouncedPrice


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """When (UTC, ISO), in whose name, and why a price holds no more."""

    at: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class KeptPrice:
    """One row as it was added; `withdrawn` None where that never happened."""

    id: int
    price: AnnouncedPrice
    withdrawn: Withdrawn | None


_PRICE = (
    "period, effective_from, effective_to, announced_on, price, basis, step, step_origin, confidence, note, source,"
    " address, why, name, added_at"
)
_COLUMNS = f"id, {_PRICE}, withdrawn_at, withdrawn_by, withdrawn_why"
_STANDING = f"""
SELECT {_COLUMNS} FROM announcements WHERE id IN (
    SELECT max(id) FROM announcements
    WHERE (:before IS NULL AND withdrawn_at IS NULL)
       OR (added_at < :before AND (withdrawn_at IS NULL OR withdrawn_at >= :before))
    GROUP BY period
) ORDER BY effective_from
"""


def add_announcement(connection: sqlite3.Connection, price: AnnouncedPrice) -> None:
    """From now on this is the price of its period; `price.added` must say how it came."""
    added = price.added or Added("", "")
    row = (
        price.period,
        price.effective_from.isoformat(),
        price.effective_to.isoformat(),
        price.announced_on.isoformat() if price.announced_on else "",
        *(exact_text(value) for value in (price.price, price.basis, price.step)),
        *(price.step_origin, price.confidence, price.note, price.source, price.address),
        *(added.why, added.by, added.at),
    )
    marks = ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO announcements ({_PRICE}) VALUES ({marks})", row)


def standing_announcements(connection: sqlite3.Connection, before: str | None = None) -> list[AnnouncedPrice]:
    """The price of each period that holds now, or held just before a moment (UTC, ISO), in time order."""
    return [kept.price for kept in _kept(connection.execute(_STANDING, {"before": before}))]


def all_announcements(connection: sqlite3.Connection) -> list[KeptPrice]:
    """Every row in the order in which they were added, corrected and withdrawn ones too."""
    return _kept(connection.execute(f"SELECT {_COLUMNS} FROM announcements ORDER BY id"))


def withdraw_announcements(connection: sqlite3.Connection, period: str, withdrawn: Withdrawn) -> int:
    """Let no row of a period hold any more, so that none that was corrected comes back; how many there were."""
    values = (withdrawn.at, withdrawn.by, withdrawn.why, period)
    return connection.execute(
        "UPDATE announcements SET withdrawn_at = ?, withdrawn_by = ?, withdrawn_why = ?"
        " WHERE period = ? AND withdrawn_at IS NULL",
        values,
    ).rowcount


def _kept(rows: Iterable[tuple[Any, ...]]) -> list[KeptPrice]:
    return [KeptPrice(row[0], _price(row[1:16]), Withdrawn(*row[16:]) if row[16] else None) for row in rows]


def _price(row: tuple[str, ...]) -> AnnouncedPrice:
    period, start, end, day, price, basis, step, origin, confidence, note, source, address, why, name, at = row
    return AnnouncedPrice(
        period=period,
        effective_from=date.fromisoformat(start),
        effective_to=date.fromisoformat(end),
        announced_on=date.fromisoformat(day) if day else None,
        price=exact(price),
        basis=exact(basis),
        step=exact(step),
        step_origin=origin,
        confidence=confidence,
        note=note,
        source=source,
        address=address,
        added=Added(at, name, why),
    )
