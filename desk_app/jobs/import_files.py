"""Import trade files: read, understand, match with what is known, write; one transaction a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from desk_app.domain.base.problem import Level, Problem, Refused, refuse
from desk_app.domain.base.tax import Tax
from desk_app.domain.product.catalogue import Catalogue
from desk_app.domain.trade.build import Builder, HeldRow, LeftOut, Outcome, Taken
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.trade import Identities, Trade, content_hash
from desk_app.jobs.load_products import load_products
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
from desk_app.jobs.read_trade_file import TradeFile, read_trade_file
from desk_app.store import batches, trades
from desk_app.store.database import Connection, writing

_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The user's own word where a file is silent. `source` separates trade numbers of different senders."""

    source: str = ""
    unit: str | None = None
    tax: Tax | None = None
    sheet: str | None = None
    dry_run: bool = False
    sample: bool = False


@dataclass(slots=True)
class Counts:
    """What became of a file's lines: rows = new + same + changed + held, always."""

    new: int = 0
    same: int = 0
    changed: int = 0
    held: int = 0

    @property
    def rows(self) -> int:
        return self.new + self.same + self.changed + self.held


@dataclass(frozen=True, slots=True)
class ImportResult:
    """One file's import. `batch` is None when nothing was written; `refused` when the file was not taken."""

    file: str
    batch: int | None = None
    rows: int = 0
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
    counts: Counts = field(default_factory=Counts)
    problems: list[Problem] = field(default_factory=list)
    held: list[HeldRow] = field(default_factory=list)

    def run(self) -> ImportResult:
        read = read_trade_file(self.path, self.options.sheet, self.options.unit, self.options.tax)
        self.problems += read.problems
        batch = None
        if self.options.dry_run:
            self._through(self.desk.database.conn, None, read)
        else:
            batch = self._write(read)
        if not self.counts.rows:
            raise refuse("file_no_rows", file=self.path.name)
        return self._result(batch, read)

    def _outcomes(self, read: TradeFile) -> Iterator[list[Outcome]]:
        builder = Builder(read.mapping, self.catalogue, _today(), doubt_commas=read.doubt_commas)
        outcomes = builder.outcomes(read.rows())
        total = len(read.table.rows) - read.mapping.header - 1
        done = 0
        while chunk := list(islice(outcomes, _CHUNK)):
            self.progress.step(done, total, "trade.import.taking")
            yield chunk
            done += len(chunk)
        self.progress.step(total, total, "trade.import.taking")

    def _write(self, read: TradeFile) -> int | None:
        with writing(self.desk.database, self.desk.folder) as connection:
            again = batches.imported_before(connection, self.options.source, read.digest)
            batch = batches.add_batch(connection, self._batch_values(read))
            self._through(connection, batch, read)
            if not (self.counts.new or self.counts.changed or (self.held and not again)):
                batches.drop_batch(connection, batch)
                return None
            batches.add_held(connection, batch, () if again else self.held)
            batches.set_counts(connection, batch, _count_values(self.counts))
        return batch

    def _batch_values(self, read: TradeFile) -> dict[str, str | int]:
        return {
            "source": self.options.source,
            "file": _storable(self.path.name),
            "file_hash": read.digest,
            "sheet": read.table.name,
            "encoding": read.table.encoding,
            "imported_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "sample": int(self.options.sample),
            **_count_values(Counts()),
        }

    def _through(self, connection: Connection, batch: int | None, read: TradeFile) -> None:
        identities = Identities(self.options.source, shared_numbers=read.mapping.shared_numbers)
        for chunk in self._outcomes(read):
            taken = [self._sorted(outcome) for outcome in chunk]
            versions = self._matched(connection, identities, [trade for trade in taken if trade])
            if read.mapping.shared_numbers:
                self.problems.extend(_look_alikes(connection, batch, versions))
            if batch is not None:
                trades.add_versions(connection, batch, versions)

    def _sorted(self, outcome: Outcome) -> Trade | None:
        """Note what is held or left out; give the trade of what is taken."""
        if isinstance(outcome, Taken):
            self.problems.extend(outcome.warnings)
            return outcome.trade
        if isinstance(outcome, LeftOut):
            self.problems.append(outcome.problem)
        else:
            self.counts.held += 1
            self.held.append(outcome)
            self.problems.extend(outcome.problems)
        return None

    def _matched(
        self, connection: Connection, identities: Identities, found: Sequence[Trade]
    ) -> list[trades.NewVersion]:
        """Same, changed or new, against the versions that count now."""
        contents = [content_hash(trade) for trade in found]
        keys = [identities.key(trade, content) for trade, content in zip(found, contents, strict=True)]
        known = trades.known_trades(connection, keys)
        versions = []
        for trade, content, key in zip(found, contents, keys, strict=True):
            before = known.get(key)
            if before is None:
                self.counts.new += 1
                versions.append(trades.NewVersion(key, content, trade))
            elif before.content == content:
                self.counts.same += 1
            else:
                self.counts.changed += 1
                versions.append(trades.NewVersion(key, content, trade, before.version + 1, before.id))
        return versions

    def _result(self, batch: int | None, read: TradeFile) -> ImportResult:
        return ImportResult(
            file=self.path.name,
            batch=batch,
            encoding=read.table.encoding,
            sheet=read.table.name,
            headings=tuple(read.table.rows[read.mapping.header]),
            rows=self.counts.rows,
            new=self.counts.new,
            same=self.counts.same,
            changed=self.counts.changed,
            held=self.counts.held,
            problems=tuple(self.problems),
            held_rows=tuple(self.held),
        )


def _look_alikes(connection: Connection, batch: int | None, versions: Sequence[trades.NewVersion]) -> Iterator[Problem]:
    """New trades beside an earlier import's of the same contract, product and day: another load, or a correction?"""
    for version in versions:
        trade = version.trade
        if trade.ref and trades.has_other(connection, trade, batch):
            facts = {"ref": trade.ref}
            yield Problem("ref_same_day", Field.REF.value, trade.source_row, Level.WARNING, facts)


def _count_values(counts: Counts) -> dict[str, int]:
    return {
        "rows": counts.rows,
        "new": counts.new,
        "same": counts.same,
        "changed": counts.changed,
        "held": counts.held,
    }


def _storable(name: str) -> str:
    """A file's name as text, whatever bytes the system took for it."""
    return name.encode(errors="surrogateescape").decode(errors="replace")


def _today() -> date:
    return datetime.now().astimezone().date()
