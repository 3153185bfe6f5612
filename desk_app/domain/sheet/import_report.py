"""The receipt of an import (导入回执): every line of the file accounted for, and how the file was read."""

from collections.abc import Iterator

from desk_app.domain.base.problem import Problem
from desk_app.domain.sheet.block import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Notes,
    Signatures,
    Table,
    Text,
    Word,
)
from desk_app.domain.sheet.cells import counted, moment
from desk_app.domain.sheet.sheet import Sheet, SheetKind
from desk_app.domain.trade.price_unit import CURRENCIES
from desk_app.domain.trade.receipt import HeldLine, Reading, Receipt

IMPORT_REPORT = SheetKind("import-report")
ROLES = ("imported", "checked")
MOST_HELD = 500
"""So many held rows are listed; of more, the count."""
_LONGEST = 160
"""Signs of a held row's cells."""


def import_report_sheet(receipt: Receipt) -> Sheet:
    """The receipt as a sheet; its times are printed as they come, so they must be China's."""
    if receipt.lines != receipt.new + receipt.same + receipt.changed + receipt.held:
        raise ValueError(f"batch {receipt.batch} has lost a line")
    summary = {"period": receipt.imported_at.date().isoformat(), "about": receipt.file, "batch": str(receipt.batch)}
    return Sheet(IMPORT_REPORT.key, "", summary, tuple(_blocks(receipt)))


def _blocks(receipt: Receipt) -> Iterator[Block]:
    yield _file(receipt)
    yield _outcome(receipt)
    yield _proof(receipt)
    if receipt.reading.columns:
        yield _columns(receipt.reading)
    if receipt.held_rows:
        yield _held(receipt)
    if receipt.notes:
        yield _notes(receipt)
    yield Notes("remarks", tuple(_remarks(receipt)))
    yield Signatures("signatures", ROLES, ())


def _file(receipt: Receipt) -> Facts:
    return Facts(
        "import",
        (
            ("number", Word("sheet.text.no_number")),
            ("batch", Word("sheet.text.batch", {"batch": Text(str(receipt.batch))})),
            ("file", Text(_line(receipt.file))),
            ("digest", Text(receipt.digest)),
            ("source", _or_none(receipt.source)),
            ("table", _or_none(receipt.sheet)),
            ("encoding", _or_none(receipt.encoding)),
            ("imported_at", moment(receipt.imported_at)),
            ("imported_by", _or_none(receipt.owner)),
        ),
    )


def _or_none(text: str) -> Cell:
    return Text(_line(text)) if text else Word("sheet.text.none")


def _outcome(receipt: Receipt) -> Table:
    counts = (receipt.lines, receipt.new, receipt.same, receipt.changed, receipt.held)
    names = ("lines_in", "lines_new", "lines_same", "lines_changed", "lines_held")
    columns = tuple(Column(Word(f"sheet.column.{name}")) for name in names)
    return Table("outcome", Word("sheet.heading.outcome"), columns, (tuple(map(counted, counts)),))


def _proof(receipt: Receipt) -> Facts:
    """The equation, written out; totals and repeated headings stand apart from it."""
    counts = {"lines": receipt.lines, "new": receipt.new, "same": receipt.same}
    counts |= {"changed": receipt.changed, "held": receipt.held}
    equation = Word("sheet.text.equation", {name: counted(many) for name, many in counts.items()})
    left_out = Word("sheet.text.left_out", {"count": counted(receipt.left_out)})
    return Facts("proof", (("equation", equation), ("left_out", left_out)))


def _columns(reading: Reading) -> Table:
    headings = (
        Column(Word("sheet.column.field"), figures=False, share=16),
        Column(Word("sheet.column.heading"), figures=False, share=34),
        Column(Word("sheet.column.read_as"), figures=False, share=24),
    )
    rows = [_read_column(field, heading, _read_as(reading, field)) for field, heading in reading.columns]
    if reading.second_quantity:
        rows.append(_read_column("quantity", reading.second_quantity, Text("")))
    if reading.second_price:
        rows.append(_read_column("price", reading.second_price, _joined(reading.price_unit, reading.second_tax)))
    return Table("columns", Word("sheet.heading.columns"), headings, tuple(rows))


def _read_column(field: str, heading: str, read_as: Cell) -> tuple[Cell, ...]:
    return Word(f"trade.field.{field}"), Text(_line(heading)), read_as


