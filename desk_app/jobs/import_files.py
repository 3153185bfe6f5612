"""Import trade files: read, understand, match with what is known, write; one transaction a file."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from desk_app.domain.base.problem import Level, Problem, Refused, refuse
from desk_app.domain.product.catalogue import Catalogue
from desk_app.domain.trade.block import BlockReader
from desk_app.domain.trade.build import Builder, HeldRow, LeftOut, Outcome, Taken
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.record import LINE, REF, Record, record_of
from desk_app.domain.trade.trade import Trade
from desk_app.files.heed import heeding
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.load_products import load_products
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
from desk_app.jobs.read_trade_file import TradeFile, read_trade_file
from desk_app.store import batches, trades
from desk_app.store.database import Connection, writing
from desk_app.store.reversals import take_back
from desk_app.store.write_trades import TradeWriter

_MANY = 50_000
"""From so many lines on, an empty store is filled without its indexes, which are built afterwards."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """One file's import: rows = new + same + changed + held, always.

    `batch` is None when nothing was written; `refused` when the file was not taken.
    """

    file: str
    batch: int | None = None
    new: int = 0
    same: int = 0
    changed: int = 0
    held: int = 0
    encoding: str = ""
    sheet: str = ""
    headings: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    held_rows: tuple[HeldRow, ...] = ()
    refused: Problem | None = None

    @property
    def rows(self) -> int:
        return self.new + self.same + self.changed + self.held


@contextmanager
def _calm() -> Iterator[None]:
    """Many rows make no cycles: the collector looks less often while they pass."""
    before = gc.get_threshold()
    gc.set_threshold(500_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _Rehearsed(Exception):
    """A dry run has seen all there is to see; the transaction is taken back."""


def import_files(
    desk: Desk, paths: Sequence[Path], options: ImportOptions, progress: Progress = SILENT
) -> tuple[ImportResult, ...]:
    """Import each file by itself; a refused one does not stop the next. `Cancelled` undoes the file at hand."""
    catalogue = load_products(desk)
    return tuple(_import_one(desk, path, options, catalogue, progress) for path in paths)


def _import_one(
    desk: Desk, path: Path, options: ImportOptions, catalogue: Catalogue, progress: Progress
) -> ImportResult:
    try:
        progress.step(0, 0, "trade.import.reading")
        return _Import(desk, path, options, catalogue, progress).run()
    except Refused as refused:
        return ImportResult(path.name, refused=refused.problem)


@dataclass(slots=True)
class _Import:
    """One file on its way in."""

    desk: Desk
    path: Path
    options: ImportOptions
    catalogue: Catalogue
    progress: Progress
    problems: list[Problem] = field(default_factory=list)
    held: list[HeldRow] = field(default_factory=list)
    red: list[Taken] = field(default_factory=list)

    def run(self) -> ImportResult:
        with heeding(lambda: self.progress.step(0, 0, "trade.import.reading")):
            read = read_trade_file(self.path, self.options)
        self.problems += read.problems
        result: ImportResult | None = None
        try:
            with _calm(), writing(self.desk.database, self.desk.folder) as connection:
                result = self._write(connection, read)
                if self.options.dry_run:
                    raise _Rehearsed
        except _Rehearsed:
            pass
        if result is None or not result.rows:
            raise refuse("file_no_rows", file=self.path.name)
        return result

    def _write(self, connection: Connection, read: TradeFile) -> ImportResult:
        again = batches.imported_before(connection, self.options.source, read.digest)
        batch = batches.add_batch(connection, self._batch_values(read))
        writer = TradeWriter(
            connection,
            batch,
            self.options.source,
            shared_numbers=read.mapping.shared_numbers,
            many=read.table.lines > _MANY,
        )
        for records in self._records(read):
            writer.add(records)
            if read.mapping.shared_numbers:
                self.problems.extend(_look_alikes(connection, batch, records))
        writer.finish()
        self._take_back(connection, batch, writer)
        counts = {**writer.counts(), "held": len(self.held)}
        if counts["new"] or counts["changed"] or (self.held and not again):
            batches.add_held(connection, batch, () if again else self.held)
            batches.set_counts(connection, batch, {**counts, "rows": sum(counts.values())})
        else:
            batches.drop_batch(connection, batch)
            batch = 0
        return self._result(read, None if self.options.dry_run else batch or None, counts)

    def _take_back(self, connection: Connection, batch: int, writer: TradeWriter) -> None:
        """Red-letter lines come last: what they take back may stand below them."""
        for line in self.red:
            trade = line.trade
            if not take_back(connection, batch, writer, trade):
                facts = {"ref": trade.reverses}
                problem = Problem("original_not_there", Field.QUANTITY.value, trade.source_row, facts=facts)
                self.held.append(HeldRow(trade.source_row, line.cells, (problem,)))
                self.problems.append(problem)

    def _records(self, read: TradeFile) -> Iterator[list[Record]]:
        """What was taken, block by block; the rest is noted on the way."""
        builder = Builder(read.mapping, self.catalogue, _today(), doubt_commas=read.doubt_commas)
        reader = BlockReader(builder, read.mapping)
        done = 0
        for block in read.blocks():
            self.progress.step(done, max(done, read.table.lines), "trade.import.taking")
            found = reader.read(block.first, block.rows, block.columns)
            others = [record_of(trade) for trade in map(self._noted, found.others) if trade]
            yield sorted([*found.records, *others], key=lambda record: record[LINE]) if others else found.records
            done += len(block.rows)
        self.progress.step(done, done, "trade.import.taking")

    def _noted(self, outcome: Outcome) -> Trade | None:
        """Note what is said, held or left out; the trade of what is taken."""
        if isinstance(outcome, Taken):
            self.problems.extend(outcome.warnings)
            if outcome.trade.reverses:
                self.red.append(outcome)
                return None
            return outcome.trade
        if isinstance(outcome, LeftOut):
            self.problems.append(outcome.problem)
        else:
            self.held.append(outcome)
            self.problems.extend(outcome.problems)
        return None

    def _batch_values(self, read: TradeFile) -> dict[str, str | int]:
        return {
            "source": self.options.source,
            "file": _storable(self.path.name),
            "file_hash": read.digest,
            "sheet": read.table.name,
            "encoding": read.table.encoding,
            "imported_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "sample": int(self.options.sample),
            **dict.fromkeys(("rows", "new", "same", "changed", "held"), 0),
        }

    def _result(self, read: TradeFile, batch: int | None, counts: dict[str, int]) -> ImportResult:
        return ImportResult(
            file=self.path.name,
            batch=batch,
            new=counts["new"],
            same=counts["same"],
            changed=counts["changed"],
            held=counts["held"],
            encoding=read.table.encoding,
            sheet=read.table.name,
            headings=read.headings,
            problems=tuple(self.problems),
            held_rows=tuple(self.held),
        )


def _look_alikes(connection: Connection, batch: int, records: Sequence[Record]) -> Iterator[Problem]:
    """New trades beside an earlier import's of the same contract, product and day: another load, or a correction?"""
    for record in records:
        if record[REF] and trades.has_other(connection, record, batch):
            yield Problem("ref_same_day", Field.REF.value, record[LINE], Level.WARNING, {"ref": record[REF]})


def _storable(name: str) -> str:
    """A file's name as text, whatever bytes the system took for it."""
    return name.encode(errors="surrogateescape").decode(errors="replace")


def _today() -> date:
    return datetime.now().astimezone().date()
