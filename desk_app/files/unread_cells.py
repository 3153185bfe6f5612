"""Cells which hold something that the reader gives as blank: error values, and formulas nobody calculated.

A blank would lose the line or take a default in silence; as text they are held, with what to do about them.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, fromstring, iterparse

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SIGNS = (b't="e"', b"t='e'", b"<f>", b"<f ", b"<f/")
_CHUNK = 1 << 20

Place = tuple[int, int]


def unread_cells(path: Path) -> dict[str, dict[Place, str]]:
    """By sheet name, then by row and column from 0: "#N/A", or the formula after an equals sign."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        if not {_BOOK, _LINKS} <= names:
            return {}
        parts = {name: part for name, part in _sheets(package) if part in names and _may_hold_some(package, part)}
        return {name: dict(_cells(package, part)) for name, part in parts.items()}


def _sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name and its part of the package."""
    targets = {link.get("Id"): link.get("Target", "") for link in fromstring(package.read(_LINKS))}
    for sheet in fromstring(package.read(_BOOK)).iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        yield sheet.get("name", ""), target[1:] if target.startswith("/") else f"xl/{target}"


def _may_hold_some(package: zipfile.ZipFile, part: str) -> bool:
    kept = b""
    with package.open(part) as stream:
        while piece := stream.read(_CHUNK):
            seen = kept + piece
            if any(sign in seen for sign in _SIGNS):
                return True
            kept = piece[-8:]
    return False


def _cells(package: zipfile.ZipFile, part: str) -> Iterator[tuple[Place, str]]:
    with package.open(part) as stream:
        for place, cell in _each(stream):
            text = _unread(cell)
            if text:
                yield place, text


def _each(stream: IO[bytes]) -> Iterator[tuple[Place, Element]]:
    """The cells of a sheet with their places; a row or cell without a name follows the one before."""
    row = column = -1
    for event, element in iterparse(stream, ("start", "end")):
        if element.tag == f"{_MAIN}row":
            if event == "start":
                row, column = int(element.get("r", row + 2)) - 1, -1
            else:
                element.clear()
        elif element.tag == f"{_MAIN}c" and event == "end":
            row, column = _place(element.get("r", ""), (row, column + 1))
            yield (row, column), element


def _unread(cell: Element) -> str:
    value = cell.findtext(f"{_MAIN}v") or ""
    formula = cell.find(f"{_MAIN}f")
    if cell.get("t") == "e":
        return value or "#?"
    if formula is not None and not value and cell.get("t") != "str":  # "str": it came to an empty text
        return f"={formula.text or ''}"
    return ""


def _place(name: str, following: Place) -> Place:
    """Row and column from 0: B7 is (6, 1); without a name, `following`."""
    letters = name.rstrip("0123456789")
    if not letters or letters == name:
        return following
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(name[len(letters) :]) - 1, column - 1
