"""Deliveries that were settled at a provisional price, until the price of their own quarter is announced."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk_app.domain.ore.delivery import Delivery
from desk_app.domain.ore.lot import Lot
from desk_app.store.codec import to_decimal, to_text


@dataclass(frozen=True, slots=True)
class Booked:
    """A delivery of a contract ("": none), settled at the price of the period `paid` so far. `rolled`: the period whose
    price took its place, with the `sheet`; None while it is open.
    """

    id: int
    contract: str
    delivery: Delivery
    paid: str
    rolled: str | None
    sheet: int | None


_COLUMNS = "id, contract, day, ref, reo, moisture, wet, paid, rolled, sheet"


def add_deliveries(
    connection: sqlite3.Connection, contract: str, deliveries: Iterable[Delivery], paid: str, name: str, at: str
) -> None:
    """Book them; each has a day, and none is booked already."""
    connection.executemany(
        "INSERT INTO deliveries (contract, day, ref, reo, moisture, wet, paid, name, added_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                contract,
                each.day.isoformat() if each.day else "",
                each.ref,
                *(to_text(figure) for figure in (each.lot.reo, each.lot.moisture, each.lot.wet)),
                paid,
                name,
                at,
            )
            for each in deliveries
        ),
    )


def is_booked(connection: sqlite3.Connection, contract: str, one: Delivery) -> bool:
    """Whether the very same delivery stands already."""
    sql = f"SELECT {_COLUMNS} FROM deliveries WHERE withdrawn_why IS NULL AND contract = ? AND day = ? AND ref = ?"
    rows = connection.execute(sql, (contract, one.day.isoformat() if one.day else "", one.ref))
    return any(_booked(row).delivery == one for row in rows)


def standing(connection: sqlite3.Connection) -> list[Booked]:
    """All that were not withdrawn, by contract and day."""
    sql = f"SELECT {_COLUMNS} FROM deliveries WHERE withdrawn_why IS NULL ORDER BY contract, day, id"
    return [_booked(row) for row in connection.execute(sql)]


def note_rolled(connection: sqlite3.Connection, numbers: Iterable[int], period: str, sheet: int) -> None:
    """They are on a sheet that brings them to the price of a period."""
    connection.executemany(
        "UPDATE deliveries SET rolled = ?, sheet = ? WHERE id = ? AND rolled IS NULL",
        ((period, sheet, number) for number in numbers),
    )


def withdraw(connection: sqlite3.Connection, number: int, why: str, name: str) -> bool:
    """It was booked by mistake; False where there is none that is open."""
    sql = "UPDATE deliveries SET withdrawn_why = ?, withdrawn_by = ? WHERE id = ? AND rolled IS NULL"
    done = connection.execute(f"{sql} AND withdrawn_why IS NULL", (why, name, number))
    return done.rowcount == 1


def _booked(row: tuple[Any, ...]) -> Booked:
    number, contract, day, ref, reo, moisture, wet, paid, rolled, sheet = row
    lot = Lot(to_decimal(reo), to_decimal(moisture), to_decimal(wet))
    return Booked(number, contract, Delivery(date.fromisoformat(day), ref, lot), paid, rolled, sheet)
