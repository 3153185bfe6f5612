"""Binary sheets before they are read: how far their cells reach, and how many texts they claim to hold.

A reader makes room for what a record says, before it looks whether it is there.
"""

import struct
from collections.abc import Iterator

_XLS_HEAD = struct.Struct("<HH")
_XLS_PLACE = struct.Struct("<HH")
_XLS_SIZE = struct.Struct("<IIHH")
_XLS_CELLS = frozenset((0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E, 0x0406, 0x0206, 0x01))
_XLS_DIMENSIONS, _XLS_TEXTS, _XLS_STARTS = 0x0200, 0xFC, 0x0809
_XLS_WIDEST, _XLS_LONGEST = 256, 65_536
_NUMBER = struct.Struct("<I")


def xls_fits(stream: bytes) -> bool:
    """Whether every cell lies within the 65,536 lines and 256 columns that the format has."""
    at, end = 0, len(stream) - 4
    while at <= end:
        kind, size = _XLS_HEAD.unpack_from(stream, at)
        if kind in _XLS_CELLS and at + 8 <= len(stream) and _XLS_PLACE.unpack_from(stream, at + 4)[1] >= _XLS_WIDEST:
            return False
        if kind == _XLS_DIMENSIONS and size >= 12 and at + 16 <= len(stream):
            _, lines, _, columns = _XLS_SIZE.unpack_from(stream, at + 4)
            if lines > _XLS_LONGEST or columns > _XLS_WIDEST:
                return False
        if kind == _XLS_TEXTS and at + 12 <= len(stream) and _NUMBER.unpack_from(stream, at + 8)[0] > len(stream):
            return False
        at += 4 + size
    return True


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
