"""All sheets of the desk, for a list."""

from dataclasses import dataclass

from desk_app.jobs.open_desk import Desk
from desk_app.store.sheets import all_sheets


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet in a list. `created_at` is UTC, ISO; `price` yuan per dry tonne without VAT, `total` the difference
    with VAT in yuan ("" without deliveries), both exact decimal text. A receipt has the day of the import as `period`,
    its file as `about`, and its batch.
    """

    id: int
    kind: str
    state: str
    created_at: str
    period: str
    against: str
    contract: str
    seller: str
    buyer: str
    price: str
    deliveries: int
    total: str
    about: str
    batch: str


def list_sheets(desk: Desk) -> list[SheetLine]:
    """Every sheet, the newest first."""
    return [
        SheetLine(
            id=stored.id,
            kind=stored.kind,
            state=stored.state,
            created_at=stored.created_at,
            deliveries=int(stored.data["summary"].get("deliveries", 0)),
            **{name: stored.data["summary"].get(name, "") for name in _TEXTS},
        )
        for stored in all_sheets(desk.database.conn)
    ]


_TEXTS = ("period", "against", "contract", "seller", "buyer", "price", "total", "about", "batch")
