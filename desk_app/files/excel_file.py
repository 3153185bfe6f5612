"""Workbooks (XLSX and its kin) through calamine; every cell becomes the text Excel would show for its value."""

import struct
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any, BinaryIO
from xml.parsers.expat import ExpatError

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
from desk_app.files import old_book, package
from desk_app.files.heed import heed
from desk_app.files.package import Unread
from desk_app.files.reader import LONGEST_CELL, Block, Columns, Reader, Table, table_of_blocks
from desk_app.files.sheet_xml import Place

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


def read_workbook(
    path: Path, score: Callable[[Sequence[Sequence[str]]], int], encoding: str | None = None
) -> list[Table]:
    """Every sheet of the workbook, from cell A1 on, so that row numbers are the owner's."""
    try:
        with path.open("rb") as stream:
            unread: Unread = {}
            if stream.read(len(_OLE)) == _OLE:
                old_book.look_over(path)
            else:
                unread = package.look_over(path)
            tables = _tables(stream, unread, path.name)
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


def _tables(stream: BinaryIO, unread: Unread, name: str) -> list[Table]:
    """By its content: given a path, calamine would believe the suffix."""
    stream.seek(0)
    with CalamineWorkbook.from_filelike(stream) as book:
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        return [_table(book, sheet, unread.get(sheet.name, {}), name) for sheet in sheets]


_DAMAGE = (
    CalamineError, ZipError, zipfile.BadZipFile, zlib.error, ExpatError, struct.error, RuntimeError, OSError,
    ValueError, LookupError, EOFError,
)  # fmt: skip


def _is_damage(error: BaseException) -> bool:
    """What the readers raise for a broken file; a panic of the Rust reader is no `Exception` and has no public name."""
    return isinstance(error, _DAMAGE) or type(error).__name__ == "PanicException"


def _table(book: CalamineWorkbook, sheet: SheetMetadata, unread: dict[Place, str], name: str) -> Table:
    """The sheet as blocks of columns, as far as its last cell, read or unread; far below each other only what is
    filled.
    """
    data = book.get_sheet_by_name(sheet.name)
    known, left = data.end[0] + 1 if data.end else 0, data.start[1] if data.start else 0
    across = data.width if data.start else 0
    lines = max([known, *(row + 1 for row, _ in unread)])
    width = max([left + across, *(column + 1 for _, column in unread)])
    blank: list[Any] = [""] * across
    rows: Iterator[list[Any]] = chain(data.iter_rows(), repeat(blank, lines - known))
    texts, blocks, marked = _Texts(name), list[Block](), frozenset(row + 1 for row, _ in unread)
    for first in range(1, lines + 1, _ROWS):
        heed()
        for start, part in _filled(list(islice(rows, _ROWS)), first, blank, marked):
            read = list(map(texts.of_column, zip(*part, strict=True)))
            empty = [""] * len(part)
            columns = [*repeat(empty, left), *read, *repeat(empty, width - left - len(read))]
            columns = _with_unread(columns, unread, start, len(part))
            blocks.append(Block(start, Columns(columns, len(part)), columns))
    return table_of_blocks(sheet.name, blocks, hidden=sheet.visible is not SheetVisibleEnum.Visible)


def _filled(
    rows: list[list[Any]], first: int, blank: list[Any], marked: frozenset[int]
) -> Iterator[tuple[int, list[list[Any]]]]:
    """The rows, the first of them line `first` of the sheet, cut where many blank ones follow each other; those are
    left out, but not line 1. `marked` lines are not blank.
    """
    start = last = 0 if first == 1 else -_GAP
    for at, row in enumerate(rows):
        if row == blank and first + at not in marked:
            continue
        if at - last >= _GAP:
            if last >= 0:
                yield first + start, rows[start : last + 1]
            start = at
        last = at
    if last >= 0 and rows:
        yield first + start, rows[start : last + 1]


def _with_unread(columns: list[list[str]], unread: dict[Place, str], first: int, many: int) -> list[list[str]]:
    """The columns, changed where they hold cells which the reader gave as blank."""
    for (row, at), text in unread.items():
        line = row + 1 - first
        if 0 <= line < many and not columns[at][line]:
            column = columns[at] = [*columns[at]]
            column[line] = text
    return columns


class _Texts:
    """The texts of values, remembered by kind: 1.0, 1 and TRUE are equal, and not the same."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._memos: dict[type, _Memo] = defaultdict(_Memo)

    def of_column(self, column: Sequence[Any]) -> list[str]:
        kinds = set(map(type, column))
        if kinds == {float} and 2 * len(set(column)) > len(column):
            return number_texts(column)
        if str not in kinds and len(kinds) == 1:
            return list(map(self._memos[kinds.pop()].__getitem__, column))
        memos = self._memos
        texts = list(column) if kinds == {str} else [c if type(c) is str else memos[type(c)][c] for c in column]
        if max(map(len, texts), default=0) > LONGEST_CELL:
            raise refuse("cell_too_long", file=self._name)
        return texts


class _Memo(dict[object, str]):
    """The text of each value seen lately."""

    def __missing__(self, known: object) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        text = self[known] = cell_text(known)
        return text


_REMEMBERED = 200_000
_ROWS = 5_000
"""Lines made to text at once: so few that a window beside it can answer."""
_GAP = 100
"""A cell can stand a million lines below the table; so many blank lines and more are not looked at one by one."""


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
    text = format(value + 0.0, ".15g")  # plus nothing: there is no minus nought
    return format(Decimal(text), "f") if "e" in text else text


def number_texts(values: Sequence[float]) -> list[str]:
    """`cell_text` of many, in one go where none would be written with an exponent or as minus nought."""
    text = "%.15g\n" * len(values) % tuple(values)
    if "e" in text or "-0\n" in text:
        return list(map(_number_text, values))
    return text.splitlines()


EXCEL = Reader("workbook", lambda head: head.startswith((_ZIP, _OLE)), read_workbook)
