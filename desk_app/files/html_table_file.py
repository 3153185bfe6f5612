"""HTML tables, as many a web system saves them under the name .xls. Nothing in the page is run, opened or fetched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from desk_app.domain.base.problem import refuse
from desk_app.files.encoding import find_encoding, texts
from desk_app.files.reader import LONGEST_CELL, MOST_COLUMNS, Reader, Row, Rows, Table, table_of

_STARTS = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<div", b"<style", b"<body")
_UNSEEN = frozenset(("script", "style", "title"))
_CELLS = frozenset(("td", "th"))
_BREAKS = frozenset(("br", "p", "div"))
_LONGEST_REST, _LONGEST_END = 4_000_000, 50_000
"""Characters which the parser may keep back because a tag or comment does not close: it looks through them anew with
every piece, and at the end once for each that is open.
"""

_WIDEST, _MOST_CELLS, _DEEPEST = 2_000, 5_000_000, 50


@dataclass(slots=True)
class _Grid:
    """A table while it is read: its lines, and cells from above that reach down into the next ones, by column."""

    rows: Rows = field(default_factory=list)
    line: Row | None = None
    cell: list[str] | None = None
    span: int = 1
    down: int = 1
    reaching: dict[int, int] = field(default_factory=dict)
    padded: int = 0
    widest: int = 0
    longest: int = 0

    def open_line(self) -> None:
        self.close_line()
        self.line = []

    def open_cell(self, span: int, down: int) -> None:
        self.close_cell()
        if self.line is None:
            self.line = []
        self._pass_reaching()
        self.cell, self.span, self.down = [], span, down

    def close_cell(self) -> None:
        """A merged cell's text stands in its first place; the others are empty, as in a workbook."""
        if self.cell is None or self.line is None:
            return
        at = len(self.line)
        text = " ".join("".join(self.cell).split())
        self.longest = max(self.longest, len(text))
        self.line += [text, *[""] * (self.span - 1)]
        if self.down > 1:
            self.reaching.update(dict.fromkeys(range(at, at + self.span), self.down - 1))
        self.cell = None

    def close_line(self) -> None:
        self.close_cell()
        if self.line is not None:
            self._pass_reaching()
            self.widest = max(self.widest, len(self.line))
            self.rows.append(self.line)
        self.line = None

    def _pass_reaching(self) -> None:
        while self.line is not None and (left := self.reaching.get(len(self.line), 0)):
            self.reaching[len(self.line)] = left - 1
            self.line.append("")
            self.padded += 1


class _Tables(HTMLParser):
    """Collects every table of a page in the order they begin."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[_Grid] = []
        self._open: list[_Grid] = []
        self._unseen = 0
        self._cells = 0
        self._name = name

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._open.append(_Grid())
            self.grids.append(self._open[-1])
            self._bounded(len(self._open) <= _DEEPEST)
        elif self._open and tag == "tr":
            self._open[-1].open_line()
            self._bounded(self._open[-1].padded <= _MOST_CELLS)
        elif self._open and tag in _CELLS:
            given = dict(attrs)
            span = _number(given.get("colspan"))
            self._cells += span
            self._bounded(self._cells <= _MOST_CELLS)
            self._open[-1].open_cell(span, _number(given.get("rowspan")))
        elif tag in _BREAKS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif self._open and tag == "table":
            self._open.pop().close_line()
        elif self._open and tag == "tr":
            self._open[-1].close_line()
        elif self._open and tag in _CELLS:
            self._open[-1].close_cell()

    def handle_data(self, data: str) -> None:
        if self._open and not self._unseen and self._open[-1].cell is not None:
            self._open[-1].cell.append(data)

    def finish(self) -> list[_Grid]:
        """All tables, those included that nobody closed."""
        self.close()
        while self._open:
            self._open.pop().close_line()
        return self.grids

    def _bounded(self, good: bool) -> None:
        if not good:
            raise refuse("sheet_spans_too_far", file=self._name)


def _number(text: str | None) -> int:
    """A span as browsers read it: at least 1, and never beyond reason."""
    return min(_WIDEST, max(1, int(text))) if text and text.isascii() and text.isdigit() and len(text) < 9 else 1


def read_html(path: Path, score: Callable[[Sequence[Sequence[str]]], int], encoding: str | None = None) -> list[Table]:
    """Every table of the page; several are named by their number."""
    codec, _ = find_encoding(path, encoding)
    parser = _Tables(path.name)
    for text in texts(path, codec):
        parser.feed(text)
        _bound_rest(parser, _LONGEST_REST, path.name)
    _bound_rest(parser, _LONGEST_END, path.name)
    found = parser.finish()
    if max((grid.widest for grid in found), default=0) > MOST_COLUMNS:
        raise refuse("table_too_wide", file=path.name, most=str(MOST_COLUMNS))
    if max((grid.longest for grid in found), default=0) > LONGEST_CELL:
        raise refuse("cell_too_long", file=path.name)
    grids = [grid.rows for grid in found if grid.rows]
    if not grids:
        raise refuse("file_not_a_table", file=path.name)
    return [table_of(str(at) if len(grids) > 1 else "", rows) for at, rows in enumerate(grids, 1)]


def _bound_rest(parser: HTMLParser, longest: int, name: str) -> None:
    if len(parser.rawdata) > longest:
        raise refuse("file_damaged", file=name)


def _fits(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith(_STARTS)


HTML = Reader("html", _fits, read_html)
