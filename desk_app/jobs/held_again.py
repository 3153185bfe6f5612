"""Lines that earlier imports hold, and that this one brings again, still faulty: they wait once, with this import."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.product.catalogue import Catalogue
from desk_app.domain.trade.build import HeldRow
from desk_app.domain.trade.came_right import waiting_of
from desk_app.domain.trade.cells import Cells
from desk_app.domain.trade.mapping import Mapping as Columns
from desk_app.domain.trade.sent_again import sent_again
from desk_app.jobs.settle_held import known_again
from desk_app.store.database import Connection
from desk_app.store.held_rows import earlier_lines


def held_again(
    connection: Connection,
    batch: int,
    catalogue: Catalogue,
    held: Sequence[HeldRow],
    *,
    mapping: Columns,
    doubt_commas: bool,
) -> tuple[Mapping[int, int], Problem | None]:
    """By line of this batch's file, the earlier held row which it is once more; and what is to be told of it.

    `mapping` and `doubt_commas` are this batch's, `held` what it holds.
    """
    earlier = {row.id: row for row in earlier_lines(connection, batch)} if held else {}
    if not earlier:
        return {}, None
    today = datetime.now().astimezone().date()
    before = known_again(list(earlier.values()), catalogue, today, shared=mapping.shared_numbers)
    cells = Cells(mapping, catalogue, today, doubt_commas)
    now = [(waiting_of(0, batch, row, cells, shared_numbers=mapping.shared_numbers), row.cells) for row in held]
    pairs = sent_again([(row, earlier[row.id].row.cells) for row in before], now)
    waited = [one.batch for one, _ in pairs if not (earlier[one.id].undone or earlier[one.id].settled)]
    facts = {"count": str(len(waited)), "batches": ", ".join(map(str, sorted(set(waited))))}
    told = Problem("held_sent_in_again", level=Level.WARNING, facts=facts) if waited else None
    return {row.line: one.id for one, row in pairs}, told
