"""Heading lines as headings: one line by itself, or two of which the upper one has merged cells."""

from collections.abc import Sequence
from itertools import compress

from desk_app.domain.trade.field import Field
from desk_app.domain.trade.heading import Heading, read_heading
from desk_app.domain.trade.said import tax_in

Row = Sequence[str]


_MOST_HEADINGS = 1_000


def is_too_full(row: Row) -> bool:
    """Whether so many cells are filled that the line is none of headings, nor of words about them."""
    return sum(map(bool, row)) > _MOST_HEADINGS


def headings_of_line(row: Row, least: int = 0) -> list[Heading]:
    """A heading for every cell up to the last that is filled, and for `least` at least."""
    return [read_heading(cell_at(row, at)) for at in range(_width(row, least))]


def _width(row: Row, least: int) -> int:
    """One lone cell far out can make a sheet thousands of blank columns wide."""
    filled = next(compress(range(len(row), 0, -1), reversed(row)), 0)
    return max(filled, min(least, len(row)))


def headings_of_pair(upper: Row, lower: Row, least: int = 0) -> list[Heading]:
    """Two heading lines as one: a merged cell's text stands over its first column."""
    width = max(_width(upper, least), _width(lower, least))
    pairs: list[tuple[str, str]] = []
    for at in range(width):
        above, below = cell_at(upper, at), cell_at(lower, at)
        if not above.strip() and pairs and _are_taxes(below, pairs[-1][1]):
            above = pairs[-1][0]
        pairs.append((above, below))
    return [_of_pair(above, below) for above, below in pairs]


def _are_taxes(*texts: str) -> bool:
    """含税 beside 不含税, below one price."""
    return all(read_heading(text).field is Field.TAX or tax_in(text) for text in texts)


def _of_pair(above: str, below: str) -> Heading:
    own = read_heading(below)
    if own.field is not None and (own.field not in (Field.QUANTITY_UNIT, Field.TAX) or not above.strip()):
        return own
    both = read_heading(f"{above}({below})") if below.strip() else read_heading(above)
    if both.field is not None:
        return both
    return read_heading(above) if not below.strip() else own


def cell_at(row: Row, at: int) -> str:
    """A cell's text, empty beyond the row's end."""
    return row[at] if at < len(row) else ""
