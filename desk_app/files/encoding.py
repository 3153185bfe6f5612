"""Bytes to text by the ladder BOM, strict UTF-8, strict GB18030. No statistics: they call small GB files Big5."""

import codecs
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from desk_app.domain.base.problem import Refused, refuse
from desk_app.files.heed import heed

CHOICES = {"UTF-8": "utf-8-sig", "GB18030": "gb18030", "UTF-16": "utf-16", "Big5": "big5hkscs"}
"""What the user can choose by hand; the names as shown, and Python's for them."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 (BOM)"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_CONTROL = bytes(sorted(frozenset(range(32)) - {9, 10, 11, 12, 13, 26}))
_PIECE = 1 << 21
_START = 4_096


def find_encoding(path: Path, wanted: str | None = None) -> tuple[str, str]:
    """The codec and the name to show; `Refused` for what is no text."""
    with path.open("rb") as file:
        start = file.read(_START)
    if wanted is not None and wanted != "UTF-16":
        return CHOICES[wanted], wanted
    for bom, codec, shown in _BOMS:
        if start.startswith(bom) and wanted in (None, shown):
            return codec, shown
    wide = None if path.stat().st_size % 2 else _sixteen_bits(start)
    if wide or wanted:
        return wide or "utf-16-le", "UTF-16"
    return ("utf-8", "UTF-8") if _is_utf8(path) else ("gb18030", "GB18030")


def _sixteen_bits(start: bytes) -> str | None:
    """UTF-16 without a mark: of its commas, digits and Latin letters every other byte is zero. Elsewhere few are."""
    high, low = start[0::2].count(0), start[1::2].count(0)
    if 10 * max(high, low) < len(start) // 2:
        return None
    return "utf-16-le" if low > 4 * high else "utf-16-be" if high > 4 * low else None


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    good = True
    for piece in pieces(path):
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


def pieces(path: Path) -> Iterator[bytes]:
    """The file's bytes as far as it reaches now: one that grows for ever comes to an end too."""
    with path.open("rb") as file:
        left = os.fstat(file.fileno()).st_size
        while piece := file.read(min(left, _PIECE)):
            heed()
            yield piece
            left -= len(piece)


def has_quotes(path: Path) -> bool:
    """Whether a quote sign stands anywhere in the file; no other character's bytes hold one's in these encodings."""
    return any(b'"' in piece for piece in pieces(path))


def texts(path: Path, codec: str) -> Iterator[str]:
    """The file's text, piece by piece; `Refused` at the first byte that is none."""
    decoder = codecs.getincrementaldecoder(codec)()
    national = codec == "gb18030"
    try:
        for piece in pieces(path):
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


_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def proof(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The cells of the first line that holds a Chinese character: whoever can read them knows the encoding is right.

    Empty when no line holds one: such a file reads alike in every encoding, or was read in one that makes none.
    """
    return next((tuple(row) for row in rows if any(map(_CHINESE.search, row))), ())
