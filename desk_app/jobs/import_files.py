"""Import trade files: read, understand, match with what is known, write; one transaction a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.domain.base.tax import Tax
from desk_app.domain.product.catalogue import Catalogue
from desk_app.domain.trade.build import Builder, HeldRow, LeftOut, Outcome, Taken
from desk_app.domain.trade.decide import decide
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.mapping import Mapping, Row, find_mapping
from desk_app.domain.trade.read_cell import shows_decimal_comma
from desk_app.domain.trade.trade import Identities, Trade, content_hash
from desk_app.files.pick import file_hash, left_unread, pick_table, read_tables
from desk_app.files.reader import Table
from desk_app.jobs.load_products import load_products
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
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


def _score(rows: Sequence[Row]) -> int:
    mapping = find_mapping(rows)
    return mapping.known if mapping else 0


def _understand(table: Table, options: ImportOptions, file: str) -> Mapping:
    mapping = find_mapping(table.rows)
    if mapping is None:
        raise refuse("file_no_headings", file=file)
    return decide(mapping, options.unit, options.tax)


def _doubts_commas(table: Table, mapping: Mapping) -> bool:
    """Whether this file's commas may be decimal ones: a semicolon between cells, or a number that shows it."""
    columns = [mapping.columns[field] for field in (Field.QUANTITY, Field.PRICE)]
    return table.delimiter == ";" or any(
        "," in row[at] and shows_decimal_comma(row[at]) for row in table.rows for at in columns if at < len(row)
    )


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
        name = self.path.name
        tables = read_tables(self.path, _score)
        table = pick_table(tables, self.options.sheet, _score, name)
        if self.options.sheet is None:
            self.problems += left_unread(tables, table, _score)
        mapping = _understand(table, self.options, name)
        self.problems += mapping.doubts
        batch = None
        if self.options.dry_run:
            self._through(self.desk.database.conn, None, table, mapping)
        else:
            batch = self._write(table, mapping)
        if not self.counts.rows:
            raise refuse("file_no_rows", file=name)
        return self._result(batch, table, mapping)

    def _outcomes(self, table: Table, mapping: Mapping) -> Iterator[list[Outcome]]:
        first = mapping.header + 1
        numbered = ((at + 1, table.rows[at]) for at in range(first, len(table.rows)))
        doubt = _doubts_commas(table, mapping)
        outcomes = Builder(mapping, self.catalogue, _today(), doubt_commas=doubt).outcomes(numbered)
        total = len(table.rows) - first
        done = 0
        while chunk := list(islice(outcomes, _CHUNK)):
            self.progress.step(done, total, "trade.import.taking")
            yield chunk
            done += len(chunk)
        self.progress.step(total, total, "trade.import.taking")

    def _write(self, table: Table, mapping: Mapping) -> int | None:
        with writing(self.desk.database, self.desk.folder) as connection:
            digest = file_hash(self.path)
            again = batches.imported_before(connection, self.options.source, digest)
            batch = batches.add_batch(connection, self._batch_values(digest, table))
            self._through(connection, batch, table, mapping)
            if not (self.counts.new or self.counts.changed or (self.held and not again)):
                connection.execute("DELETE FROM batches WHERE id = ?", (batch,))
                return None
            batches.add_held(connection, batch, () if again else self.held)
            batches.set_counts(connection, batch, _count_values(self.counts))
        return batch

    def _batch_values(self, digest: str, table: Table) -> dict[str, str | int]:
        return {
            "source": self.options.source,
            "file": self.path.name,
            "file_hash": digest,
            "sheet": table.name,
            "encoding": table.encoding,
            "imported_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "sample": int(self.options.sample),
            **_count_values(Counts()),
        }

    def _through(self, connection: Connection, batch: int | None, table: Table, mapping: Mapping) -> None:
        identities = Identities(self.options.source, shared_numbers=mapping.shared_numbers)
        for chunk in self._outcomes(table, mapping):
            taken = [self._sorted(outcome) for outcome in chunk]
            versions = self._matched(connection, identities, [trade for trade in taken if trade])
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

    def _result(self, batch: int | None, table: Table, mapping: Mapping) -> ImportResult:
        return ImportResult(
            file=self.path.name,
            batch=batch,
            encoding=table.encoding,
            sheet=table.name,
            headings=tuple(table.rows[mapping.header]),
            rows=self.counts.rows,
            new=self.counts.new,
            same=self.counts.same,
            changed=self.counts.changed,
            held=self.counts.held,
            problems=tuple(self.problems),
            held_rows=tuple(self.held),
        )


def _count_values(counts: Counts) -> dict[str, int]:
    return {
        "rows": counts.rows,
        "new": counts.new,
        "same": counts.same,
        "changed": counts.changed,
        "held": counts.held,
    }


def _today() -> date:
    return datetime.now().astimezone().date()
