"""Binary sheets before they are read: how far their cells reach, and how many texts they claim to hold.

A reader makes room for what a record says, before it looks whether it is there.
"""

import struct
from collections.abc import Iterator

_HEAD = struct.Struct("<HH")
_PLACE = struct.Struct("<HH")
_SIZES = {10: struct.Struct("<HHHH"), 14: struct.Struct("<IIHH")}
_NUMBER = struct.Struct("<I")
_CELLS = frozenset((0x06, 0xBD, 0xD6, 0xFD, 0x0203, 0x0204, 0x0205, 0x027E))
_DIMENSIONS, _TEXTS, _SHEET, _END = 0x0200, 0xFC, 0x85, 0x0A
_WIDEST, _LONGEST = 256, 65_536


def xls_fits(stream: bytes) -> bool:
    """Whether every cell lies within the 65,536 lines and 256 columns that the format has, and no sheet in another."""
    starts: list[int] = []
    for kind, at, size in _records(stream, 0):
        if kind == _SHEET and size >= 4:
            starts.append(_NUMBER.unpack_from(stream, at)[0])
        if kind == _TEXTS and size >= 8 and _NUMBER.unpack_from(stream, at + 4)[0] > len(stream):
            return False
    left = len(stream)
    for start in starts:
        for kind, at, size in _records(stream, start):
            left -= 4 + size
            if left < 0 or not _record_fits(stream, kind, at, size):
                return False
    return True


def _record_fits(stream: bytes, kind: int, at: int, size: int) -> bool:
    if kind in _CELLS and size >= 4:
        return bool(_PLACE.unpack_from(stream, at)[1] < _WIDEST)
    if kind == _DIMENSIONS and size in _SIZES:
        top, lines, left, columns = _SIZES[size].unpack_from(stream, at)
        return not lines or (top <= lines <= _LONGEST and left <= columns <= _WIDEST and (lines == 1 or columns > 0))
    return True


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place of the content and size of each record from there to the end of its part."""
    while at + 4 <= len(stream):
        kind, size = _HEAD.unpack_from(stream, at)
        at += 4
        if kind == _END or at + size > len(stream):
            return
        yield kind, at, size
        at += size


def xlsb_extent(stream: bytes) -> tuple[int, int]:
    """Lines and columns of a sheet of an XLSB."""
    lines = columns = 0
    for kind, at in _xlsb_records(stream):
        if kind == 0:
            lines = max(lines, _NUMBER.unpack_from(stream, at)[0] + 1)
        elif kind <= 11:
            columns = max(columns, _NUMBER.unpack_from(stream, at)[0] + 1)
    return lines, columns


def _xlsb_records(stream: bytes) -> Iterator[tuple[int, int]]:
    """Each record's kind, and where its content begins."""
    at, end = 0, len(stream) - 6
    while at < end:
        kind = stream[at]
        at += 1
        if kind > 127:
            kind, at = (kind & 127) | (stream[at] << 7), at + 1
        size = shift = 0
        while at < end and shift < 28:
            byte, at = stream[at], at + 1
            size |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        if at + 4 <= len(stream):
            yield kind, at
        at += size
