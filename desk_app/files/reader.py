"""What a reader gives: tables of text, each row with its number as the file's owner sees it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or the one table of a text file. Row `i` of `rows` is line `i + 1` of the sheet.

    `encoding` and `delimiter` are those of a text file; a hidden sheet is read only when it is asked for.
    """

    name: str
    rows: Rows
    encoding: str = ""
    delimiter: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """A file format: `fits` looks at the first bytes, never at the suffix; `read` gives the tables."""

    name: str
    fits: Callable[[bytes], bool]
    read: Callable[[Path, Callable[[Sequence[Sequence[str]]], int]], list[Table]]
    """`read(path, score)`: `score` tells how table-like some first rows are (headings recognised)."""
