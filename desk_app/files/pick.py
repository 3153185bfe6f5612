"""Choose the reader by the file's first bytes, and the right sheet among several."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from desk_app.domain.base.problem import Level, Problem, refuse
from desk_app.files import READERS
from desk_app.files.encoding import pieces
from desk_app.files.reader import Block, Table

LARGEST = 2_000_000_000
Score = Callable[[Sequence[Sequence[str]]], int]


def read_tables(path: Path, score: Score, encoding: str | None = None) -> list[Table]:
    """All tables of a file; `Refused` says what is wrong with it: missing, empty, foreign, damaged.

    `encoding` is the user's choice for a text file, one of `encoding.CHOICES`.
    """
    head = _head(path)
    reader = next(reader for reader in READERS if reader.fits(head))
    try:
        tables = reader.read(path, score, encoding)
    except OSError as error:
        raise refuse("file_unreadable", file=path.name) from error
    return [replace(table, blocks=partial(_kept_open, path, table)) for table in tables]


def _kept_open(path: Path, table: Table) -> Iterator[Block]:
    """The blocks of a table; its file may vanish while they are read."""
    try:
        yield from table.blocks()
    except OSError as error:
        raise refuse("file_unreadable", file=path.name) from error


def pick_table(tables: Sequence[Table], wanted: str | None, score: Score, file: str) -> Table:
    """The named sheet, or the visible one whose headings are best understood."""
    if wanted is not None:
        for table in tables:
            if table.name == wanted:
                return table
        names = ", ".join(table.name for table in tables)
        raise refuse("sheet_not_found", file=file, sheet=wanted, sheets=names or "-")
    shown = [table for table in tables if not table.hidden] or tables
    return max(shown, key=lambda table: score(table.head))


def left_unread(tables: Sequence[Table], taken: Table, score: Score) -> list[Problem]:
    """A warning for every other sheet that looks as if it held trades too."""
    others = [table for table in tables if table is not taken and score(table.head) >= _LOOKS_LIKE_TRADES]
    return [Problem("sheet_not_read", level=Level.WARNING, facts={"sheet": table.name}) for table in others]


_LOOKS_LIKE_TRADES = 4


def file_hash(path: Path, between: Callable[[], None] | None = None) -> str:
    """SHA-256 of the file's bytes, as many as there are now; `Refused` when they can't be read.

    `between` is called after each piece of them.
    """
    _head(path)
    digest = hashlib.sha256()
    try:
        for piece in pieces(path):
            digest.update(piece)
            if between is not None:
                between()
    except OSError as error:
        raise refuse("file_unreadable", file=path.name) from error
    return digest.hexdigest()


def _head(path: Path) -> bytes:
    """The first bytes. What is no plain file, or has no size of its own, is not opened: it may never end."""
    try:
        found = path.stat()
        if S_ISDIR(found.st_mode):
            raise refuse("file_is_folder", file=path.name)
        if not S_ISREG(found.st_mode):
            raise refuse("file_not_a_table", file=path.name)
        if not found.st_size:
            raise refuse("file_empty", file=path.name)
        if found.st_size > LARGEST:
            raise refuse("file_too_large", file=path.name)
        with path.open("rb") as file:
            return file.read(64)
    except FileNotFoundError as error:
        raise refuse("file_not_there", file=path.name) from error
    except OSError as error:
        raise refuse("file_unreadable", file=path.name) from error
