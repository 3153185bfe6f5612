"""A file of tick lines that grows: its complete lines by number, without reading it anew each time.

A line's id is the file's mark and its number, from 1. The mark is made of the first line; where the file was cut or put
in another's place meanwhile, of how often that happened too: an id never means two lines.
"""

import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

from desk_app.domain.curve.tick import LONGEST, About, read_line

NAME = "ticks.jsonl"
_STEP = 512
"""Lines between two known places."""

_PIECE = 1 << 20
_MARK = 8
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class TickFile:
    """May be used by one thread at a time. A file that is not there, or is a link, has no lines."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._times = 0
        self._inode = 0
        self._forget()

    def _forget(self) -> None:
        self.count = 0
        self.mark = ""
        self._end = 0
        self._places = [0]
        self._first = b""
        self._series: dict[str, str] = {}

    def look(self) -> int:
        """Take in what was added; how many complete lines there are."""
        try:
            with self._open() as file:
                found = os.fstat(file.fileno())
                if self._is_other(file, found):
                    self._times += 1
                    self._forget()
                self._inode = found.st_ino
                self._add(file)
        except OSError:
            if self.count:
                self._times += 1
                self._forget()
        return self.count

    def after(self, event: str) -> int:
        """How many lines a client has that was told this id last: 0 where the id is none of this file's."""
        mark, _, number = event.rpartition("-")
        known = mark == self.mark and number.isascii() and number.isdigit() and len(number) < 19
        return int(number) if known and int(number) <= self.count else 0

    def lines(self, have: int, most: int) -> list[tuple[str, str]]:
        """The lines after the first `have`, at most so many: id and text, cut where it is too long for a tick."""
        last = min(have + most, self.count)
        try:
            with self._open() as file:
                file.seek(self._places[have // _STEP])
                for _ in range(have % _STEP):
                    _line(file)
                found = [_line(file) for _ in range(have, last)]
        except OSError:
            return []
        texts = (line[0].rstrip(b"\r\n").decode("utf-8", "replace") for line in found if line)
        return [(f"{self.mark}-{number}", text) for number, text in enumerate(texts, have + 1)]

    @property
    def series(self) -> list[str]:
        """The lines that describe series, the last word on each: what a client needs before any tick."""
        return list(self._series.values())

    def _open(self) -> BinaryIO:
        if self._path.is_symlink():
            raise FileNotFoundError
        file = os.fdopen(os.open(self._path, _FLAGS), "rb")
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            file.close()
            raise FileNotFoundError
        return file

    def _is_other(self, file: BinaryIO, found: os.stat_result) -> bool:
        if not self.count:
            return False
        return found.st_ino != self._inode or found.st_size < self._end or file.read(len(self._first)) != self._first

    def _add(self, file: BinaryIO) -> None:
        file.seek(self._end)
        while line := _line(file):
            text, size = line
            if not self.count:
                again = f".{self._times}" if self._times else ""
                self._first, self.mark = text, hashlib.sha256(text).hexdigest()[:_MARK] + again
            if b'"series"' in text:
                self._describe(text)
            self.count += 1
            self._end += size
            if self.count % _STEP == 0:
                self._places.append(self._end)

    def _describe(self, line: bytes) -> None:
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        found = read_line(text)
        if isinstance(found, About):
            self._series[found.code] = text


def _line(file: BinaryIO) -> tuple[bytes, int] | None:
    """The next complete line that is not blank, its text cut, and how many bytes on it ends; None where there is none
    yet.
    """
    size = 0
    while True:
        text = piece = file.readline(LONGEST + 1)
        size += len(piece)
        while piece and not piece.endswith(b"\n"):
            piece = file.readline(_PIECE)
            size += len(piece)
        if not piece or text.strip():
            return (text, size) if piece else None
