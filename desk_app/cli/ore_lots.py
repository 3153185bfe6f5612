"""`reo-desk ore lots`: a file of lots, priced together."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.columns import columns
from desk_app.cli.frame import Context, TerminalProgress, json_option, pass_context, print_json, say, tell
from desk_app.cli.options import terms_options
from desk_app.cli.ore_base import base_price
from desk_app.cli.speech import command
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN
from desk_app.domain.base.tax import Tax
from desk_app.domain.ore.terms import Terms
from desk_app.i18n import Words, problem_text

if TYPE_CHECKING:
    from desk_app.domain.ore.lot_line import HeldLine
    from desk_app.domain.ore.lot_table import LotTotals
    from desk_app.domain.ore.lots import PricedLot
    from desk_app.jobs.price_lots import LotsPriced

_SHOWN = 40
_TEXTS = frozenset({"day", "ref", "quarter"})


@command("lots", "ore.help.lots")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--quarter", metavar="2026Q1", help="ore.option.lots_quarter")
@click.option("--price", metavar="P", help="cli.option.base_price")
@click.option("--basis", metavar="B", help="cli.option.basis")
@click.option("--provisional", metavar="2026Q1", help="ore.option.provisional")
@click.option("--paid-tax", type=click.Choice([tax.value for tax in Tax]), help="ore.option.paid_tax")
@click.option("--sheet", metavar="NAME", help="cli.option.sheet")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="ore.option.lots_out")
@terms_options
@json_option
@pass_context
def lots_command(
    context: Context, file: Path, out: Path | None, provisional: str | None, paid_tax: str | None, sheet: str | None,
    as_json: bool, terms: Terms, **given: Any,
) -> None:  # fmt: skip
    """Every lot at its price; bad lines are held with their reason."""
    from desk_app.jobs.load_price_list import load_price_list
    from desk_app.jobs.price_lots import LotsRequest, price_lots
    from desk_app.jobs.tabulate_lots import write_lots

    words = context.words
    own = any(given[name] is not None for name in ("quarter", "price", "basis"))
    base = base_price(context, given["quarter"], given["price"], given["basis"]) if own else None
    before = base_price(context, provisional, None, None) if provisional else None
    request = LotsRequest(
        base, terms, before, Tax(paid_tax) if paid_tax else None, sheet, load_price_list(context.desk_there)
    )
    priced = price_lots(file, request, TerminalProgress(words))
    if out is not None:
        write_lots(words, priced, out, datetime.now().astimezone().date())
        tell(words("ui.told.saved", file=str(out)))
    if as_json:
        print_json(lots_document(words, priced))
    else:
        for line in _lines(words, priced):
            say(line)


def lots_document(words: Words, priced: "LotsPriced") -> dict[str, Any]:
    """All lots, held lines and totals, decimals as text: tonnes, percent, yuan."""
    return {
        "file": priced.name,
        "lines": priced.lines,
        "priced": len(priced.lots),
        "held": [_held(words, line) for line in priced.held],
        "totals_lines": [
            {"row": line.number, "stated_wet": _plain(line.stated), "agrees": line.agrees} for line in priced.adding
        ],
        "paid_tax": priced.paid_tax.value,
        "lots": [_lot(lot) for lot in priced.lots],
        "totals": _totals(priced.totals),
    }


def _held(words: Words, line: "HeldLine") -> dict[str, Any]:
    problem = line.problem
    text = problem_text(words, problem)
    return {"row": line.number, "field": problem.field, "key": problem.key, "text": text, "cells": list(line.cells)}


def _lot(lot: "PricedLot") -> dict[str, Any]:
    line = lot.line
    return {
        "row": line.number,
        "day": line.day.isoformat() if line.day else None,
        "ref": line.ref,
        "wet": exact_text(line.lot.wet),
        "moisture": exact_text(line.lot.moisture),
        "reo": exact_text(line.lot.reo),
        "dry_tonnes": exact_text(lot.dry_tonnes),
        "quarter": lot.period or None,
        "price": exact_text(lot.base.price),
        "basis": exact_text(lot.base.basis),
        "unit_price_ex_vat": exact_text(lot.unit_price.shown()),
        "net_ex_vat": _fen(lot.net_ex_vat),
        "vat": _fen(lot.vat),
        "total_inc_vat": _fen(lot.total_inc_vat),
        "paid": _fen(lot.paid),
        "balance": _fen(lot.balance),
    }


def _totals(totals: "LotTotals") -> dict[str, Any]:
    reo, moisture = totals.average_reo, totals.average_moisture
    return {
        "lots": totals.lots,
        "wet": exact_text(totals.wet_tonnes),
        "dry_tonnes": exact_text(totals.dry_tonnes),
        "average_reo": _plain(reo.shown()) if reo else None,
        "average_moisture": _plain(moisture.shown()) if moisture else None,
        "net_ex_vat": _fen(totals.net_ex_vat),
        "vat": _fen(totals.vat),
        "total_inc_vat": _fen(totals.total_inc_vat),
        "paid_lots": totals.paid_lots,
        "paid": _fen(totals.paid) if totals.paid_lots else None,
        "balance": _fen(totals.balance) if totals.paid_lots else None,
    }


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else exact_text(value)


def _fen(value: Decimal | None) -> str | None:
    return None if value is None else format(value, f".{FEN}f")


def _lines(words: Words, priced: "LotsPriced") -> Iterator[str]:
    from desk_app.jobs.tabulate_lots import COLUMNS, about_lines, figure_text, heading, lot_cells, total_cells

    yield from about_lines(words, priced)
    cells = [lot_cells(lot) for lot in priced.lots[:_SHOWN]]
    rows = [*cells, total_cells(words, priced.totals)]
    titles = tuple(heading(words, name, priced) for name in COLUMNS)
    shown = [titles, *(tuple(figure_text(n, c) for n, c in zip(COLUMNS, row, strict=True)) for row in rows)]
    yield ""
    yield from columns(shown, frozenset(at for at, name in enumerate(COLUMNS) if name not in _TEXTS))
    if len(priced.lots) > _SHOWN:
        yield words("ore.lots.more", count=len(priced.lots) - _SHOWN)
    for line in priced.held[:_SHOWN]:
        yield words("ore.lots.held_line", row=line.number, why=problem_text(words, line.problem))
    if len(priced.held) > _SHOWN:
        yield words("ore.lots.more_held", count=len(priced.held) - _SHOWN)
    for total in priced.adding:
        if total.agrees is False:
            yield words("ore.lots.total_differs", row=total.number, stated=_plain(total.stated))
