"""Delimited text: comma, semicolon, tab or bar, in whatever encoding the ladder finds. Read in pieces, never whole."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, islice
from pathlib import Path

from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.files.encoding import find_encoding, has_quotes, texts
from desk_app.files.reader import (
    BLOCK_ROWS,
    HEAD_ROWS,
    LONGEST_CELL,
    MOST_COLUMNS,
    Block,
    Columns,
    Reader,
    Row,
    Rows,
    Table,
)

_DELIMITERS = (",", "\t", ";", "|")
_HEAD_CHARACTERS = 200_000
_LONGEST_LINE = 8_000_000


def read_text_table(
    path: Path, score: Callable[[Sequence[Sequence[str]]], int], encoding: str | None = None
) -> list[Table]:
    """The one table of a text file; the delimiter is the one under which most headings are understood."""
    codec, shown = find_encoding(path, encoding)
    head = "".join(io.StringIO(_first_text(path, codec), newline="").readlines()[: HEAD_ROWS + 1])
    if any(line.count(sign) >= MOST_COLUMNS for line in head.splitlines() for sign in _DELIMITERS):
        raise _too_wide(path.name)
    delimiter = max(_DELIMITERS, key=lambda sign: (score(_tried(head, sign)), head.count(sign)))
    read = partial(_blocks, path, codec, delimiter)
    rows: Rows = []
    with suppress(Refused):  # said when the lines are read
        rows = list(islice(chain.from_iterable(block.rows for block in read()), HEAD_ROWS))
    per_line = max(1, len(head.encode()) // max(1, head.count("\n")))
    commas = delimiter != "," or has_quotes(path)
    return [Table("", rows, read, path.stat().st_size // per_line, shown, delimiter, commas=commas)]


def _first_text(path: Path, codec: str) -> str:
    text = ""
    for piece in texts(path, codec):
        text += piece
        if len(text) >= _HEAD_CHARACTERS:
            break
    return text[:_HEAD_CHARACTERS]


def _tried(head: str, delimiter: str) -> Rows:
    """The first lines as this delimiter would cut them; they may end in the middle of a quoted cell."""
    rows: Rows = []
    csv.field_size_limit(LONGEST_CELL)
    with suppress(csv.Error):
        rows.extend(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter))
    return rows


def _blocks(path: Path, codec: str, delimiter: str) -> Iterator[Block]:
    """Without a quote sign a line is simply cut at its delimiters; from the first quote on, the csv module reads."""
    pieces = _whole_lines(path, codec)
    first = 1
    for piece in pieces:
        if '"' in piece or _odd_ends(piece):
            yield from _quoted(path.name, chain([piece], pieces), delimiter, first)
            return
        block = _plain(path.name, piece, delimiter, first)
        first += len(block.rows)
        yield block


def _odd_ends(piece: str) -> bool:
    """Whether lines end in anything but LF or CR LF."""
    return "\r" in piece and piece.count("\r") != piece.count("\r\n")


def _whole_lines(path: Path, codec: str) -> Iterator[str]:
    """The text in pieces that end where a line ends."""
    kept = ""
    for text in texts(path, codec):
        end = text.rfind("\n") + 1
        if end:
            yield kept + text[:end]
            kept = text[end:]
        else:
            kept += text
        if len(kept) > _LONGEST_LINE:
            raise refuse("file_not_a_table", file=path.name)
    if kept:
        yield kept


class _Lines(Sequence[Row]):
    """Lines which are cut only when somebody looks at them."""

    def __init__(self, lines: list[str], delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        line = self._lines[at]
        return line.split(self._delimiter) if line else []

    def __iter__(self) -> Iterator[Row]:
        return (line.split(self._delimiter) if line else [] for line in self._lines)


def _plain(name: str, piece: str, delimiter: str, first: int) -> Block:
    text = piece.replace("\r\n", "\n").removesuffix("\n")
    columns = _columns(text, delimiter)
    lines = [] if columns else text.split("\n")
    if len(columns) > MOST_COLUMNS or any(line.count(delimiter) >= MOST_COLUMNS for line in lines):
        raise _too_wide(name)
    if _has_long_line(text):
        raise _uncut(name, first + next(at for at, line in enumerate(text.split("\n")) if len(line) > LONGEST_CELL))
    if columns:
        return Block(first, Columns(columns, len(columns[0])), columns)
    return Block(first, _Lines(lines, delimiter))


def _columns(text: str, delimiter: str) -> list[list[str]]:
    """The cells by column, where all lines have as many, two at least; none where they have not.

    Cut once as a whole, with the ends of lines as cells of their own: these must stand at equal distances.
    """
    cells = text.replace("\n", f"{delimiter}\n{delimiter}").split(delimiter)
    ends = text.count("\n")
    width = (len(cells) - ends) // (ends + 1)
    if width < 2 or len(cells) != width * (ends + 1) + ends or cells[width :: width + 1].count("\n") != ends:
        return []
    return [cells[at :: width + 1] for at in range(width)]


def _has_long_line(text: str) -> bool:
    start = 0
    while len(text) - start > LONGEST_CELL:
        start = text.rfind("\n", start, start + LONGEST_CELL + 1) + 1
        if not start:
            return True
    return False


def _quoted(name: str, pieces: Iterable[str], delimiter: str, first: int) -> Iterator[Block]:
    """`Refused` names the line whose quotes do not close, for it would swallow those below it."""
    csv.field_size_limit(LONGEST_CELL)
    lines = chain.from_iterable(io.StringIO(piece, newline="") for piece in pieces)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        rows: Rows = []
        try:
            rows.extend(islice(reader, BLOCK_ROWS))
        except csv.Error as error:
            raise _uncut(name, first + len(rows)) from error
        if not rows:
            return
        if max(map(len, rows)) > MOST_COLUMNS:
            raise _too_wide(name)
        for number, row in enumerate(rows, first):
            if any("\n" in cell and _holds_a_line(cell, delimiter, len(row)) for cell in row):
                raise _uncut(name, number)
        yield Block(first, rows)
        first += len(rows)


def _too_wide(name: str) -> Refused:
    return refuse("table_too_wide", file=name, most=str(MOST_COLUMNS))


def _uncut(name: str, row: int) -> Refused:
    return Refused(Problem("file_row_uncut", row=row, facts={"file": name}))


def _holds_a_line(cell: str, delimiter: str, width: int) -> bool:
    """Whether a cell of several lines holds a whole line of the table: a stray quote before, another after it."""
    return width > 2 and any(line.count(delimiter) >= width - 1 for line in cell.splitlines())


CSV = Reader("text", lambda head: True, read_text_table)
