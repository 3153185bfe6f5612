"""What was imported, and what waits."""

from desk_app.domain.base.problem import Problem
from desk_app.jobs.open_desk import Desk
from desk_app.store.batches import Batch, all_batches
from desk_app.store.held_rows import Held, held_rows, settled_rows


def list_batches(desk: Desk) -> list[Batch]:
    """Every import, the newest first."""
    return all_batches(desk.database.conn)


def list_held(desk: Desk) -> list[Held]:
    """Rows that could not be taken yet, oldest first."""
    return held_rows(desk.database.conn)


def list_settled(desk: Desk) -> list[Held]:
    """Rows that could not be taken at first and wait no more, oldest first."""
    return settled_rows(desk.database.conn)


def became_of(held: Held) -> Problem:
    """What became of a row that waits no more, as something to be told."""
    if held.became is None:
        raise ValueError(f"row {held.id} waits")
    return held.became
