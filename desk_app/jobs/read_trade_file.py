"""Read one trade file as far as it can be understood without the desk: its table, its columns, what is doubtful."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desk_app.domain.base.problem import Level, Problem, refuse
from desk_app.domain.trade import mapping as headings
from desk_app.domain.trade.day_form import fitting_forms, is_open
from desk_app.domain.trade.decide import decide
from desk_app.domain.trade.evidence import tax_proved
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.heading_lines import Row
from desk_app.domain.trade.no_headings import by_position
from desk_app.domain.trade.read_cell import shows_decimal_comma
from desk_app.files.pick import file_hash, left_unread, pick_table, read_tables
from desk_app.files.reader import Block, Table
from desk_app.jobs.import_options import NO_HEADINGS, ImportOptions

Fixes = Mapping[tuple[int, int], str]
Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file whose tables are known, but not what they mean. `digest`: SHA-256 of its bytes."""

    path: Path
    tables: Sequence[Table]
    digest: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class TradeFile:
    """A file understood: `digest` is the SHA-256 of its bytes, `problems` the doubts about it as a whole.

    `doubt_commas`: commas in its numbers may be decimal ones.
    """

    path: Path
    table: Table
    mapping: headings.Mapping
    digest: str
    stamp: Stamp
    problems: tuple[Problem, ...]
    doubt_commas: bool
    fixes: Fixes = field(default_factory=dict)

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands over each column; of two heading lines, both."""
        return self.mapping.texts

    def blocks(self) -> Iterator[Block]:
        """What stands below the headings; `Refused` at the end if the file became another meanwhile."""
        for block in _below(self.table, self.mapping.header + 1):
            yield _mended(block, self.fixes) if self.fixes else block
        if _stamp(self.path) != self.stamp:
            raise refuse("file_changed_meanwhile", file=self.path.name)


def read_trade_file(path: Path, options: ImportOptions) -> TradeFile:
    """Read and understand; `Refused` for what is no trade file, or leaves unit, tax or mass basis open."""
    return understand(open_file(path, options.encoding), options)


def open_file(path: Path, encoding: str | None) -> OpenFile:
    """The tables of a file; `Refused` for what can't be read."""
    before = _stamp(path)
    digest = file_hash(path) if path.is_file() else ""
    return OpenFile(path, read_tables(path, _score, encoding), digest, before)


def choose_table(file: OpenFile, sheet: str | None) -> Table:
    """The sheet of that name, or the likeliest; `Refused` when there is none of that name."""
    return pick_table(file.tables, sheet, _score, file.path.name)


def find_columns(table: Table, options: ImportOptions) -> headings.Mapping | None:
    """What the headings say, before anything is decided; None where none are found. Of a table that is said to have
    none, what the user told of its columns.
    """
    if options.header == NO_HEADINGS:
        return _overruled(by_position(table.head, dict(options.columns)), options)
    header = None if options.header is None else options.header - 1
    mapping = headings.find_mapping(table.head, header, dict(options.columns))
    return mapping and _overruled(mapping, options)


def understand(file: OpenFile, options: ImportOptions) -> TradeFile:
    """What the file says, by its headings and the user's word; `Refused` for what stays open."""
    table = choose_table(file, options.sheet)
    mapping = find_columns(table, options)
    if mapping is None:
        raise refuse("file_no_headings", file=file.path.name)
    mapping, proof = _with_proof(mapping, table, options)
    decided = decide(mapping, options.unit, options.tax, options.basis, options.rates)
    decided = replace(decided, day_form=_day_form(table, mapping, options.day_form))
    unread = left_unread(file.tables, table, _score) if options.sheet is None else []
    doubts = (*unread, *decided.doubts, *proof)
    commas = _doubts_commas(table, mapping)
    return TradeFile(file.path, table, decided, file.digest, file.stamp, doubts, commas, options.fixes)


