"""Read one trade file as far as it can be understood without the desk: its table, its columns, what is doubtful."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desk_app.domain.base.problem import Problem, refuse
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.decide import decide
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.mapping import Mapping, Row, find_mapping
from desk_app.domain.trade.read_cell import shows_decimal_comma
from desk_app.files.pick import file_hash, left_unread, pick_table, read_tables
from desk_app.files.reader import Table


@dataclass(frozen=True, slots=True)
class TradeFile:
    """A file read whole: `digest` is the SHA-256 of the very bytes, `problems` the doubts about it as a whole.

    `doubt_commas`: commas in its numbers may be decimal ones.
    """

    table: Table
    mapping: Mapping
    digest: str
    problems: tuple[Problem, ...]
    doubt_commas: bool

    def rows(self) -> Iterator[tuple[int, Row]]:
        """What stands below the headings, with line numbers as the owner sees them."""
        return ((at + 1, self.table.rows[at]) for at in range(self.mapping.header + 1, len(self.table.rows)))


def read_trade_file(path: Path, sheet: str | None, unit: str | None, tax: Tax | None) -> TradeFile:
    """Read and understand; `Refused` for what is no trade file, or leaves unit or tax open."""
    tables, digest = _read_whole(path)
    table = pick_table(tables, sheet, _score, path.name)
    mapping = find_mapping(table.rows)
    if mapping is None:
        raise refuse("file_no_headings", file=path.name)
    decided = decide(mapping, unit, tax)
    unread = left_unread(tables, table, _score) if sheet is None else []
    return TradeFile(table, decided, digest, (*unread, *mapping.doubts), _doubts_commas(table, mapping))


def _score(rows: Sequence[Row]) -> int:
    mapping = find_mapping(rows)
    return mapping.known if mapping else 0


def _read_whole(path: Path) -> tuple[list[Table], str]:
    """The tables and the hash of the bytes they were read from; a file still being written is refused."""
    before = file_hash(path) if path.is_file() else ""
    tables = read_tables(path, _score)
    if file_hash(path) != before:
        raise refuse("file_changed_meanwhile", file=path.name)
    return tables, before


def _doubts_commas(table: Table, mapping: Mapping) -> bool:
    """A semicolon between cells, or a number whose comma can only be a decimal one."""
    columns = [mapping.columns[field] for field in (Field.QUANTITY, Field.PRICE)]
    return table.delimiter == ";" or any(
        "," in row[at] and shows_decimal_comma(row[at]) for row in table.rows for at in columns if at < len(row)
    )
