"""A row that waits in the store is put right: taken as a trade of its own import, or held on with what was typed."""

from collections.abc import Mapping
from datetime import UTC, datetime

from desk_app.domain.base.problem import refuse
from desk_app.domain.trade.build import Builder, HeldRow, Taken
from desk_app.domain.trade.record import record_of
from desk_app.jobs.load_products import load_products
from desk_app.jobs.mend_lines import Line, column_of, line_of
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.settle_held import settle_earlier
from desk_app.store import batches, held_rows
from desk_app.store.claims import give_to_earliest
from desk_app.store.database import Connection, writing
from desk_app.store.held_rows import Held
from desk_app.store.reversals import take_back
from desk_app.store.trades import last_trade
from desk_app.store.write_trades import TradeWriter


def mend_held(desk: Desk, number: int, fixes: Mapping[int, str], *, confirm: bool = False) -> Line:
    """Type texts in place of those in columns (from 0) of a held row, or `confirm` its unlikely figures.

    The row as it is then; without a problem that holds it, it was written as a trade. `Refused` when no such row waits,
    or its import is from before readings were kept.
    """
    catalogue = load_products(desk)
    with writing(desk.database, desk.folder) as connection:
        held = _waiting(connection, number)
        if held.mapping is None:
            raise refuse("held_without_reading", "row", row=str(held.row.source_row), file=held.file)
        cells, line = _typed(held.row.cells, fixes), held.row.source_row
        today = datetime.now().astimezone().date()
        confirmed = frozenset((line,)) if confirm else frozenset[int]()
        builder = Builder(held.mapping, catalogue, today, doubt_commas=held.doubt_commas, confirmed=confirmed)
        (outcome,) = list(builder.outcomes([(line, cells)])) or [HeldRow(line, cells, held.row.problems)]
        mended = line_of(line, cells, outcome)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        before = last_trade(connection)
        if isinstance(outcome, Taken) and _written(connection, held, outcome):
            held_rows.note_fixes(connection, held, fixes, held.row, now)
            held_rows.settle_held(connection, held.id, "fixed", now)
            commas = held.doubt_commas
            settle_earlier(connection, held.batch, catalogue, mapping=held.mapping, doubt_commas=commas, after=before)
            return mended
        problems = outcome.problems if isinstance(outcome, HeldRow) else held.row.problems
        held_rows.note_fixes(connection, held, fixes, HeldRow(line, cells, problems), now)
    return line_of(line, cells, HeldRow(line, cells, problems))


def set_aside(desk: Desk, number: int, why: str) -> None:
    """A held row is not wanted: it waits no more, and stays in the store with the reason."""
    if not why.strip():
        raise refuse("held_no_reason", "row")
    with writing(desk.database, desk.folder) as connection:
        held = _waiting(connection, number)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        held_rows.settle_held(connection, held.id, "set_aside", now, why.strip())


def hand_over(desk: Desk, number: int, owner: str) -> None:
    """A held row is for somebody else to settle; `Refused` when it does not wait, or nobody is named."""
    if not owner.strip():
        raise refuse("held_no_owner", "row")
    with writing(desk.database, desk.folder) as connection:
        held_rows.hand_over(connection, _waiting(connection, number).id, owner.strip())


def place_of(held: Held) -> int | None:
    """The column, from 0, in which a held row's first problem can be put right; None where it is not one cell's."""
    return column_of(held.mapping.columns, held.row.problems[0]) if held.mapping and held.row.problems else None


def _waiting(connection: Connection, number: int) -> Held:
    held = held_rows.find_held(connection, number)
    if held is None:
        raise refuse("held_unknown", "row", row=str(number))
    return held


def _typed(cells: tuple[str, ...], fixes: Mapping[int, str]) -> tuple[str, ...]:
    width = max(len(cells), *(column + 1 for column in fixes), 0)
    return tuple(fixes.get(at, cells[at] if at < len(cells) else "") for at in range(width))


def _written(connection: Connection, held: Held, taken: Taken) -> bool:
    """Write the trade as one of the row's own import, whose counts follow; False for a red letter without original."""
    shared = held.mapping is not None and held.mapping.shared_numbers
    writer = TradeWriter(connection, held.batch, held.source, shared_numbers=shared)
    if taken.trade.reverses:
        if not take_back(connection, held.batch, writer, taken.trade):
            return False
    else:
        writer.add([record_of(taken.trade)])
    writer.finish()
    give_to_earliest(connection, held.batch)
    batches.move_held(connection, held.batch, writer.counts())
    return True
