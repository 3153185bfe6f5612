"""How far the sheets of an OpenDocument spreadsheet reach: a cell or a line there can say that it stands many times."""

from collections.abc import Iterable
from xml.parsers import expat

_AGAIN_ACROSS, _AGAIN_DOWN = "table:number-columns-repeated", "table:number-rows-repeated"
_CELLS = ("table:table-cell", "table:covered-table-cell")
_VALUES = ("office:value-type", "office:value", "table:formula", "calcext:value-type")


def ods_extent(pieces: Iterable[bytes], most_cells: int) -> tuple[int, int]:
    """Lines and columns of the largest sheet, idle cells at the ends left out; `ExpatError` for what is no XML."""
    seen = _Seen(most_cells)
    for piece in pieces:
        seen.parser.Parse(piece, False)
        if seen.lines * seen.columns > most_cells:
            return seen.lines, seen.columns
    seen.parser.Parse(b"", True)
    return seen.lines, seen.columns


class _Seen:
    """Follows lines and cells as they pass."""

    def __init__(self, most_cells: int) -> None:
        self.lines = self.columns = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._entity
        self._line = self._at = self._filled = 0
        self._again = self._times = 1
        self._full = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CELLS:
            self._times = _number(attributes.get(_AGAIN_ACROSS))
            self._full = any(value in attributes for value in _VALUES)
        elif name == "table:table-row":
            self._again, self._at, self._filled = _number(attributes.get(_AGAIN_DOWN)), 0, 0
        elif name == "table:table":
            self._line = 0
        elif name == "text:p":
            self._full = True

    def _end(self, name: str) -> None:
        if name in _CELLS:
            self._at += self._times
            if self._full:
                self._filled = self._at
        elif name == "table:table-row":
            self._line += self._again
            if self._filled:
                self.lines, self.columns = max(self.lines, self._line), max(self.columns, self._filled)

    def _entity(self, *_: object) -> None:
        """No program writes entities of its own into a sheet; one that grows is meant to."""
        raise expat.ExpatError("entity")


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 1
