"""`reo-desk ore what-if`: what 0.1 % is worth, a table around the lot, the price backwards, a second lot."""

from dataclasses import dataclass
from typing import Any

import click

from desk_app.cli.frame import Context, json_option, pass_context, print_json, say
from desk_app.cli.options import figure
from desk_app.cli.ore_basis import basis_document
from desk_app.cli.ore_lot import lot_options
from desk_app.cli.ore_readings import figures_document
from desk_app.cli.ore_what_if_lines import what_if_lines
from desk_app.cli.speech import Command
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN
from desk_app.domain.base.ratio import Ratio
from desk_app.domain.ore.answer import Answer
from desk_app.domain.ore.beside import Beside, side_by_side
from desk_app.domain.ore.figures import figures_of
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.reverse import grade_for, moisture_for, wet_for
from desk_app.domain.ore.terms import Terms
from desk_app.domain.ore.what_if import TABLE_STEP, Sensitivity, Worth, curve, sensitivity, worths
from desk_app.domain.ore.working import work

_OTHER = ("other_reo", "other_moisture", "other_wet")


@dataclass(frozen=True, slots=True)
class WhatIf:
    """All that was asked; what was not is empty."""

    worths: tuple[Worth, ...]
    table: Sensitivity
    answers: tuple[Answer, ...]
    beside: tuple[Beside, ...]


@click.command("what-if", cls=Command, help="cli.help.ore_what_if")
@click.option("--target-price", metavar="P", help="cli.option.target_price")
@click.option("--target-total", metavar="T", help="cli.option.target_total")
@click.option("--reo-step", default=str(TABLE_STEP), metavar="%", help="cli.option.reo_step")
@click.option("--moisture-step", default=str(TABLE_STEP), metavar="%", help="cli.option.moisture_step")
@click.option("--other-reo", metavar="%", help="cli.option.other_lot")
@click.option("--other-moisture", metavar="%", help="cli.option.other_lot")
@click.option("--other-wet", metavar="T", help="cli.option.other_lot")
@json_option
@pass_context
@lot_options
def what_if_command(
    context: Context, as_json: bool, base: BasePrice, lot: Lot, terms: Terms, **given: str | None
) -> None:
    """Around the lot; with a target also backwards, with another assay also side by side."""
    steps = (figure(name, given[name] or "") for name in ("reo_step", "moisture_step"))
    asked = WhatIf(
        worths(base, lot, terms),
        sensitivity(base, lot, terms, *steps),
        _answers(base, lot, terms, given),
        _beside(base, lot, terms, given),
    )
    if as_json:
        print_json(_document(base, lot, terms, asked))
    else:
        lines = what_if_lines(context.words, base, lot, asked.worths, asked.table, asked.answers, asked.beside)
        for line in lines:
            say(line)


def _answers(base: BasePrice, lot: Lot, terms: Terms, given: dict[str, str | None]) -> tuple[Answer, ...]:
    price, total = given["target_price"], given["target_total"]
    found = [] if price is None else [grade_for(base, lot, terms, figure("target_price", price))]
    if total is not None:
        wanted = figure("target_total", total)
        found += [wet_for(base, lot, terms, wanted), moisture_for(base, lot, terms, wanted)]
    return tuple(found)


def _beside(base: BasePrice, lot: Lot, terms: Terms, given: dict[str, str | None]) -> tuple[Beside, ...]:
    if all(given[name] is None for name in _OTHER):
        return ()
    other = {name: given[f"other_{name}"] for name in ("reo", "moisture", "wet")}
    said = {name: figure(name, text) for name, text in other.items() if text is not None}
    return side_by_side(work(base, lot, terms), work(base, lot.having(**said), terms))


def _document(base: BasePrice, lot: Lot, terms: Terms, asked: WhatIf) -> dict[str, Any]:
    return {
        "basis": basis_document(base),
        "lot": _lot(lot),
        "figures": figures_document(figures_of(work(base, lot, terms))),
        "worth": [_worth(worth) for worth in asked.worths],
        "reverse": [_answer(answer) for answer in asked.answers],
        "table": [
            [_lot(cell.lot) | (figures_document(cell.figures) if cell.figures else {}) for cell in row]
            for row in asked.table.rows
        ],
        "curve": [
            {"reo": exact_text(point.reo), "unit_price_ex_vat": _text(point.unit_price)}
            for point in curve(base, lot, terms)
        ],
        "beside": [_beside_document(each) for each in asked.beside],
    }


def _lot(lot: Lot) -> dict[str, str]:
    return {name: exact_text(getattr(lot, name)) for name in ("reo", "moisture", "wet")}


def _text(ratio: Ratio) -> str:
    return exact_text(ratio.shown())


def _worth(worth: Worth) -> dict[str, str | None]:
    money = {"net_ex_vat": worth.net_ex_vat, "total_inc_vat": worth.total_inc_vat}
    texts = {name: None if value is None else format(value, f".{FEN}f") for name, value in money.items()}
    return {"field": worth.field, "by": exact_text(worth.by), **texts}


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "field": answer.field,
        "wanted": exact_text(answer.wanted),
        "exact": None if answer.exact is None else _text(answer.exact),
        "lowest": exact_text(answer.lowest),
        "highest": exact_text(answer.highest),
        "gives": _text(answer.gives),
        "over": _text(answer.over),
        "met": answer.met,
    }


def _beside_document(each: Beside) -> dict[str, str]:
    texts = {"one": _text(each.one), "other": _text(each.other), "difference": _text(each.change)}
    return {"key": each.name.rpartition(".")[2], "unit": each.unit, **texts}
