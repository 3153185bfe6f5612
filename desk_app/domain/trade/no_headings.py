"""A table whose first line is data already: its columns go by letters, as in a sheet, and mean what the user says."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from desk_app.domain.base.exact import NotExact
from desk_app.domain.trade.day_form import is_open
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.heading_lines import Row
from desk_app.domain.trade.mapping import Mapping as Columns
from desk_app.domain.trade.mapping import Told
from desk_app.domain.trade.read_cell import CellProblem, read_day, read_number


def letters(rows: Iterable[Row]) -> tuple[str, ...]:
    """A name for each column of the rows: A to Z, AA and on."""
    return tuple(map(_letters, range(1, max(map(len, rows), default=0) + 1)))


def _letters(number: int) -> str:
    text = ""
    while number:
        number, at = divmod(number - 1, 26)
        text = chr(ord("A") + at) + text
    return text


def by_position(rows: Sequence[Row], told: Told) -> Columns:
    """The mapping of a table without a heading line; it knows no more than what the user told of its columns.

    Its numbers may be those of contracts: another delivery must never pass for a correction of the first.
    """
    names = letters(rows)
    columns = {field: at for at, field in told.items() if field is not None and at < len(names)}
    shared = Field.REF in columns
    return Columns(-1, columns, shared_numbers=shared, known=len(columns), width=len(names), texts=names)


def fits(rows: Sequence[Row], told: Mapping[int, Field | None], today: date) -> bool:
    """Whether days and numbers stand where they were told to, in most of the filled rows: letters alone tell little."""
    readable: dict[Field | None, Callable[[str], object]] = {
        Field.TRADE_DATE: lambda text: is_open(text) or read_day(text, today),
        Field.QUANTITY: read_number,
        Field.PRICE: read_number,
    }
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    wanted = [(at, readable[field]) for at, field in told.items() if field in readable]
    good = sum(all(_reads(row, at, read) for at, read in wanted) for row in filled)
    return bool(filled) and 2 * good > len(filled)


def _reads(row: Row, at: int, read: Callable[[str], object]) -> bool:
    try:
        read(row[at].strip() if at < len(row) else "")
    except (CellProblem, NotExact):
        return False
    return True
