"""The texts that the cells of a workbook share. A reader copies one into every cell that names it."""

import re
from collections.abc import Callable, Iterable, Iterator
from zipfile import BadZipFile

_ITEM = b"<si"
_NAMED = re.compile(rb't="s"[^>]*><v>(\d{1,8})</v>')
_MOST_BYTES = 1_000_000_000
_SHORTEST_CELL = len('<c t="s"><v>1</v></c>')
_LONGEST_ITEM, _MOST_ITEMS = 2_000_000, 20_000_000


class TextSizes:
    """How long each shared text is, in bytes of XML."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._sizes = [len(item) for item in _items(pieces)]
        self._longest = max(self._sizes, default=0)

    def too_much(self, size: int, sheet: Callable[[], Iterator[bytes]]) -> bool:
        """Whether the cells of a sheet of so many bytes, with their texts copied, would fill the memory."""
        if size // _SHORTEST_CELL * self._longest <= _MOST_BYTES:
            return False
        total, kept = 0, b""
        for piece in sheet():
            numbers = map(int, _NAMED.findall(kept + piece))
            total += sum(self._sizes[number] for number in numbers if number < len(self._sizes))
            kept = piece[-20:]  # shorter than a match, so that none counts twice
            if total > _MOST_BYTES:
                return True
        return False


def _items(pieces: Iterable[bytes]) -> Iterator[bytes]:
    kept = b""
    count = 0
    for piece in pieces:
        *whole, kept = (kept + piece).split(_ITEM)
        count += len(whole)
        if len(kept) > _LONGEST_ITEM or count > _MOST_ITEMS or max(map(len, whole), default=0) > _LONGEST_ITEM:
            raise BadZipFile("texts")
        yield from whole[0 if count > len(whole) else 1 :]
    yield kept
