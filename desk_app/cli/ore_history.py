"""The history of announced prices, as JSON, CSV or a table."""

from collections.abc import Sequence
from typing import Any

from desk_app.cli.columns import columns
from desk_app.cli.ore_announce import own_line
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, grouped
from desk_app.domain.ore.announced import AnnouncedPrice, Conflict, HistoryRow
from desk_app.i18n import Words

HISTORY_COLUMNS = (
    "period", "effective_from", "effective_to", "announced_on", "price_yuan_per_dry_tonne_ex_vat",
    "reo_basis_percent", "step_yuan_per_percent", "step_origin", "confidence", "note", "source", "address",
    "change_percent", "change_against", "change_across_gap", "added_at", "added_by", "why", "shipped_price",
)  # fmt: skip


def history_document(row: HistoryRow, conflicts: Sequence[Conflict] = ()) -> dict[str, Any]:
    """A row of the history: None for what is not known. `shipped_price` is the program's own where it differs."""
    announced, change = row.announced, row.change
    known = _announced(announced) if announced else (None,) * 9
    changed = (str(change.percent), change.against, change.across_gap) if change else (None,) * 3
    added = announced.added if announced else None
    own = (added.at, added.by or None, added.why or None) if added else (None,) * 3
    other = next((exact_text(each.shipped.price) for each in conflicts if each.own is announced), None)
    values = (row.period, row.start.isoformat(), row.end.isoformat(), *known, *changed, *own, other)
    return dict(zip(HISTORY_COLUMNS, values, strict=True))


def _announced(price: AnnouncedPrice) -> tuple[str | None, ...]:
    return (
        price.announced_on.isoformat() if price.announced_on else None,
        str(price.price),
        str(price.basis),
        str(price.step),
        price.step_origin,
        price.confidence,
        price.note or None,
        price.source,
        price.address,
    )


def history_lines(words: Words, rows: tuple[HistoryRow, ...]) -> list[str]:
    """The history as a table."""
    names = ("period", "price", "basis", "each", "change", "against", "announced_on", "source")
    titles = tuple(words(f"ore.column.{name}") for name in names)
    lines = columns([titles, *(_history_row(words, row) for row in rows)], frozenset({1, 2, 3, 4}))
    return [*lines, "", words("ore.history.unit")]


def _history_row(words: Words, row: HistoryRow) -> tuple[str, ...]:
    price, change = row.announced, row.change
    if price is None:
        return row.period, "—", "—", "—", "—", "", "", words("ore.history.gap")
    against = ""
    if change:
        against = change.against + (f" ({words('ore.history.across_gap')})" if change.across_gap else "")
    percent = f"{change.percent:+}" if change else ""
    day = price.announced_on.isoformat() if price.announced_on else ""
    doubts = _joined(words, how_known(words, price, plain=""), own_line(words, price))
    source = f"{price.source} ({doubts})" if doubts else price.source
    return (
        row.period, grouped(price.price, FEN), str(price.basis), grouped(price.step, FEN), percent, against, day, source
    )  # fmt: skip


def how_known(words: Words, price: AnnouncedPrice, *, plain: str) -> str:
    """How well a price is known, with its note; `plain` stands for a sourced one."""
    confidence = words(f"ore.confidence.{price.confidence}") if price.confidence != "sourced" else plain
    note = words(f"ore.note.{price.note}") if price.note else ""
    return _joined(words, confidence, note)


def _joined(words: Words, *parts: str) -> str:
    return ("；" if words.language == "zh_CN" else "; ").join(part for part in parts if part)
