"""What `ore what-if` found, as lines for a terminal."""

from collections.abc import Iterator

from desk_app.cli.columns import columns
from desk_app.cli.ore_basis import basis_lines
from desk_app.domain.base.money import FEN, difference, grouped, signed
from desk_app.domain.base.ratio import Ratio
from desk_app.domain.ore.answer import Answer, spoken
from desk_app.domain.ore.beside import Beside
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.step import shown
from desk_app.domain.ore.what_if import Sensitivity, Worth
from desk_app.i18n import Words, said

_NONE = "—"


def what_if_lines(
    words: Words,
    base: BasePrice,
    lot: Lot,
    worths: tuple[Worth, ...],
    table: Sensitivity,
    answers: tuple[Answer, ...],
    beside: tuple[Beside, ...],
) -> Iterator[str]:
    """The base price, then a block for everything that was asked."""
    yield from (words("ore.title"), *basis_lines(words, base))
    yield from ("", words("ore.what_if.worth_title"), *_worths(words, worths))
    yield from ("", words("ore.what_if.table_title"), *_table(words, lot, table))
    if answers:
        yield from ("", words("ore.what_if.reverse_title"))
        for answer in answers:
            yield said(words, *spoken(answer))
    if beside:
        yield from ("", words("ore.what_if.beside_title"), *_beside(words, beside))


def _worths(words: Words, worths: tuple[Worth, ...]) -> Iterator[str]:
    names = ("moved", "net_change", "total_change")
    titles = tuple(words(f"ore.what_if.column.{name}") for name in names)
    return columns([titles, *(_worth(words, worth) for worth in worths)], frozenset({1, 2}))


def _worth(words: Words, worth: Worth) -> tuple[str, ...]:
    moved = words("ore.what_if.moved", name=words(f"ore.field.{worth.field}"), by=signed(worth.by))
    if worth.net_ex_vat is None or worth.total_inc_vat is None:
        return moved, words("ore.what_if.none"), ""
    return moved, difference(worth.net_ex_vat, FEN), difference(worth.total_inc_vat, FEN)


def _table(words: Words, lot: Lot, table: Sensitivity) -> Iterator[str]:
    head = ("", *(words("ore.what_if.reo_at", value=grouped(reo)) for reo in table.reos))
    prices = [shown(cell.figures.unit_price) if cell.figures else _NONE for cell in table.rows[0]]
    rows = [head, (words("ore.what_if.unit_price_row"), *prices)]
    for moisture, cells in zip(table.moistures, table.rows, strict=True):
        totals = (grouped(cell.figures.total_inc_vat, FEN) if cell.figures else _NONE for cell in cells)
        marked = (f"●{text}" if cell.lot == lot else text for text, cell in zip(totals, cells, strict=True))
        rows.append((words("ore.what_if.moisture_at", value=grouped(moisture)), *marked))
    return columns(rows, frozenset(range(1, len(head))))


def _beside(words: Words, beside: tuple[Beside, ...]) -> Iterator[str]:
    titles = (words("ore.what_if.column.figure"), *(words(f"ore.what_if.{name}") for name in ("own", "other")))
    rows = [(*titles, words("ore.what_if.differs"), words("ore.column.unit"))]
    for each in beside:
        figures = (_shown(each.one, each.places), _shown(each.other, each.places), _signed(each.change, each.places))
        rows.append((words(each.name), *figures, words(f"ore.unit.{each.unit}")))
    return columns(rows, frozenset({1, 2, 3}))


def _shown(ratio: Ratio, places: int | None) -> str:
    return shown(ratio) if places is None else grouped(ratio.shown(), places)


def _signed(ratio: Ratio, places: int | None) -> str:
    text = _shown(ratio, places)
    return f"+{text}" if ratio.top > 0 else text
