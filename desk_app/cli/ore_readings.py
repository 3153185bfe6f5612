"""`reo-desk ore readings`: one lot under every reading of its contract, with the money between."""

from typing import Any

import click

from desk_app.cli.columns import columns
from desk_app.cli.frame import Context, json_option, pass_context, print_json, say
from desk_app.cli.ore_basis import basis_document, basis_lines
from desk_app.cli.ore_lot import lot_options
from desk_app.cli.speech import Command
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, difference, grouped
from desk_app.domain.ore.figures import Figures
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.readings import Reading, readings
from desk_app.domain.ore.step import shown
from desk_app.domain.ore.terms import Terms
from desk_app.i18n import Words, problem_text, said

_COLUMNS = (
    "question", "says", "net_change", "total_change", "unit_price", "dry_tonnes", "net", "vat", "total",
)  # fmt: skip


@click.command("readings", cls=Command, help="cli.help.ore_readings")
@json_option
@pass_context
@lot_options
def readings_command(context: Context, as_json: bool, base: BasePrice, lot: Lot, terms: Terms) -> None:
    """The contract's own reading first."""
    words, found = context.words, readings(base, lot, terms)
    if as_json:
        print_json({"basis": basis_document(base), "readings": [_document(words, reading) for reading in found]})
        return
    titles = tuple(words(f"ore.readings.column.{name}") for name in _COLUMNS)
    table = columns([titles, *(_row(words, reading) for reading in found)], frozenset(range(2, len(_COLUMNS))))
    for line in (words("ore.title"), *basis_lines(words, base), "", *table, "", words("ore.readings.about")):
        say(line)


def figures_document(figures: Figures) -> dict[str, str]:
    """The figures of a priced lot, or a difference of them: decimals as text."""
    return {
        "dry_tonnes": exact_text(figures.dry_tonnes),
        "unit_price_ex_vat": exact_text(figures.unit_price.shown()),
        "net_ex_vat": format(figures.net_ex_vat, f".{FEN}f"),
        "vat": format(figures.vat, f".{FEN}f"),
        "total_inc_vat": format(figures.total_inc_vat, f".{FEN}f"),
    }


def _document(words: Words, reading: Reading) -> dict[str, Any]:
    empty = dict.fromkeys(("dry_tonnes", "unit_price_ex_vat", "net_ex_vat", "vat", "total_inc_vat"))
    return {
        "key": reading.question,
        "choice": reading.choice or None,
        "contract": reading.is_own,
        "text": said(words, reading.says, reading.facts),
        **(figures_document(reading.figures) if reading.figures else empty),
        "difference": figures_document(reading.change) if reading.change else None,
        "problem": problem_text(words, reading.problem) if reading.problem else None,
    }


def _row(words: Words, reading: Reading) -> tuple[str, ...]:
    head = (words(f"ore.readings.question.{reading.question}"), said(words, reading.says, reading.facts))
    figures, change = reading.figures, reading.change
    if figures is None or change is None:
        why = problem_text(words, reading.problem) if reading.problem else ""
        return head[0], f"{head[1]} — {words('ore.readings.unpriced', why=why)}", *("—",) * (len(_COLUMNS) - 2)
    return (
        *head,
        difference(change.net_ex_vat, FEN),
        difference(change.total_inc_vat, FEN),
        shown(figures.unit_price),
        grouped(figures.dry_tonnes),
        grouped(figures.net_ex_vat, FEN),
        grouped(figures.vat, FEN),
        grouped(figures.total_inc_vat, FEN),
    )
