"""Choose the reader by the file's first bytes, and the right sheet among several."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from desk_app.domain.base.problem import Level, Problem, refuse
from desk_app.files import READERS
from desk_app.files.reader import Table

LARGEST = 2_000_000_000
_PIECE = 1 << 20
Score = Callable[[Sequence[Sequence[str]]], int]


def read_tables(path: Path, score: Score, encoding: str | None = None) -> list[Table]:
    """All tables of a file; `Refused` says what is wrong with it: missing, empty, foreign, damaged.

    `encoding` is the user's choice for a text file, one of `encoding.CHOICES`.
    """
    head = _head(path)
    if not head:
        raise refuse("file_empty", file=path.name)
    reader = next(reader for reader in READERS if reader.fits(head))
    try:
        return reader.read(path, score, encoding)
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
    """SHA-256 of the file's bytes; `Refused` when they can't be read. `between` is called after each piece of them."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
                if between is not None:
                    between()
    except OSError as error:
        raise refuse("file_unreadable", file=path.name) from error
    return digest.hexdigest()


def _head(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise refuse("file_not_there" if not path.exists() else "file_is_folder", file=path.name)
        if path.stat().st_size > LARGEST:
            raise refuse("file_too_large", file=path.name)
        with path.open("rb") as file:
            return file.read(64)
    except OSError as error:
        raise refuse("file_unreadable", file=path.name) from error
