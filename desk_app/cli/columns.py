"""Tables on a terminal: a Chinese sign is two columns wide."""

import unicodedata
from collections.abc import Iterator, Sequence


def width(text: str) -> int:
    """How many columns a terminal gives `text`."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def columns(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> Iterator[str]:
    """The rows as lines, each column as wide as its widest cell; those in `right` are aligned right."""
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [_padded(cell, widths[at], at in right) for at, cell in enumerate(row)]
        yield "  ".join(cells).rstrip()


def _padded(cell: str, wide: int, right: bool) -> str:
    blanks = " " * (wide - width(cell))
    return blanks + cell if right else cell + blanks
