"""A sheet in one language: every cell as the text that stands on the paper. No layout here."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk_app.domain.base.money import grouped, signed
from desk_app.domain.base.period import CHINA
from desk_app.domain.sheet.block import (
    Block,
    Cell,
    Column,
    Day,
    Fact,
    Facts,
    Figure,
    Formula,
    Name,
    Notes,
    Prose,
    Signatures,
    Table,
    Text,
)
from desk_app.domain.sheet.plain import to_plain
from desk_app.domain.sheet.sheet import DRAFT, Sheet
from desk_app.i18n import LANGUAGES, Words, fact_text

_TELLING = ("period", "contract", "batch", "file")
_SHORT = 48
"""Signs of a name in the one line over a later page."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What the store knows of a sheet beside its content."""

    id: int
    state: str
    created_at: datetime


def sheet_text(sheet: Sheet, filed: Filed, language: str) -> dict[str, Any]:
    """Everything a template prints, as text; the structure is that of the blocks."""
    words, name = Words(language), sheet.kind.replace("-", "_")
    other = Words(next(known for known in LANGUAGES if known != language))
    day = filed.created_at.astimezone(CHINA).date().isoformat()
    return {
        "language": language[:2],
        "head": sheet.head,
        "title": words(f"sheet.title.{name}"),
        "subtitle": other(f"sheet.title.{name}"),
        "running": _running(words, sheet),
        "watermark": words("sheet.text.watermark") if filed.state == DRAFT else "",
        "number": words("sheet.text.draft_number", id=filed.id),
        "drafted": words("sheet.text.drafted", day=day),
        "check": words("sheet.text.check", code=check_code(sheet)),
        "page": words("sheet.text.page", page="\0", pages="\0").split("\0"),
        "copies": words("sheet.text.copies"),
        "blocks": [block_text(words, block) for block in sheet.blocks],
    }


def _running(words: Words, sheet: Sheet) -> str:
    """What tells a later page's sheet from another's: period and contract, or batch and file."""
    facts = next(block for block in sheet.blocks if isinstance(block, Facts))
    named = (cell_text(words, cell, long_day=True) for label, cell in facts.rows if label in _TELLING)
    return "  ".join(_cut(text) for text in named if text)


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


def check_code(sheet: Sheet) -> str:
    """Twelve signs of the SHA-256 of the sheet's data: two papers with the same code say the same."""
    plain = json.dumps(to_plain(sheet), ensure_ascii=False, sort_keys=True)
    code = hashlib.sha256(plain.encode()).hexdigest()[:12].upper()
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def block_text(words: Words, block: Block) -> dict[str, Any]:
    """One block: its type, key and heading, and what is in it."""
    made = _body(words, block)
    heading = words(f"sheet.heading.{block.key}")
    if isinstance(block, Table | Prose):
        heading = cell_text(words, block.heading)
    return {"type": type(block).__name__.lower(), "key": block.key, "heading": heading, **made}


def _body(words: Words, block: Block) -> dict[str, Any]:
    if isinstance(block, Facts):
        return {"rows": [_labelled(words, label, cell) for label, cell in block.rows]}
    if isinstance(block, Notes):
        return {"lines": [cell_text(words, cell) for cell in block.cells]}
    if isinstance(block, Prose):
        return {"lines": [_line(words, line) for line in block.lines]}
    if isinstance(block, Signatures):
        return _signatures(words, block)
    return _table(words, block)


def _line(words: Words, line: Cell | Formula) -> dict[str, Any]:
    cell = line.cell if isinstance(line, Formula) else line
    return {"formula": isinstance(line, Formula), "text": cell_text(words, cell, long_day=True)}


def _labelled(words: Words, label: str, cell: Cell) -> dict[str, str]:
    return {"key": label, "label": words(f"sheet.label.{label}"), "text": cell_text(words, cell, long_day=True)}


def _table(words: Words, table: Table) -> dict[str, Any]:
    return {
        "columns": [_column(words, column) for column in table.columns],
        "rows": [[cell_text(words, cell) for cell in row] for row in table.rows],
        "total": [cell_text(words, cell) for cell in table.total],
        "side_by_side": table.side_by_side,
    }


def _column(words: Words, column: Column) -> dict[str, Any]:
    return {"text": cell_text(words, column.heading), "figures": column.figures, "share": column.share}


def _signatures(words: Words, block: Signatures) -> dict[str, Any]:
    return {
        "roles": [words(f"sheet.role.{role}") for role in block.roles],
        "stamps": [words(f"sheet.label.{stamp}") for stamp in block.stamps],
        "stamp": words("sheet.text.stamp"),
        "signer": words("sheet.text.signer"),
        "day": words("sheet.text.sign_day"),
        "short_day": words("sheet.text.sign_day_short"),
    }


def cell_text(words: Words, cell: Cell, *, long_day: bool = False) -> str:
    """One cell as text; `long_day`: a day as running text writes it, else ISO."""
    if isinstance(cell, Figure):
        text = signed(cell.value, cell.places) if cell.sign else grouped(cell.value, cell.places)
        return words(f"sheet.unit.{cell.unit}", value=text) if cell.unit else text
    if isinstance(cell, Day):
        return _long(words, cell) if long_day else cell.day.isoformat()
    if isinstance(cell, Text):
        return cell.text
    if isinstance(cell, Name):
        return cell.zh if words.language.startswith("zh") else cell.en
    if isinstance(cell, Fact):
        return fact_text(words, cell.text)
    return words(cell.key, **_facts(words, cell.facts, long_day))


def _facts(words: Words, facts: Mapping[str, Cell], long_day: bool) -> dict[str, str]:
    return {name: cell_text(words, fact, long_day=long_day) for name, fact in facts.items()}


def _long(words: Words, cell: Day) -> str:
    day = cell.day
    return words("sheet.day.long", year=day.year, month=day.month, day=day.day)
