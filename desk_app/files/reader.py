"""What a reader gives: tables of text, read block by block, each line with its number as the file's owner sees it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Row = list[str]
Rows = list[Row]
HEAD_ROWS = 100
"""So many first lines are looked at to understand a table."""

BLOCK_ROWS = 20_000

MOST_COLUMNS = 16_384
"""As many as a sheet of Excel has; a wider table is no list of trades."""

LONGEST_CELL = 1_000_000
"""Characters."""

LARGEST_UNPACKED = 1_000_000_000
"""Bytes that a packed file may unpack to."""


class Columns(Sequence[Row]):
    """Equally long columns seen as lines, which are put together only when somebody looks at them."""

    def __init__(self, columns: Sequence[Sequence[str]], lines: int) -> None:
        self._columns = columns
        self._lines = lines

    def __len__(self) -> int:
        return self._lines

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        if isinstance(at, slice):
            return [self[line] for line in range(self._lines)[at]]
        return [column[at] for column in self._columns]

    def __iter__(self) -> Iterator[Row]:
        if not self._columns:
            return iter([[] for _ in range(self._lines)])
        return map(list, zip(*self._columns, strict=True))


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that follow each other, the first of them line `first` of the sheet, from 1. Between two blocks only blank
    lines may be missing.

    `columns` holds the same cells by column where all lines are equally wide; None where they are not.
    """

    first: int
    rows: Sequence[Row]
    columns: Sequence[Sequence[str]] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or the one table of a text file: `head` its first lines, `blocks()` all of them, read anew each time.

    `lines` is how many there are, for a text file an estimate. `encoding` and `delimiter` are those of a text file; a
    hidden sheet is read only when it is asked for. Without `commas` no cell can hold one.
    """

    name: str
    head: Rows
    blocks: Callable[[], Iterator[Block]]
    lines: int = 0
    encoding: str = ""
    delimiter: str = ""
    hidden: bool = False
    commas: bool = True

    def rows(self) -> Rows:
        """Every line; for tables known to be small."""
        return [row for block in self.blocks() for row in block.rows]


def table_of(name: str, rows: Rows, *, hidden: bool = False) -> Table:
    """A table that is in memory already."""
    return Table(name, rows[:HEAD_ROWS], lambda: _cut(rows), len(rows), hidden=hidden)


def table_of_blocks(name: str, blocks: Sequence[Block], *, hidden: bool = False) -> Table:
    """A table whose blocks are in memory, the first from line 1 on; blank lines between may be left out."""
    head = list(blocks[0].rows[:HEAD_ROWS]) if blocks else []
    lines = blocks[-1].first + len(blocks[-1].rows) - 1 if blocks else 0
    return Table(name, head, lambda: iter(blocks), lines, hidden=hidden)


def _cut(rows: Rows) -> Iterator[Block]:
    for start in range(0, len(rows), BLOCK_ROWS):
        yield Block(start + 1, rows[start : start + BLOCK_ROWS])


@dataclass(frozen=True, slots=True)
class Reader:
    """A file format: `fits` looks at the first bytes, never at the suffix; `read` gives the tables."""

    name: str
    fits: Callable[[bytes], bool]
    read: Callable[[Path, Callable[[Sequence[Sequence[str]]], int], str | None], list[Table]]
    """`read(path, score, encoding)`: `score` tells how table-like some first rows are (headings recognised);
    `encoding` is the user's choice, None leaves it to the ladder.
    """
