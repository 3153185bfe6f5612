"""What an import leaves in the store beside its trades: the batch, the lines it holds, how it was read."""

import getpass
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from desk_app.domain.trade.build import HeldRow
from desk_app.domain.trade.receipt import Notes, reading_of
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.read_trade_file import TradeFile
from desk_app.store import batches
from desk_app.store.database import Connection
from desk_app.store.held_again import join_lines
from desk_app.store.held_rows import add_held, held_before, keep_mapping
from desk_app.store.receipts import keep_reading


def begin_batch(connection: Connection, read: TradeFile, options: ImportOptions) -> int:
    """The number of a new batch, whose counts are not known yet."""
    values = {
        "source": options.source,
        "file": _storable(read.path.name),
        "file_hash": read.digest,
        "sheet": read.table.name,
        "encoding": read.table.encoding,
        "imported_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "sample": int(options.sample),
        "owner": options.owner or login_name(),
        **dict.fromkeys(("rows", "new", "same", "changed", "held"), 0),
    }
    return batches.add_batch(connection, values)


def keep_batch(
    connection: Connection,
    batch: int,
    read: TradeFile,
    counts: Mapping[str, int],
    held: Sequence[HeldRow],
    notes: Iterable[Notes],
    left_out: int,
    again: Mapping[int, int],
) -> bool:
    """Fill in what became of the batch's lines. False, and the batch is dropped, where it brought nothing: no trade,
    and no held line that the same bytes had not brought before. `again`: lines that earlier held rows are once more.
    """
    known = held_before(connection, batch) if held else frozenset()
    if not (counts["new"] or counts["changed"] or any(row.source_row not in known for row in held)):
        batches.drop_batch(connection, batch)
        return False
    add_held(connection, batch, held)
    join_lines(connection, batch, again)
    keep_mapping(connection, batch, read.mapping, doubt_commas=read.doubt_commas)
    batches.set_counts(connection, batch, {**counts, "rows": sum(counts.values())})
    keep_reading(connection, batch, read.headings, reading_of(read.mapping), left_out, notes)
    return True


def login_name() -> str:
    """Who works here, as the system knows them; empty where it does not."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _storable(name: str) -> str:
    """A file's name as text, whatever bytes the system took for it."""
    return name.encode(errors="surrogateescape").decode(errors="replace")
