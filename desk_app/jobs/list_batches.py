"""What was imported, and what waits."""

from desk_app.jobs.open_desk import Desk
from desk_app.store.batches import Batch, all_batches
from desk_app.store.held_rows import Held, held_rows


def list_batches(desk: Desk) -> list[Batch]:
    """Every import, the newest first."""
    return all_batches(desk.database.conn)


def list_held(desk: Desk, batch: int | None = None) -> list[Held]:
    """Rows that could not be taken yet, oldest first."""
    return held_rows(desk.database.conn, batch)
