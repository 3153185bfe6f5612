"""Take a whole import back."""

from dataclasses import dataclass
from datetime import UTC, datetime

from desk_app.domain.base.problem import Refused, refuse
from desk_app.jobs.open_desk import Desk
from desk_app.store import batches
from desk_app.store.database import writing
from desk_app.store.undo import Reversal, undo_batch


@dataclass(frozen=True, slots=True)
class Undone:
    """How many trades of the batch were reversed, kept because sheets (`kept_by`) are built on them, refused because
    later imports (batches `refused_by`) have changed or taken them back since; and how many go on counting because
    later imports (batches `passed_to`) brought them as well, to which they belong now.
    """

    reversed: int
    kept: int
    refused: int
    kept_by: tuple[str, ...] = ()
    refused_by: tuple[int, ...] = ()
    passed: int = 0
    passed_to: tuple[int, ...] = ()


def undo_import(desk: Desk, batch: int) -> Undone:
    """Undo one batch; `Refused` when there is no such batch or nothing of it can be taken back.

    The batch is undone only when nothing of it counts any more; a second undo takes what is left.
    """
    with writing(desk.database, desk.folder) as connection:
        found = batches.find_batch(connection, batch)
        if found is None:
            raise refuse("batch_unknown", "batch", batch=str(batch))
        if found.undone_at is not None:
            raise refuse("batch_undone_before", "batch", batch=str(batch))
        done = undo_batch(connection, batch)
        if not (done.kept or done.refused):
            batches.mark_undone(connection, batch, datetime.now(UTC).isoformat(timespec="seconds"))
        elif not (done.reversed or done.passed):
            raise _nothing_reversed(batch, done)
    return Undone(*(getattr(done, name) for name in Undone.__slots__))


def _nothing_reversed(batch: int, done: Reversal) -> Refused:
    facts = {"batch": str(batch), "sheets": ", ".join(done.kept_by), "batches": ", ".join(map(str, done.refused_by))}
    if not done.kept:
        return refuse("batch_changed_since", "batch", count=str(done.refused), **facts)
    if not done.refused:
        return refuse("batch_kept", "batch", count=str(done.kept), **facts)
    return refuse("batch_kept_and_changed", "batch", kept=str(done.kept), refused=str(done.refused), **facts)
