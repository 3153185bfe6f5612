"""What stands on a sheet, without language: words by key, figures, days, and people's own text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Word:
    """Words of the catalogues by their full key, the blanks filled with cells."""

    key: str
    facts: Mapping[str, "Cell"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to `places` decimals, with thousands commas; `sign`: a plus is printed too (增减).

    `unit` is a key under `sheet.unit`, or empty where a heading says the unit.
    """

    value: Decimal
    places: int
    sign: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day."""

    day: date


@dataclass(frozen=True, slots=True)
class Text:
    """Someone's own text, printed as it is. Empty: a line to write on, or an empty cell of a table."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a problem: text from a file, or `@` and a full key of the catalogues."""

    text: str


Cell = Word | Figure | Day | Text | Name | Fact


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled lines: pairs of a key under `sheet.label` and what it says."""

    key: str
    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, whether its cells are figures, and its share of the width."""

    heading: Word
    figures: bool = True
    share: int = 10


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `total` closes it, `side_by_side` prints it as so many columns of rows."""

    key: str
    heading: Word
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    side_by_side: int = 1


@dataclass(frozen=True, slots=True)
class Notes:
    """Numbered remarks (备注) or a list of attachments (附件)."""

    key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula on a line of its own; in its text `_` stands before each index: `p_it`."""

    cell: Cell


@dataclass(frozen=True, slots=True)
class Prose:
    """A section under its heading: paragraphs and formulas."""

    key: str
    heading: Word
    lines: tuple[Cell | Formula, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs inside (keys under `sheet.role`), and whose stamps close it (keys under `sheet.label`)."""

    key: str
    roles: tuple[str, ...]
    stamps: tuple[str, ...]


Block = Facts | Table | Notes | Prose | Signatures
