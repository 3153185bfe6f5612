"""A workbook's package before it is read: a foreign zip, a bomb or a lone far cell is refused, not suffered.

A reader lays a sheet out as one full rectangle: one cell at XFD1048576 would ask for more memory than there is.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from desk_app.domain.base.problem import refuse
from desk_app.files.ods_xml import ods_extent
from desk_app.files.reader import MOST_COLUMNS
from desk_app.files.records import xlsb_extent
from desk_app.files.shared_texts import TextSizes
from desk_app.files.sheet_xml import Look, Place, close_look, elements, plain_look
from desk_app.files.unpack import check_directory, parts_of, pieces

_BOOKS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_BOOK, _TEXTS = "xl/workbook.xml", "xl/sharedstrings.xml"
_LINKS, _BINARY_LINKS = "xl/_rels/workbook.xml.rels", "xl/_rels/workbook.bin.rels"
MOST_CELLS = 30_000_000
_LARGEST_LIST = 20_000_000

Unread = dict[str, dict[Place, str]]


def look_over(path: Path) -> Unread:
    """By sheet name, cells that the reader gives as blank: "#N/A", or a formula after an equals sign.

    `Refused` when the zip is no workbook, unpacks to too much, or spans too many cells.
    """
    check_directory(path)
    with ZipFile(path) as package:
        parts = parts_of(package, path)
        if not any(name in parts for name in _BOOKS):
            raise refuse("file_not_a_table", file=path.name)
        return _Package(path, package, parts).unread()


class _Package:
    """An open package, its parts by name."""

    def __init__(self, path: Path, package: ZipFile, parts: dict[str, ZipInfo]) -> None:
        self._path = path
        self._package = package
        self._parts = parts

    def unread(self) -> Unread:
        texts = TextSizes(self._pieces(_TEXTS)) if _TEXTS in self._parts else None
        looks = {part: self._sheet(part) for part in self._linked()}
        for part, look in looks.items():
            self._check(look.lines, look.columns)
            if texts and texts.too_much(look.size, partial(self._pieces, part)):
                raise refuse("file_unpacks_too_large", file=self._path.name)
        if "content.xml" in self._parts:
            self._check(*ods_extent(self._pieces("content.xml"), MOST_CELLS))
        return {name: looks[part].unread for name, part in self._sheets() if part in looks and looks[part].unread}

    def _pieces(self, part: str) -> Iterator[bytes]:
        return pieces(self._package, self._parts[part])

    def _whole(self, part: str) -> bytes:
        """A small part; its list of sheets or links is no table's size."""
        if self._parts[part].file_size > _LARGEST_LIST:
            raise refuse("file_unpacks_too_large", file=self._path.name)
        return b"".join(self._pieces(part))

    def _sheet(self, part: str) -> Look:
        if part.endswith(".bin"):
            return Look(*xlsb_extent(b"".join(self._pieces(part))))
        look = plain_look(self._pieces(part))
        if look is None or look.lines * look.columns > MOST_CELLS:
            look = close_look(self._pieces(part), MOST_CELLS)
        return look

    def _check(self, lines: int, columns: int) -> None:
        if lines * columns > MOST_CELLS or columns > MOST_COLUMNS:
            raise refuse("sheet_spans_too_far", file=self._path.name)

    def _linked(self) -> list[str]:
        """Every part that a reader may take for a sheet: it follows the links, wherever they lead."""
        linked = {
            place
            for links in (_LINKS, _BINARY_LINKS)
            if links in self._parts
            for place in self._targets(links).values()
        }
        return [part for part in self._parts if part in linked or part.startswith("xl/worksheets/sheet")]

    def _targets(self, links: str) -> dict[str, str]:
        found = elements(self._whole(links), "Relationship")
        return {link.get("Id", ""): _place_of(link.get("Target", "")) for link in found}

    def _sheets(self) -> Iterator[tuple[str, str]]:
        """Each sheet's name and its part of the package."""
        if not {_BOOK, _LINKS} <= self._parts.keys():
            return
        targets = self._targets(_LINKS)
        for sheet in elements(self._whole(_BOOK), "sheet"):
            link = next((value for name, value in sheet.items() if name.endswith(":id")), "")
            yield sheet.get("name", ""), targets.get(link, "")


def _place_of(target: str) -> str:
    place = target.replace("\\", "/").lower().removeprefix("/")
    return place if place.startswith("xl/") else f"xl/{place}"
