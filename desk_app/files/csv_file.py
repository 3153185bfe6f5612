"""Delimited text: comma, semicolon, tab or bar, in whatever encoding the ladder finds."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from desk_app.domain.base.problem import refuse
from desk_app.files.encoding import decode
from desk_app.files.reader import Reader, Table

_DELIMITERS = (",", "\t", ";", "|")
_HEAD_LINES = 60
_LONGEST_CELL = 1_000_000


def read_text_table(path: Path, score: Callable[[Sequence[Sequence[str]]], int]) -> list[Table]:
    """The one table of a text file; the delimiter is the one under which most headings are understood."""
    text, encoding = decode(path.read_bytes(), path.name)
    head = "".join(io.StringIO(text).readlines(200_000)[:_HEAD_LINES])
    delimiter = max(_DELIMITERS, key=lambda sign: (score(_rows(head, sign, path)), head.count(sign)))
    return [Table("", _rows(text, delimiter, path), encoding)]


def _rows(text: str, delimiter: str, path: Path) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise refuse("file_not_a_table", file=path.name) from error


CSV = Reader("text", lambda head: True, read_text_table)
