"""Lines that earlier imports hold, and that this one brings in good order, wait no more."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.product.catalogue import Catalogue
from desk_app.domain.trade.build import HeldRow
from desk_app.domain.trade.came_right import Waiting, came_right, waiting_of
from desk_app.domain.trade.cells import Cells
from desk_app.domain.trade.mapping import Mapping
from desk_app.store.database import Connection
from desk_app.store.held_rows import Held, earlier_rows, settle_held
from desk_app.store.trades import fresh_trades


def settle_earlier(
    connection: Connection,
    batch: int,
    catalogue: Catalogue,
    held: Sequence[HeldRow] = (),
    *,
    mapping: Mapping,
    doubt_commas: bool,
    after: int,
) -> Problem | None:
    """Settle what waits in earlier batches of the source and is among this batch's trades written `after` a number.

    What would wait in undone ones is settled as well, for their redo. `mapping` and `doubt_commas` are this batch's,
    `held` what it holds itself. What is to be told of it; None where nothing was settled.
    """
    earlier = [row for row in earlier_rows(connection, batch) if row.mapping]
    if not earlier:
        return None
    today = datetime.now().astimezone().date()
    undone = {row.id for row in earlier if row.undone}
    waiting = list(known_again(earlier, catalogue, today, shared=mapping.shared_numbers))
    cells = Cells(mapping, catalogue, today, doubt_commas)
    still = [waiting_of(0, batch, row, cells, shared_numbers=mapping.shared_numbers) for row in held]
    found = came_right(waiting, still, fresh_trades(connection, batch, after))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for row, trade in found:
        settle_held(connection, row.id, "came_right", now, str(batch), trade.id)
    right = [row for row, _ in found if row.id not in undone]
    batches = ", ".join(map(str, sorted({row.batch for row in right})))
    facts = {"count": str(len(right)), "batches": batches}
    return Problem("held_brought_right", level=Level.WARNING, facts=facts) if right else None


def known_again(rows: Sequence[Held], catalogue: Catalogue, today: date, *, shared: bool) -> Iterator[Waiting]:
    """Held rows as they are known again; a number serves only where it is the line's own in both files (`shared`: in
    this one it is not).
    """
    cells: dict[int, Cells] = {}
    for held in rows:
        if held.mapping is None:
            continue
        if held.batch not in cells:
            cells[held.batch] = Cells(held.mapping, catalogue, today, held.doubt_commas)
        apart = held.mapping.shared_numbers or shared
        yield waiting_of(held.id, held.batch, held.row, cells[held.batch], shared_numbers=apart)
