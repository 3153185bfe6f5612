"""Bytes to text by the ladder BOM, strict UTF-8, strict GB18030. No statistics: they call small GB files Big5."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from desk_app.domain.base.problem import Refused, refuse

CHOICES = {"UTF-8": "utf-8-sig", "GB18030": "gb18030", "UTF-16": "utf-16", "Big5": "big5hkscs"}
"""What the user can choose by hand; the names as shown, and Python's for them."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 (BOM)"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_CONTROL = bytes(sorted(frozenset(range(32)) - {9, 10, 11, 12, 13, 26}))
_PIECE = 1 << 21


def find_encoding(path: Path, wanted: str | None = None) -> tuple[str, str]:
    """The codec and the name to show; `Refused` for what is no text."""
    if wanted is not None:
        return CHOICES[wanted], wanted
    with path.open("rb") as file:
        start = file.read(4)
    for bom, codec, shown in _BOMS:
        if start.startswith(bom):
            return codec, shown
    if wide := _sixteen_bits(start):
        return wide, "UTF-16"
    return ("utf-8", "UTF-8") if _is_utf8(path) else ("gb18030", "GB18030")


def _sixteen_bits(start: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of a Latin or ideographic first line's start is zero at least once."""
    if len(start) == 4 and start[1] == start[3] == 0 != start[0]:
        return "utf-16-le"
    if len(start) == 4 and start[0] == start[2] == 0 != start[1]:
        return "utf-16-be"
    return None


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    good = True
    for piece in _pieces(path):
        if len(piece.translate(None, _CONTROL)) != len(piece):
            raise refuse("file_not_a_table", file=path.name)
        try:
            good = good and decoder.decode(piece) is not None
        except UnicodeDecodeError:
            good = False
    try:
        decoder.decode(b"", final=good)
    except UnicodeDecodeError:
        return False
    return good


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def has_quotes(path: Path) -> bool:
    """Whether a quote sign stands anywhere in the file; no other character's bytes hold one's in these encodings."""
    return any(b'"' in piece for piece in _pieces(path))


def texts(path: Path, codec: str) -> Iterator[str]:
    """The file's text, piece by piece; `Refused` at the first byte that is none."""
    decoder = codecs.getincrementaldecoder(codec)()
    national = codec == "gb18030"
    try:
        for piece in _pieces(path):
            text = decoder.decode(piece)
            yield of_2022(text) if national else text
        yield decoder.decode(b"", final=True)
    except UnicodeError as error:  # UTF-16 without its mark is no UnicodeDecodeError
        raise _unknown(path) from error


def _unknown(path: Path) -> Refused:
    return refuse("file_encoding_unknown", file=path.name)


_MOVED = dict(
    zip(
        (*range(0xE78D, 0xE797), 0xE7C7, 0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864),
        (0xFE10, 0xFE12, 0xFE11, *range(0xFE13, 0xFE1A), 0x1E3F, *range(0x9FB4, 0x9FBC)),
        strict=True,
    )
)
"""Python maps GB 18030 as of 2000. The editions of 2005 (ḿ) and 2022 (vertical punctuation, eight ideographs) moved
these two-byte codes from the private use area to the characters themselves, and gave the private ones the four-byte
codes those had.
"""

_SWAPPED = _MOVED | {new: old for old, new in _MOVED.items()}
_ANY_MOVED = re.compile(f"[{''.join(map(chr, sorted(_SWAPPED)))}]")


def of_2022(text: str) -> str:
    """Text that Python decoded from GB 18030, as the edition of 2022 has it."""
    return text.translate(_SWAPPED) if not text.isascii() and _ANY_MOVED.search(text) else text