def _read_as(reading: Reading, field: str) -> Cell:
    if field == "price":
        return _joined(reading.price_unit, reading.tax, reading.price_basis)
    if field == "quantity":
        return _joined(reading.mass_unit, reading.basis)
    return _joined(reading.day_form if field == "trade_date" else "")


def _joined(*said: str) -> Cell:
    """What is said of a column, one after the other; nothing where nothing is."""
    first, *others = [_reading(one) for one in said if one] or [Text("")]
    joined: Cell = first
    for other in others:
        joined = Word("sheet.text.both", {"one": joined, "other": other})
    return joined


def _reading(said: str) -> Cell:
    currency, _, mass = said.partition("/")
    if currency in CURRENCIES:
        return Word("sheet.text.foreign_unit", {"currency": Text(currency.upper()), "mass": _reading(mass)})
    return Word(f"sheet.reading.{said.replace('/', '_')}")


def _held(receipt: Receipt) -> Table:
    columns = (
        Column(Word("sheet.column.row"), share=7),
        Column(Word("sheet.column.field"), figures=False, share=10),
        Column(Word("sheet.column.reason"), figures=False, share=34),
        Column(Word("sheet.column.cells"), figures=False, share=28),
        Column(Word("sheet.column.owner"), figures=False, share=11),
    )
    rows = (line for row in receipt.held_rows[:MOST_HELD] for line in _held_lines(row))
    return Table("held", Word("sheet.heading.held", {"count": counted(receipt.held)}), columns, tuple(rows))


def _held_lines(line: HeldLine) -> Iterator[tuple[Cell, ...]]:
    """A line a reason, then what became of it; what the row says, and who settles it, stand beside the first."""
    row = line.row
    cells = " | ".join(cell.strip() for cell in row.cells if cell.strip())
    said: tuple[Cell, ...] = (Text(_cut(cells)), _or_none(line.owner))
    for problem in row.problems:
        yield _number(row.source_row), _field(problem), _reason(problem), *said
        said = (Text(""), Text(""))
    if line.became:
        yield _number(row.source_row), Word("sheet.text.became"), _reason(line.became), *said


def _number(row: int | None) -> Cell:
    """A line of the sheet, without commas: it is looked up, not added up."""
    return Text(str(row)) if row else Text("")


def _line(text: str) -> str:
    """Text from a file in one line, with nothing in it that can't be printed."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _cut(text: str) -> str:
    return _line(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")


def _field(problem: Problem) -> Word:
    return Word(f"trade.field.{problem.field}")


def _reason(problem: Problem) -> Word:
    facts: dict[str, Cell] = {name: Fact(value) for name, value in problem.facts.items()}
    return Word(f"problem.{problem.key}", facts | {"row": _number(problem.row), "field": _field(problem)})


def _notes(receipt: Receipt) -> Table:
    columns = (
        Column(Word("sheet.column.row"), share=7),
        Column(Word("sheet.column.field"), figures=False, share=10),
        Column(Word("sheet.column.note"), figures=False, share=73),
    )
    rows: list[tuple[Cell, ...]] = []
    for kind in receipt.notes:
        rows += [(_number(found.row), _field(found), _reason(found)) for found in kind.first]
        if kind.count > len(kind.first):
            rows.append((Text(""), Text(""), Word("sheet.text.more", {"count": counted(kind.count - len(kind.first))})))
    return Table("notes", Word("sheet.heading.notes"), columns, tuple(rows))


def _remarks(receipt: Receipt) -> Iterator[Cell]:
    yield Word("sheet.remark.lines")
    if receipt.undone_at:
        yield Word("sheet.remark.undone", {"at": moment(receipt.undone_at)})
    if receipt.sample:
        yield Word("sheet.remark.sample")
    if not receipt.held:
        yield Word("sheet.remark.no_held")
    elif not receipt.held_rows:
        yield Word("sheet.remark.held_before")
    if len(receipt.held_rows) > MOST_HELD:
        yield Word("sheet.remark.held_most", {"most": counted(MOST_HELD), "batch": Text(str(receipt.batch))})
    if receipt.reading.rates:
        yield Word("sheet.remark.rates", {"rates": Text(" | ".join(receipt.reading.rates))})
    if receipt.reading.unread:
        yield Word("sheet.remark.unread", {"headings": Text(_cut(" | ".join(receipt.reading.unread)))})
    if not receipt.reading.columns:
        yield Word("sheet.remark.not_kept")
