"""`reo-desk ore`: price a lot of concentrate, look at the announced prices."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.columns import columns
from desk_app.cli.frame import Context, json_option, pass_context, print_csv, print_json, say, tell
from desk_app.cli.ore_announce import announce_command, conflict_line
from desk_app.cli.ore_assay import assay_command
from desk_app.cli.ore_basis import basis_document, basis_lines
from desk_app.cli.ore_call import call_command
from desk_app.cli.ore_contract import contract_group
from desk_app.cli.ore_delivery import delivery_group, exposure_command, roll_command
from desk_app.cli.ore_history import HISTORY_COLUMNS, history_document, history_lines
from desk_app.cli.ore_lot import lot_options
from desk_app.cli.ore_lots import lots_command
from desk_app.cli.ore_nowcast import nowcast_command
from desk_app.cli.ore_readings import readings_command
from desk_app.cli.ore_reprice import reprice_command
from desk_app.cli.ore_what_if import what_if_command
from desk_app.cli.speech import group
from desk_app.cli.trades_command import DAY
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, grouped
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.step import Step, shown
from desk_app.domain.ore.terms import Terms
from desk_app.domain.sheet.capitals import capitals
from desk_app.i18n import Words, said

if TYPE_CHECKING:
    from desk_app.domain.ore.working import Working


@group("ore", "cli.help.ore")
def ore_command() -> None:
    """Concentrate prices."""


for _part in (
    call_command,
    assay_command,
    lots_command,
    contract_group,
    nowcast_command,
    readings_command,
    what_if_command,
    call_command,
    announce_command,
    reprice_command,
    delivery_group,
    exposure_command,
    roll_command,
):
    ore_command.add_command(_part)


@ore_command.command("price", help="cli.help.ore_price")
@json_option
@pass_context
@lot_options
def price_command(context: Context, as_json: bool, base: BasePrice, lot: Lot, terms: Terms) -> None:
    """One lot, every step."""
    from desk_app.jobs.price_lot import price_lot

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
        "basis": basis_document(working.base),
    }


def _fen(value: Decimal) -> str:
    return format(value, f".{FEN}f")


def _value(step: Step) -> str:
    return exact_text(step.value) if step.places is None else format(step.value, f".{step.places}f")


def _step(words: Words, step: Step) -> dict[str, str]:
    text = said(words, f"ore.step.{step.key}", step.inputs)
    return {"key": step.key, "text": text, "value": _value(step), "unit": step.unit}


def _lines(words: Words, working: "Working") -> list[str]:
    head = [words("ore.title"), *basis_lines(words, working.base), ""]
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


@ore_command.command("history", help="cli.help.ore_history")
@click.option(
    "--format", "shape", type=click.Choice(["json", "csv", "table"]), default="table", help="cli.option.format"
)
@click.option("--as-known-on", type=DAY, metavar="YYYY-MM-DD", help="ore.announce.option.as_known_on")
@json_option
@pass_context
def history_command(context: Context, shape: str, as_known_on: datetime | None, as_json: bool) -> None:
    """The announced prices; a gap is a row without a price."""
    from desk_app.jobs.load_price_list import load_price_list

    prices = load_price_list(context.desk_there, as_known_on.date().isoformat() if as_known_on else None)
    rows = prices.rows()
    documents = [history_document(row, prices.conflicts) for row in rows]
    if as_json or shape == "json":
        print_json(documents)
    elif shape == "csv":
        print_csv(HISTORY_COLUMNS, (document.values() for document in documents))
    else:
        for line in history_lines(context.words, rows):
            say(line)
    for conflict in prices.conflicts:
        tell(conflict_line(context.words, conflict))
