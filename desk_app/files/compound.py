"""A compound file (the container of old workbooks) before it is read: its chains of sectors must come to an end.

A reader follows a chain wherever it leads, and one that bites its own tail fills the memory of the machine.
"""

import struct
import sys
from array import array
from dataclasses import dataclass
from pathlib import Path

from desk_app.domain.base.problem import refuse

_HEADER = struct.Struct("<24xHHHHH6xIII4xIIIII")
_ENTRY = struct.Struct("<64sHBB12x36xIQ")
_NUMBER = "I"
_SPECIAL, _END = 0xFFFFFFFA, 0xFFFFFFFE
_SMALL, _MINI = 4096, 64
_ROOT = 5


class _Broken(Exception):
    """The sectors do not hang together."""


def open_compound(path: Path) -> "Compound":
    """`Refused` when sectors lead nowhere."""
    try:
        return Compound(path.read_bytes())
    except (_Broken, struct.error, IndexError) as error:
        raise refuse("file_damaged", file=path.name) from error


@dataclass(frozen=True, slots=True)
class _Stream:
    name: str
    kind: int
    start: int
    size: int


class Compound:
    """Sectors, and the table that says which follows which; the streams by name, in small letters."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        _, _, _, shift, _, dirs, tables, first_dir, _, first_mini, minis, first_list, lists = _HEADER.unpack_from(data)
        self._size = 1 << shift if shift in (9, 12) else len(data) + 1
        self._count = len(data) // self._size
        if max(dirs, tables, minis, lists) > self._count:
            raise _Broken
        self._next = self._table(first_list)
        places = self._joined(first_dir)
        entries = [_stream(places[at : at + 128], self._size) for at in range(0, len(places) - 127, 128)]
        self._mini_next, self._mini = [], b""
        if minis and entries:
            self._mini_next, self._mini = _numbers(self._joined(first_mini)), self._joined(entries[0].start)
        self.streams: dict[str, _Stream] = {}
        for entry in entries:
            if entry.size and entry.kind != _ROOT:
                self._chain_of(entry)
                self.streams.setdefault(entry.name.lower(), entry)

    def read(self, name: str) -> bytes:
        """What the stream holds."""
        stream = self.streams[name]
        sector = self._sector if stream.size >= _SMALL else self._small_sector
        return b"".join(map(sector, self._chain_of(stream)))[: stream.size]

    def _chain_of(self, stream: _Stream) -> list[int]:
        if stream.size > len(self._data):
            raise _Broken
        small = stream.size < _SMALL
        chain = _chain(stream.start, self._mini_next if small else self._next)
        if not small:
            self._sector(max(chain, default=0))
        return chain

    def _small_sector(self, number: int) -> bytes:
        return self._mini[number * _MINI : (number + 1) * _MINI]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise _Broken
        return self._data[start : start + self._size]

    def _joined(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(start, self._next)))

    def _table(self, following: int) -> list[int]:
        """The table itself, whose own sectors are listed in the header and in a chain of lists."""
        listed = _numbers(self._data[_HEADER.size : 512])
        for _ in range(self._count):
            if following >= _SPECIAL:
                break
            *more, following = _numbers(self._sector(following))
            listed += more
        else:
            raise _Broken
        return _numbers(b"".join(self._sector(number) for number in listed if number < _SPECIAL))


def _stream(raw: bytes, sector: int) -> _Stream:
    text, length, kind, _, start, size = _ENTRY.unpack(raw)
    name = text.decode("utf-16-le", "replace").partition("\0")[0]
    return _Stream(name, kind, start, (size & 0xFFFFFFFF if sector == 512 else size) if length else 0)


def _numbers(data: bytes) -> list[int]:
    numbers = array(_NUMBER)
    numbers.frombytes(data[: len(data) // 4 * 4])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tolist()


def _chain(start: int, following: list[int]) -> list[int]:
    """The sectors from `start` on; no chain is longer than all the sectors there are."""
    places: list[int] = []
    while start != _END:
        places.append(start)
        start = following[start]
        if len(places) > len(following):
            raise _Broken
    return places
