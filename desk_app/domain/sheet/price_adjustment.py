"""The quarterly price adjustment sheet (稀土精矿价格调整单): an old price, a new one, what follows from it."""

from collections.abc import Iterator
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN
from desk_app.domain.base.problem import Refused, refuse
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.base.tax import with_vat
from desk_app.domain.ore.announced import ANNOUNCED_BY, AnnouncedPrice, Change, change_between
from desk_app.domain.ore.reprice import Repricing, reprice
from desk_app.domain.ore.rule.grade import unit_price
from desk_app.domain.ore.terms import MoistureIn
from desk_app.domain.ore.working import check_terms
from desk_app.domain.sheet.adjustment import PriceAdjustment, period_word
from desk_app.domain.sheet.adjustment_remarks import remarks
from desk_app.domain.sheet.block import (
    Block,
    Cell,
    Column,
    Day,
    Facts,
    Figure,
    Notes,
    Signatures,
    Table,
    Text,
    Word,
)
from desk_app.domain.sheet.capitals import capitals
from desk_app.domain.sheet.repricing import amount_block, delivery_table
from desk_app.domain.sheet.sheet import Sheet, SheetKind

PRICE_ADJUSTMENT = SheetKind("price-adjustment")
LADDER = range(45, 61)
"""REO percents of the printed ladder (REO 阶梯表)."""
ROLES = ("prepared", "checked", "business", "finance", "approved")


def price_adjustment_sheet(made_from: PriceAdjustment) -> Sheet:
    """The sheet's blocks; `Refused` where the terms are none or a delivery can't be priced."""
    for problem in check_terms(made_from.terms):
        raise Refused(problem)
    if made_from.terms.moisture.counts_in is MoistureIn.PRICE:
        raise refuse("sheet_wet_terms", "contract", contract=made_from.contract)
    change = change_between(made_from.old, made_from.new)
    repricing = None
    if made_from.deliveries:
        repricing = reprice(made_from.old, made_from.new, made_from.deliveries, made_from.terms)
    return Sheet(
        PRICE_ADJUSTMENT.key,
        made_from.seller,
        _summary(made_from, repricing),
        tuple(_blocks(made_from, change, repricing)),
    )


def _summary(made_from: PriceAdjustment, repricing: Repricing | None) -> dict[str, str]:
    return {
        "period": made_from.new.period,
        "against": made_from.old.period,
        "contract": made_from.contract,
        "seller": made_from.seller,
        "buyer": made_from.buyer,
        "price": exact_text(made_from.new.price),
        "deliveries": str(len(made_from.deliveries)),
        "total": format(repricing.total_inc_vat, "f") if repricing else "",
    }


def _blocks(made_from: PriceAdjustment, change: Change, repricing: Repricing | None) -> Iterator[Block]:
    yield _parties(made_from)
    yield _prices(made_from, change)
    yield _in_capitals(made_from)
    yield _ladder(made_from)
    if repricing:
        yield delivery_table(repricing)
        yield amount_block(repricing, made_from.terms)
    yield Notes("remarks", tuple(remarks(made_from, change)))
    yield Notes("attachments", tuple(_attachments(repricing)))
    yield Signatures("signatures", ROLES, ("seller", "buyer"))


def _parties(made_from: PriceAdjustment) -> Facts:
    new = made_from.new
    return Facts(
        "parties",
        (
            ("number", Word("sheet.text.no_number")),
            ("contract", Text(made_from.contract)),
            ("seller", Text(made_from.seller)),
            ("buyer", Text(made_from.buyer)),
            ("period", _with_days(new)),
            ("ground", _ground(new)),
            ("old_ground", _ground(made_from.old)),
            ("basis", Word("sheet.text.basis", {"basis": Text(exact_text(new.basis))})),
            ("grade_rule", Word(f"ore.grade_rule.{made_from.terms.grade_rule}")),
        ),
    )


