"""Workbooks (XLSX and its kin) through calamine; every cell becomes the text Excel would show for its value."""

import math
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import ParseError

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    ZipError,
)

from desk_app.domain.base.problem import Refused, refuse
from desk_app.files.package import check_package
from desk_app.files.reader import Reader, Table, table_of
from desk_app.files.unread_cells import Place, unread_cells

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


def read_workbook(
    path: Path, score: Callable[[Sequence[Sequence[str]]], int], encoding: str | None = None
) -> list[Table]:
    """Every sheet of the workbook, from cell A1 on, so that row numbers are the owner's."""
    try:
        if zipfile.is_zipfile(path):
            check_package(path)
        unread = unread_cells(path)
        with CalamineWorkbook.from_path(str(path)) as book:
            sheets = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
            tables = [_table(book, sheet, unread.get(sheet.name, {})) for sheet in sheets]
    except PasswordError as error:
        raise refuse("file_protected", file=path.name) from error
    except Refused:
        raise
    except BaseException as error:
        if not _is_damage(error):
            raise
        raise refuse("file_damaged", file=path.name) from error
    if not tables:
        raise refuse("file_no_headings", file=path.name)
    return tables


_BROKEN_PACKAGE = (ZipError, zipfile.BadZipFile, zlib.error, ParseError)
_DAMAGE = (CalamineError, *_BROKEN_PACKAGE, RuntimeError, OSError, ValueError, EOFError)


def _is_damage(error: BaseException) -> bool:
    """What the readers raise for a broken file; a panic of the Rust reader is no `Exception` and has no public name."""
    return isinstance(error, _DAMAGE) or type(error).__name__ == "PanicException"


def _table(book: CalamineWorkbook, sheet: SheetMetadata, unread: dict[Place, str]) -> Table:
    values = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    texts = _Texts()
    rows = [[cell if type(cell) is str else texts[type(cell), cell] for cell in row] for row in values]
    for (row, column), text in unread.items():
        if row < len(rows) and column < len(rows[row]) and not rows[row][column]:
            rows[row][column] = text
    return table_of(sheet.name, rows, hidden=sheet.visible is not SheetVisibleEnum.Visible)


class _Texts(dict[tuple[type, object], str]):
    """The text of a value by its kind and itself: 1.0, 1 and TRUE are equal, and not the same."""

    def __missing__(self, known: tuple[type, object]) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        text = self[known] = cell_text(known[1])
        return text


_REMEMBERED = 200_000


def cell_text(cell: object) -> str:
    """A cell's value as text: numbers with the 15 digits Excel keeps, days as ISO dates."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number_text(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time(0)
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ")
    if isinstance(cell, (date, time, timedelta)):
        return cell.isoformat() if isinstance(cell, (date, time)) else str(cell)
    return "" if cell is None else str(cell)


def _number_text(value: float) -> str:
    if not math.isfinite(value):
        return str(value)
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = format(Decimal(format(value, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


EXCEL = Reader("workbook", lambda head: head.startswith((_ZIP, _OLE)), read_workbook)
