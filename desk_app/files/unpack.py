"""The parts of a zip, unpacked piece by piece and never past what they claim to hold.

`zipfile` reads a part up to the size that its directory states, and others read on: one that states less than it
holds would be checked in front and burst behind. Here such a part is refused.
"""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from desk_app.domain.base.problem import refuse
from desk_app.files.heed import heed
from desk_app.files.reader import LARGEST_UNPACKED

_LOCAL = struct.Struct("<26xHH")
_END = struct.Struct("<4s8xI")
_END_SIGN, _END_64_SIGN = b"PK\x05\x06", b"PK\x06\x06"
_TAIL = 66_000
_LARGEST_DIRECTORY = 4_000_000
_LARGEST_UNDOUBTED = 100_000_000
_TIGHTEST = 200
_CHUNK = 1 << 20


def parts_of(package: ZipFile, path: Path) -> dict[str, ZipInfo]:
    """Every part by its name, in small letters and with slashes; `Refused` when together they are too much."""
    parts: dict[str, ZipInfo] = {}
    for part in package.infolist():
        name = part.filename.replace("\\", "/").lower()
        if name in parts:
            raise refuse("file_damaged", file=path.name)
        parts[name] = part
        if part.flag_bits & 1:
            raise refuse("file_protected", file=path.name)
    if sum(part.file_size for part in parts.values()) > LARGEST_UNPACKED or any(map(_is_bomb, parts.values())):
        raise refuse("file_unpacks_too_large", file=path.name)
    return parts


def check_directory(path: Path) -> None:
    """`Refused` when the list of parts alone is longer than any workbook's."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL))
        tail = stream.read(_TAIL)
    at = tail.rfind(_END_SIGN)
    if at >= 0 and len(tail) >= at + _END.size:
        size = _END.unpack_from(tail, at)[1]
        if size > _LARGEST_DIRECTORY or _END_64_SIGN in tail:
            raise refuse("file_unpacks_too_large", file=path.name)


def _is_bomb(part: ZipInfo) -> bool:
    """Packed tighter than any table is: one sign repeated to fill the memory."""
    return part.file_size > _LARGEST_UNDOUBTED and part.file_size > _TIGHTEST * part.compress_size


def pieces(package: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """What the part holds; `BadZipFile` when it is not of the size that the directory states."""
    stream = package.fp
    if stream is None or part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadZipFile(part.filename)
    stream.seek(part.header_offset)
    name, extra = _LOCAL.unpack(stream.read(_LOCAL.size))
    at, left, room = part.header_offset + _LOCAL.size + name + extra, part.compress_size, part.file_size
    inflate = zlib.decompressobj(-15) if part.compress_type == ZIP_DEFLATED else None
    packed = b""
    while room >= 0:
        heed()
        if left and not packed:
            stream.seek(at)
            packed = stream.read(min(left, _CHUNK))
            at, left = at + len(packed), left - len(packed)
        piece = inflate.decompress(packed, _CHUNK) if inflate else packed
        packed = inflate.unconsumed_tail if inflate else b""
        room -= len(piece)
        if not piece and not packed:
            break
        yield piece
    if room:
        raise BadZipFile(part.filename)