def _with_days(price: AnnouncedPrice) -> Word:
    days = {"start": Day(price.effective_from), "end": Day(price.effective_to)}
    return Word("sheet.text.period", {"period": period_word(price.period), **days})


def _ground(price: AnnouncedPrice) -> Word:
    """What the price rests on: the announcement as far as it was seen; second-hand says so."""
    facts: dict[str, Cell] = {"source": Text(price.source), "confidence": Word(f"ore.confidence.{price.confidence}")}
    if price.announced_on is None:
        return Word("sheet.text.ground", facts)
    key = "sheet.text.ground_by" if price.note == ANNOUNCED_BY else "sheet.text.ground_on"
    return Word(key, facts | {"day": Day(price.announced_on)})


def _prices(made_from: PriceAdjustment, change: Change) -> Table:
    old, new, percent = change.earlier_at_basis, made_from.new.price, change.percent
    vat = made_from.terms.vat_percent
    old_taxed, new_taxed = (Ratio(with_vat(p, vat)).rounded(FEN, made_from.terms.rounding) for p in (old, new))
    heading = Word("sheet.heading.prices", {"basis": Text(exact_text(made_from.new.basis))})
    against = "sheet.column.on_previous" if not change.across_gap else "sheet.column.on_named"
    columns = (
        Column(Word("sheet.column.item"), figures=False, share=30),
        Column(Word("sheet.column.old_price", {"period": period_word(made_from.old.period)}), share=20),
        Column(Word("sheet.column.new_price", {"period": period_word(made_from.new.period)}), share=20),
        Column(Word("sheet.column.change"), share=16),
        Column(Word(against, {"period": Text(made_from.old.period)}), share=14),
    )
    rows = (
        _price_row(Word("sheet.item.price"), old, new, percent),
        _price_row(Word("sheet.item.step"), made_from.old.step, made_from.new.step, percent),
        _price_row(Word("sheet.item.with_vat", {"rate": Text(exact_text(vat))}), old_taxed, new_taxed, percent),
    )
    return Table("prices", heading, columns, rows)


def _in_capitals(made_from: PriceAdjustment) -> Facts:
    """The new price in capitals, without and with VAT: what is stamped is not altered by a stroke."""
    price, terms = made_from.new.price, made_from.terms
    taxed = Ratio(with_vat(price, terms.vat_percent)).rounded(FEN, terms.rounding)
    rows = (("price_capitals", Text(capitals(price))), ("taxed_capitals", Text(capitals(taxed))))
    return Facts("price_capitals", rows)


def _price_row(item: Word, old: Decimal, new: Decimal, percent: Decimal) -> tuple[Cell, ...]:
    difference = Figure(EXACT.subtract(new, old), FEN, sign=True)
    return item, Figure(old, FEN), Figure(new, FEN), difference, Figure(percent, FEN, sign=True, unit="percent")


def _ladder(made_from: PriceAdjustment) -> Table:
    columns = (
        Column(Word("sheet.column.reo"), share=10),
        Column(Word("sheet.column.old"), share=14),
        Column(Word("sheet.column.new"), share=14),
        Column(Word("sheet.column.change"), share=12),
    )
    rungs = tuple(_rung(made_from, Decimal(reo)) for reo in LADDER)
    return Table("ladder", Word("sheet.heading.ladder"), columns, rungs, side_by_side=2)


def _rung(made_from: PriceAdjustment, reo: Decimal) -> tuple[Cell, ...]:
    terms = made_from.terms
    old, new = (unit_price(p, reo, terms).rounded(FEN, terms.rounding) for p in (made_from.old, made_from.new))
    return Figure(reo, 0), Figure(old, FEN), Figure(new, FEN), Figure(EXACT.subtract(new, old), FEN, sign=True)


def _attachments(repricing: Repricing | None) -> Iterator[Cell]:
    yield Word("sheet.attachment.announcement")
    if repricing:
        yield Word("sheet.attachment.weighing")
