"""Bring an import back that was undone."""

from dataclasses import dataclass

from desk_app.domain.base.problem import refuse
from desk_app.jobs.open_desk import Desk
from desk_app.store import batches, redo
from desk_app.store.database import writing


@dataclass(frozen=True, slots=True)
class Redone:
    """How many trades of the batch count again, and how many do not because of what the batches `refused_by` did
    since.
    """

    redone: int
    refused: int
    refused_by: tuple[int, ...] = ()


def redo_import(desk: Desk, batch: int) -> Redone:
    """Take the last undo of a batch back; `Refused` when there is no such batch, nothing of it is undone, or nothing
    can come back.
    """
    with writing(desk.database, desk.folder) as connection:
        found = batches.find_batch(connection, batch)
        if found is None:
            raise refuse("batch_unknown", "batch", batch=str(batch))
        if found.undone_at is None and not redo.anything_out(connection, batch):
            raise refuse("batch_not_undone", "batch", batch=str(batch))
        done = redo.redo_batch(connection, batch)
        by = ", ".join(map(str, done.refused_by))
        if done.refused and not (done.redone or done.held_too):
            raise refuse("batch_in_again", "batch", batch=str(batch), count=str(done.refused), batches=by)
        batches.mark_redone(connection, batch)
    return Redone(done.redone, done.refused, done.refused_by)
