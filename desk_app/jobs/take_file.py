"""A trade file that is understood into the store: matched with what is known, written in one transaction."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import itemgetter

from desk_app.domain.base.problem import Level, Problem, refuse
from desk_app.domain.product.catalogue import Catalogue
from desk_app.domain.trade.build import HeldRow, LeftOut, Outcome, Taken
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.receipt import notes_of
from desk_app.domain.trade.record import BASIS, LINE, PRODUCT, REF, Record, record_of
from desk_app.domain.trade.sniff import Finding
from desk_app.domain.trade.trade import Trade
from desk_app.jobs.held_again import held_again
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.keep_batch import begin_batch, keep_batch
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
from desk_app.jobs.read_lines import read_lines
from desk_app.jobs.read_trade_file import TradeFile
from desk_app.jobs.recall_mapping import Known, remember_mapping
from desk_app.jobs.settle_held import settle_earlier
from desk_app.jobs.sniff_prices import Sniffer, amounts_of, told
from desk_app.store import trades
from desk_app.store.database import Connection, writing
from desk_app.store.reversals import take_back
from desk_app.store.write_trades import TradeWriter

_MANY = 50_000
"""From so many lines on, an empty store is filled without its indexes, which are built afterwards."""


@contextmanager
def _calm() -> Iterator[None]:
    """Many rows make no cycles: the collector looks less often while they pass."""
    before = gc.get_threshold()
    gc.set_threshold(500_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


_DRY = "mineral_taken_dry"


class _Rehearsed(Exception):
    """A dry run has seen all there is to see; the transaction is taken back."""


def take_file(
    desk: Desk,
    read: TradeFile,
    known: Known,
    catalogue: Catalogue,
    progress: Progress = SILENT,
    *,
    only_clear: bool = False,
) -> ImportResult:
    """Write one file that was read and understood, or with `dry_run` only see what it would do; with `only_clear` too
    where its prices look like something else than they are read as: then `findings` says so.

    `Refused`, and nothing written, when it holds no trades or changed meanwhile.
    """
    return _Import(desk, read, known.options, catalogue, progress, list(known.problems), only_clear).run()


@dataclass(slots=True)
class _Import:
    """One file on its way in."""

    desk: Desk
    read: TradeFile
    options: ImportOptions
    catalogue: Catalogue
    progress: Progress
    problems: list[Problem] = field(default_factory=list)
    only_clear: bool = False
    held: list[HeldRow] = field(default_factory=list)
    red: list[Taken] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()
    left_out: int = 0

    def run(self) -> ImportResult:
        self.problems += self.read.problems
        result: ImportResult | None = None
        try:
            with _calm(), writing(self.desk.database, self.desk.folder) as connection:
                result = self._write(connection, self.read)
                if self._is_rehearsal:
                    raise _Rehearsed
                if not self.options.sample:
                    remember_mapping(connection, self.read, self.options)
        except _Rehearsed:
            pass
        if result is None or not result.rows:
            raise refuse("file_no_rows", file=self.read.path.name)
        return result

    def _write(self, connection: Connection, read: TradeFile) -> ImportResult:
        batch, before = begin_batch(connection, read, self.options), trades.last_trade(connection)
        writer = TradeWriter(
            connection,
            batch,
            self.options.source,
            shared_numbers=read.mapping.shared_numbers,
            many=read.table.lines > _MANY,
        )
        sniffer = Sniffer(connection, self.catalogue, self.options.source, amounts_of(read.mapping))
        for records in self._records(read, sniffer):
            writer.add(records)
            self._say_taken_dry(read, records)
            if read.mapping.shared_numbers and not writer.alone:
                self.problems.extend(_look_alikes(connection, batch, records))
        writer.finish()
        self._take_back(connection, batch, writer)
        again = self._settle_earlier(connection, batch, before)
        self.findings = sniffer.findings()
        self.problems.extend(told(self.findings))
        counts = {**writer.counts(), "held": len(self.held)}
        notes = notes_of(self.problems)
        kept = keep_batch(connection, batch, read, counts, self.held, notes, self.left_out, again)
        return self._result(read, batch if kept and not self._is_rehearsal else None, counts)

    @property
    def _is_rehearsal(self) -> bool:
        return self.options.dry_run or (self.only_clear and bool(self.findings))

    def _say_taken_dry(self, read: TradeFile, records: Sequence[Record]) -> None:
        """Once a file: minerals whose mass is not said to be wet or dry."""
        if read.mapping.basis is not None or any(problem.key == _DRY for problem in self.problems):
            return
        minerals = {product.key for product in self.catalogue.all() if product.is_mineral}
        if any(record[PRODUCT] in minerals and not record[BASIS] for record in records):
            self.problems.append(Problem(_DRY, "unit", level=Level.WARNING))

    def _take_back(self, connection: Connection, batch: int, writer: TradeWriter) -> None:
        """Red-letter lines come last: what they take back may stand below them."""
        for line in self.red:
            trade = line.trade
            if not take_back(connection, batch, writer, trade):
                facts = {"ref": trade.reverses}
                problem = Problem("original_not_there", Field.QUANTITY.value, trade.source_row, facts=facts)
                self.held.append(HeldRow(trade.source_row, line.cells, (problem,)))
                self.problems.append(problem)

    def _settle_earlier(self, connection: Connection, batch: int, before: int) -> Mapping[int, int]:
        """What earlier imports hold, and this one brings in good order, or again (by line the earlier row)."""
        mapping, commas = self.read.mapping, self.read.doubt_commas
        here = (connection, batch, self.catalogue, self.held)
        settled = settle_earlier(*here, mapping=mapping, doubt_commas=commas, after=before)
        again, told_again = held_again(*here, mapping=mapping, doubt_commas=commas)
        self.problems += filter(None, (settled, told_again))
        return again

    def _records(self, read: TradeFile, sniffer: Sniffer) -> Iterator[list[Record]]:
        """What was taken, block by block; the rest is noted on the way."""
        done = 0

        def ask() -> None:
            self.progress.step(done, max(done, read.table.lines), "trade.import.taking")

        ask()
        for lines, found in read_lines(read, self.catalogue, self.options, ask):
            ask()
            others = [record_of(trade) for trade in map(self._noted, found.others) if trade]
            records = sorted([*found.records, *others], key=itemgetter(LINE)) if others else found.records
            sniffer.look(records, found.others)
            yield records
            done += lines
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
            self.left_out += 1
            self.problems.append(outcome.problem)
        else:
            self.held.append(outcome)
            self.problems.extend(outcome.problems)
        return None

    def _result(self, read: TradeFile, batch: int | None, counts: dict[str, int]) -> ImportResult:
        return ImportResult(
            file=self.read.path.name,
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
            findings=self.findings,
        )


def _look_alikes(connection: Connection, batch: int, records: Sequence[Record]) -> Iterator[Problem]:
    """New trades beside an earlier import's of the same contract, product and day: another load, or a correction?"""
    for record in records:
        if record[REF] and trades.has_other(connection, record, batch):
            yield Problem("ref_same_day", Field.REF.value, record[LINE], Level.WARNING, {"ref": record[REF]})
