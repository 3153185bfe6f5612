"""Bring an import back that was undone."""

from dataclasses import dataclass

from desk_app.domain.base.problem import refuse
from desk_app.jobs.open_desk import Desk
from desk_app.store import batches, redo
from desk_app.store.database import writing


@dataclass(frozen=True, slots=True)
class Redone:
    """How many trades of the batch count again, and how many do not because another import has been there since."""

    redone: int
    refused: int


def redo_import(desk: Desk, batch: int) -> Redone:
    """Redo one batch; `Refused` when there is no such batch, it is not undone, or nothing of it can come back."""
    with writing(desk.database, desk.folder) as connection:
        found = batches.find_batch(connection, batch)
        if found is None:
            raise refuse("batch_unknown", "batch", batch=str(batch))
        if found.undone_at is None:
            raise refuse("batch_not_undone", "batch", batch=str(batch))
        count, refused = redo.redo_batch(connection, batch)
        if refused and not count:
            raise refuse("batch_in_again", "batch", batch=str(batch), count=str(refused))
        batches.mark_redone(connection, batch)
    return Redone(count, refused)
