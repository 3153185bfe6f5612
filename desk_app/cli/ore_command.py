"""`reo-desk ore`: price a lot of concentrate, look at the announced prices."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.columns import columns
from desk_app.cli.frame import Context, json_option, pass_context, print_csv, print_json, say
from desk_app.cli.options import figure, terms_options
from desk_app.cli.ore_assay import assay_command
from desk_app.cli.ore_base import base_price
from desk_app.cli.ore_history import HISTORY_COLUMNS, history_document, history_lines, how_known
from desk_app.cli.ore_lots import lots_command
from desk_app.cli.speech import group
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, grouped
from desk_app.domain.ore.announced import AnnouncedPrice
from desk_app.domain.ore.lot import Lot
from desk_app.domain.ore.step import Step, shown
from desk_app.domain.ore.terms import Terms
from desk_app.domain.sheet.capitals import capitals
from desk_app.i18n import Words, said

if TYPE_CHECKING:
    from desk_app.domain.ore.working import Working


@group("ore", "cli.help.ore")
def ore_command() -> None:
    """Concentrate prices."""


@ore_command.command("price", help="cli.help.ore_price")
@click.option("--quarter", metavar="2026Q1", help="cli.option.quarter")
@click.option("--price", metavar="P", help="cli.option.base_price")
@click.option("--basis", metavar="B", help="cli.option.basis")
@click.option("--reo", required=True, metavar="%", help="cli.option.reo")
@click.option("--moisture", required=True, metavar="%", help="cli.option.moisture")
@click.option("--wet", required=True, metavar="T", help="cli.option.wet")
@terms_options
@json_option
@pass_context
def price_command(context: Context, as_json: bool, terms: Terms, **given: Any) -> None:
    """One lot, every step."""
    from desk_app.jobs.price_lot import price_lot

    lot = Lot(**{name: figure(name, given[name]) for name in ("reo", "moisture", "wet")})
    base = base_price(context.words, given["quarter"], given["price"], given["basis"])
    working = price_lot(base, lot, terms)
    if as_json:
        print_json(price_document(context.words, working))
    else:
        for line in _lines(context.words, working):
            say(line)


def price_document(words: Words, working: "Working") -> dict[str, Any]:
    """A working as the contract of the command line writes it: decimals as text."""
    return {
        "dry_tonnes": exact_text(working.dry_tonnes),
        "unit_price_ex_vat": exact_text(working.unit_price_ex_vat),
        "net_ex_vat": _fen(working.net_ex_vat),
        "vat": _fen(working.vat),
        "total_inc_vat": _fen(working.total_inc_vat),
        "capital": capitals(working.total_inc_vat),
        "steps": [_step(words, step) for step in working.steps],
        "basis": _basis(working),
    }


def _fen(value: Decimal) -> str:
    return format(value, f".{FEN}f")


def _value(step: Step) -> str:
    return exact_text(step.value) if step.places is None else format(step.value, f".{step.places}f")


def _step(words: Words, step: Step) -> dict[str, str]:
    text = said(words, f"ore.step.{step.key}", step.inputs)
    return {"key": step.key, "text": text, "value": _value(step), "unit": step.unit}


def _basis(working: "Working") -> dict[str, str | None]:
    base = working.base
    announced = base if isinstance(base, AnnouncedPrice) else None
    each = next(step.value for step in working.steps if step.key == "each_point")
    return {
        "quarter": announced.period if announced else None,
        "price": exact_text(base.price),
        "basis": exact_text(base.basis),
        "step": exact_text(each),
        "source": announced.source if announced else None,
        "confidence": announced.confidence if announced else None,
    }


def _lines(words: Words, working: "Working") -> list[str]:
    head = [words("ore.title"), *_basis_lines(words, working), ""]
    titles = tuple(words(f"ore.column.{name}") for name in ("step", "how", "value", "unit"))
    rows = [titles] + [_row(words, step) for step in working.steps]
    aloud = words(
        "ore.read_aloud",
        dry=grouped(working.dry_tonnes),
        unit_price=shown(working.unit_price),
        total=grouped(working.total_inc_vat, FEN),
        capital=capitals(working.total_inc_vat),
    )
    return [*head, *columns(rows, frozenset({2})), "", aloud]


def _row(words: Words, step: Step) -> tuple[str, ...]:
    value = grouped(step.value, step.places) + ("…" if step.repeating else "")
    how = said(words, f"ore.step.{step.key}", step.inputs)
    return words(f"ore.name.{step.key}"), how, value, words(f"ore.unit.{step.unit}")


def _basis_lines(words: Words, working: "Working") -> list[str]:
    base = working.base
    facts = {"price": grouped(base.price), "basis": grouped(base.basis)}
    if not isinstance(base, AnnouncedPrice):
        return [words("ore.basis_typed", **facts)]
    first = words("ore.basis_announced", period=base.period, step=grouped(base.step, FEN), **facts)
    return [first, source_line(words, base)]


def source_line(words: Words, price: AnnouncedPrice) -> str:
    """Where an announced price comes from, how sure it is, and when it was announced."""
    confidence = how_known(words, price, plain=words("ore.confidence.sourced"))
    if price.announced_on is None:
        return words("ore.source", source=price.source, confidence=confidence)
    day = price.announced_on.isoformat()
    return words("ore.source_on", source=price.source, confidence=confidence, day=day)


@ore_command.command("history", help="cli.help.ore_history")
@click.option(
    "--format", "shape", type=click.Choice(["json", "csv", "table"]), default="table", help="cli.option.format"
)
@json_option
@pass_context
def history_command(context: Context, shape: str, as_json: bool) -> None:
    """The announced prices; a gap is a row without a price."""
    from desk_app.jobs.load_price_list import load_price_list

    rows = load_price_list().rows()
    documents = [history_document(row) for row in rows]
    if as_json or shape == "json":
        print_json(documents)
    elif shape == "csv":
        print_csv(HISTORY_COLUMNS, (document.values() for document in documents))
    else:
        for line in history_lines(context.words, rows):
            say(line)


ore_command.add_command(assay_command)
ore_command.add_command(lots_command)
