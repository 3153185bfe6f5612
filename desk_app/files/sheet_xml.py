"""One look at a sheet of a workbook before it is read: how far it reaches, and what a reader would give as blank.

A blank would lose the line or take a default in silence: an error value, or a formula that nobody calculated, is given
as text, and held. Plain sheets are looked over as bytes; only one with anything odd is read as XML.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

Place = tuple[int, int]

_ROW_END = b"</row>"
_LONGEST_ROW = 16 << 20
_NOT_NARROW = re.compile(rb'<c(?:[>/\t\r\n]| (?!r="[A-Z][0-9]{1,6}"))')
_NOT_PLACED = re.compile(rb'<c(?:[>/\t\r\n]| (?!r="[A-Z]{1,2}[0-9]{1,6}"))')
_PLACES = re.compile(rb'<c r="([A-Z]{1,2})([0-9]{1,6})"')
_SINGLE_QUOTED = re.compile(rb"=\s*'")
_NARROW, _LONG = 26, 999_999


@dataclass(slots=True)
class Look:
    """What was seen: a rectangle that holds all cells, the size in bytes, and cells a reader would leave blank."""

    lines: int = 0
    columns: int = 0
    size: int = 0
    unread: dict[Place, str] = field(default_factory=dict)


def plain_look(pieces: Iterable[bytes]) -> Look | None:
    """Of a sheet in which every cell says its place in the usual way and has its value; None for any other.

    Sheets up to column Z count as so wide and a million lines long: their cells are not looked at one by one.
    """
    look = Look(_LONG, _NARROW)
    for rows in _whole_rows(pieces):
        if rows is None or _is_odd(rows):
            return None
        look.size += len(rows)
        if not _NOT_NARROW.search(rows):
            continue
        if _NOT_PLACED.search(rows):
            return None
        look.columns = max(look.columns, *map(_column, {letters for letters, _ in _PLACES.findall(rows)}))
    return look


def _whole_rows(pieces: Iterable[bytes]) -> Iterator[bytes | None]:
    """The sheet in pieces that end where a row does; None when a row has no end in reach."""
    kept = b""
    for piece in pieces:
        end = piece.rfind(_ROW_END)
        if end < 0:
            kept += piece
            if len(kept) > _LONGEST_ROW:
                yield None
            continue
        yield kept + piece[: end + len(_ROW_END)]
        kept = piece[end + len(_ROW_END) :]
    yield kept


def _is_odd(rows: bytes) -> bool:
    """Whether something here asks for a closer look; one sign is found sooner than two, and mostly is not there."""
    return (
        b"\0" in rows
        or (b":" in rows and b":c" in rows)
        or (b"e" in rows and b'"e"' in rows)
        or (b"!" in rows and b"<!" in rows)
        or (b"'" in rows and _SINGLE_QUOTED.search(rows) is not None)
        or (b"f" in rows and b"<f" in rows and _may_lack_values(rows))
    )


def _may_lack_values(rows: bytes) -> bool:
    formulas = rows.count(b"<f>") + rows.count(b"<f ") + rows.count(b"<f/")
    return rows.count(b"<f") != formulas or formulas > rows.count(b"</f><v>") + rows.count(b"/><v>") or b"<v><" in rows


# ------------------------------------------------------------------ as XML
def close_look(pieces: Iterable[bytes], most_cells: int) -> Look:
    """Cell by cell; stops once it reaches farther than `most_cells`. `ExpatError` for what is no XML."""
    seen = _Seen(most_cells)
    for piece in pieces:
        seen.look.size += len(piece)
        seen.parser.Parse(piece, False)
        if seen.too_far:
            break
    else:
        seen.parser.Parse(b"", True)
    return seen.look


class _Seen:
    """Follows a sheet's rows and cells as they pass; names count without their prefix, as the reader takes them."""

    def __init__(self, most_cells: int) -> None:
        self.look = Look()
        self.too_far = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self._most = most_cells
        self._row = self._column = 0
        self._kind: str | None = None
        self._part = ""
        self._texts: dict[str, str] = {}

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                if "r" in attributes:
                    self._row = int(attributes["r"]) - 1
            case "c":
                self._row, self._column = _place(attributes.get("r", ""), (self._row, self._column))
                self._kind = attributes.get("t", "n")
                self._texts = {}
                self._count()
            case "f" | "v" as part if self._kind:
                self._part = part
                self._texts.setdefault(part, "")

    def _count(self) -> None:
        look = self.look
        look.lines, look.columns = max(look.lines, self._row + 1), max(look.columns, self._column + 1)
        self.too_far = self.too_far or look.lines * look.columns > self._most

    def _end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row, self._column = self._row + 1, 0
            case "c":
                if (unread := self._unread()) and not self.too_far:
                    self.look.unread[self._row, self._column] = unread
                self._column, self._kind = self._column + 1, None
            case "f" | "v":
                self._part = ""

    def _text(self, text: str) -> None:
        if self._part:
            self._texts[self._part] += text

    def _unread(self) -> str:
        value = self._texts.get("v", "")
        if self._kind == "e":
            return value or "#?"
        if "f" in self._texts and not value and self._kind != "str":  # "str": it came to an empty text
            return f"={self._texts['f']}"
        return ""

    def _entity(self, *_: object) -> None:
        """No program writes entities of its own into a sheet; one that grows is meant to."""
        raise expat.ExpatError("entity")


def elements(data: bytes, name: str) -> list[dict[str, str]]:
    """The attributes of every element of that name."""
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, given: found.append(given) if tag.rpartition(":")[2] == name else None
    parser.Parse(data, True)
    return found


def _place(name: str, following: Place) -> Place:
    """Row and column from 0: B7 is (6, 1); without a name, `following`."""
    letters = name.rstrip("0123456789")
    if not letters or letters == name:
        return following
    return int(name[len(letters) :]) - 1, _column(letters.encode()) - 1


def _column(letters: bytes) -> int:
    """A column's number from 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