def _overruled(mapping: headings.Mapping, options: ImportOptions) -> headings.Mapping:
    """Where the user's word stands against the file's, the file has said nothing."""
    columns = dict(mapping.columns)
    if "unit" in options.overrule:
        columns.pop(Field.PRICE_UNIT, None)
        columns.pop(Field.CURRENCY, None)
        mapping = replace(mapping, units_said=frozenset(), currencies_said=frozenset(), columns=columns)
    if "tax" in options.overrule:
        columns.pop(Field.TAX, None)
        mapping = replace(mapping, taxes_said=frozenset(), columns=columns)
    if "basis" in options.overrule:
        mapping = replace(mapping, bases_said=frozenset(), price_bases_said=frozenset())
    return mapping


def _score(rows: Sequence[Row]) -> int:
    mapping = headings.find_mapping(rows)
    return mapping.known if mapping else 0


def _stamp(path: Path) -> Stamp:
    """Size and time of change, by which a file that is still being written gives itself away."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _below(table: Table, header: int) -> Iterator[Block]:
    """The blocks from line `header` + 1 on."""
    for block in table.blocks():
        cut = header + 1 - block.first
        if cut <= 0:
            yield block
        elif cut < len(block.rows):
            columns = block.columns and [column[cut:] for column in block.columns]
            yield Block(header + 1, list(block.rows)[cut:], columns)


def _mended(block: Block, fixes: Fixes) -> Block:
    """The block with the texts that the user typed in place of the file's."""
    last = block.first + len(block.rows)
    here = {place: text for place, text in fixes.items() if block.first <= place[0] < last}
    if not here:
        return block
    rows = list(block.rows)
    for (line, column), text in here.items():
        row = list(rows[line - block.first])
        row += [""] * (column + 1 - len(row))
        row[column] = text
        rows[line - block.first] = row
    return Block(block.first, rows)


def _with_proof(
    mapping: headings.Mapping, table: Table, options: ImportOptions
) -> tuple[headings.Mapping, tuple[Problem, ...]]:
    """Where neither the file's words nor the user say whether VAT is in the price, its sums may; that is told."""
    if mapping.taxes_said or Field.TAX in mapping.columns or options.tax is not None or mapping.missing():
        return mapping, ()
    tax = tax_proved(mapping, table.head[mapping.header + 1 :])
    if tax is None:
        return mapping, ()
    told = Problem("tax_by_amounts", "tax", level=Level.WARNING, facts={"tax": f"@ui.ask.{tax.value}"})
    return replace(mapping, taxes_said=frozenset((tax,))), (told,)


def _day_form(table: Table, mapping: headings.Mapping, told: str | None) -> str | None:
    """The one form that fits the whole column of days, where its first lines need one; two are asked about."""
    at = mapping.columns[Field.TRADE_DATE]
    below = table.head[mapping.header + 1 :]
    if not any(is_open(row[at]) for row in below if at < len(row)):
        return told
    forms = fitting_forms({cell for block in _below(table, mapping.header + 1) for cell in _cells(block, at)})
    if told in forms or not forms:
        return told
    if told is None and len(forms) > 1:
        raise refuse("date_form_open", Field.TRADE_DATE.value, forms=", ".join(forms))
    if told is not None:
        raise refuse("date_form_not_as_told", Field.TRADE_DATE.value, forms=", ".join(forms))
    return forms[0]


def _doubts_commas(table: Table, mapping: headings.Mapping) -> bool:
    """A semicolon between cells, or a number whose comma can only be a decimal one."""
    if table.delimiter == ";":
        return True
    columns = [mapping.columns[field] for field in (Field.QUANTITY, Field.PRICE)]
    return table.commas and any(_shows_decimal_comma(block, at) for block in table.blocks() for at in columns)


def _shows_decimal_comma(block: Block, at: int) -> bool:
    return any("," in cell and shows_decimal_comma(cell) for cell in _cells(block, at))


def _cells(block: Block, at: int) -> Iterable[str]:
    """One column of a block, as far as its lines reach."""
    if block.columns is None:
        return (row[at] for row in block.rows if at < len(row))
    return block.columns[at] if at < len(block.columns) else ()
