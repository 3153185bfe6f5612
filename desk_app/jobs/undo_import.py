"""Take a whole import back."""

from dataclasses import dataclass
from datetime import UTC, datetime

from desk_app.domain.base.problem import refuse
from desk_app.jobs.open_desk import Desk
from desk_app.store import batches, trades
from desk_app.store.database import writing


@dataclass(frozen=True, slots=True)
class Undone:
    """How many trades of the batch were reversed, kept because something uses them, refused because a later
    import has changed them since.
    """

    reversed: int
    kept: int
    refused: int


def undo_import(desk: Desk, batch: int) -> Undone:
    """Undo one batch; `Refused` when there is no such batch or nothing of it is left."""
    with writing(desk.database, desk.folder) as connection:
        found = batches.find_batch(connection, batch)
        if found is None:
            raise refuse("batch_unknown", "batch", batch=str(batch))
        if found.undone_at is not None:
            raise refuse("batch_undone_before", "batch", batch=str(batch))
        reversed_count, refused = trades.undo_batch(connection, batch)
        if refused and not reversed_count:
            raise refuse("batch_changed_since", "batch", batch=str(batch), count=str(refused))
        if not refused:
            batches.mark_undone(connection, batch, datetime.now(UTC).isoformat(timespec="seconds"))
    return Undone(reversed_count, 0, refused)
