"""Delimited text: comma, semicolon, tab or bar, in whatever encoding the ladder finds."""

import csv
import io
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from desk_app.domain.base.problem import Problem, Refused
from desk_app.files.encoding import decode
from desk_app.files.reader import Reader, Table

_DELIMITERS = (",", "\t", ";", "|")
_HEAD_LINES = 60
_LONGEST_CELL = 1_000_000


def read_text_table(path: Path, score: Callable[[Sequence[Sequence[str]]], int]) -> list[Table]:
    """The one table of a text file; the delimiter is the one under which most headings are understood."""
    text, encoding = decode(path.read_bytes(), path.name)
    head = "".join(io.StringIO(text).readlines(200_000)[:_HEAD_LINES])
    delimiter = max(_DELIMITERS, key=lambda sign: (score(_tried(head, sign)), head.count(sign)))
    return [Table("", _rows(text, delimiter, path.name), encoding, delimiter)]


def _tried(head: str, delimiter: str) -> list[list[str]]:
    """The first lines as this delimiter would cut them; they may end in the middle of a quoted cell."""
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows.extend(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter))
    return rows


def _rows(text: str, delimiter: str, name: str) -> list[list[str]]:
    """Every line; `Refused` names the one whose quotes do not close, for it would swallow those below it."""
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise _uncut(name, len(rows) + 1) from error
    for number, row in enumerate(rows, 1):
        if any("\n" in cell and _holds_a_line(cell, delimiter, len(row)) for cell in row):
            raise _uncut(name, number)
    return rows


def _uncut(name: str, row: int) -> Refused:
    return Refused(Problem("file_row_uncut", row=row, facts={"file": name}))


def _holds_a_line(cell: str, delimiter: str, width: int) -> bool:
    """Whether a cell of several lines holds a whole line of the table: a stray quote before, another after it."""
    return width > 2 and any(line.count(delimiter) >= width - 1 for line in cell.splitlines())


CSV = Reader("text", lambda head: True, read_text_table)
