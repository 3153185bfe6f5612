"""A workbook's package before it is read: a foreign zip, a bomb or a lone far cell is refused, not suffered.

A reader lays a sheet out as one full rectangle: one cell at XFD1048576 would ask for more memory than there is.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from desk_app.domain.base.problem import refuse

_BOOKS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_LARGEST_PARTS = 1_000_000_000
_LARGEST_UNDOUBTED = 100_000_000
_TIGHTEST = 200
_MOST_CELLS = 30_000_000
_NARROW = 26
"""Sheets up to column Z count as so wide: their cells are not looked at one by one."""

_CHUNK = 1 << 20
_OVERLAP = 64
_FAR = re.compile(rb"""\sr\s*=\s*["'](?:[A-Z]{2,}\d|[A-Z]?\d{7})""")
"""A cell beyond column Z, or beyond the millionth line: most sheets have none, and then nothing is counted."""

_FAR_COLUMN = re.compile(rb"""\sr\s*=\s*["']([A-Z]{2,})\d+["']""")
_FAR_ROW = re.compile(rb"""\sr\s*=\s*["'][A-Z]*(\d{6,})["']""")


def check_package(path: Path) -> None:
    """`Refused` when the zip is no workbook, unpacks to too much, or spans too many cells."""
    with zipfile.ZipFile(path) as package:
        parts = package.infolist()
        if not any(part.filename in _BOOKS for part in parts):
            raise refuse("file_not_a_table", file=path.name)
        if sum(part.file_size for part in parts) > _LARGEST_PARTS or any(map(_is_bomb, parts)):
            raise refuse("file_unpacks_too_large", file=path.name)
        for part in parts:
            if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                _check_sheet(package, part, path.name)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    """Packed tighter than any table is: one sign repeated to fill the memory."""
    return part.file_size > _LARGEST_UNDOUBTED and part.file_size > _TIGHTEST * part.compress_size


def _check_sheet(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    if not any(_FAR.search(piece) for piece in _pieces(package, part)):
        return
    rows, columns = 1, _NARROW
    for piece in _pieces(package, part):
        rows = max(rows, *(int(found) for found in _FAR_ROW.findall(piece)), 1)
        columns = max(columns, *(_column(found) for found in set(_FAR_COLUMN.findall(piece))), 1)
        if rows * columns > _MOST_CELLS:
            raise refuse("sheet_spans_too_far", file=name)


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part in pieces that overlap a little, so that no cell's name is cut in two."""
    kept = b""
    with package.open(part) as stream:
        while piece := stream.read(_CHUNK):
            yield kept + piece
            kept = piece[-_OVERLAP:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:8]:
        number = number * 26 + letter - 64
    return number
