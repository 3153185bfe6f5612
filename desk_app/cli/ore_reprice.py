"""`reo-desk ore reprice`: deliveries from the price paid to another, each and in total, quarter by quarter."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.columns import columns
from desk_app.cli.frame import Context, json_option, pass_context, print_json, say, tell
from desk_app.cli.options import terms_options
from desk_app.cli.ore_announce import conflict_line, price_document
from desk_app.cli.speech import Command
from desk_app.cli.trades_command import DAY
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, grouped, signed
from desk_app.domain.ore.step import shown
from desk_app.domain.ore.terms import Terms
from desk_app.domain.sheet.capitals import capitals
from desk_app.i18n import Words, one_line

if TYPE_CHECKING:
    from desk_app.domain.ore.announced import Conflict
    from desk_app.domain.ore.reprice import RepricedDelivery, Repricing
    from desk_app.domain.ore.reprice_all import QuarterRepricing, RepricedAll

_AMOUNTS = ("net_ex_vat", "vat", "total_inc_vat")


@click.command("reprice", cls=Command, help="ore.reprice.help")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--old", metavar="2025Q4", help="ore.reprice.option.old")
@click.option("--new", metavar="2026Q1", help="ore.reprice.option.new")
@click.option("--old-list", type=click.Path(path_type=Path), metavar="FILE", help="ore.reprice.option.old_list")
@click.option("--as-known-on", type=DAY, metavar="YYYY-MM-DD", help="ore.reprice.option.as_known_on")
@terms_options
@json_option
@pass_context
def reprice_command(context: Context, file: Path, terms: Terms, as_json: bool, **given: Any) -> None:
    """From one quarter to another, or each delivery by what its own quarter became."""
    made = _made(context, file, terms, given)
    outside = _outside(made) if given["old"] else 0
    if as_json:
        print_json(reprice_document(made))
    else:
        for line in _lines(context.words, made):
            say(line)
    for conflict in _conflicts(context, made):
        tell(conflict_line(context.words, conflict))
    if outside:
        tell(context.words("ore.reprice.outside", count=outside, period=given["new"]))


def _made(context: Context, file: Path, terms: Terms, given: dict[str, Any]) -> "RepricedAll":
    from desk_app.jobs.reprice_deliveries import reprice_corrected, reprice_quarters

    old, new, old_list, day = (given[name] for name in ("old", "new", "old_list", "as_known_on"))
    if (old is None) != (new is None) or [old, old_list, day].count(None) != 2:
        raise click.UsageError(context.words("ore.reprice.usage"))
    if old is not None:
        return reprice_quarters(context.desk_there, file, old, new, terms)
    known: datetime | None = day
    then = known.date().isoformat() if known else None
    return reprice_corrected(context.desk_there, file, terms, old_list=old_list, as_known_on=then)


def _conflicts(context: Context, made: "RepricedAll") -> "list[Conflict]":
    """Where a price that was used is the desk's own, and the program's another."""
    from desk_app.jobs.load_price_list import load_price_list

    used = [price for each in made.quarters for price in (each.old, each.new)]
    return [each for each in load_price_list(context.desk_there).conflicts if each.own in used]


def _outside(made: "RepricedAll") -> int:
    """How many deliveries do not lie in the days of their new price."""
    return sum(
        1
        for each in made.quarters
        for row in each.repricing.rows
        if row.delivery.day and not each.new.effective_from <= row.delivery.day <= each.new.effective_to
    )


def reprice_document(made: "RepricedAll") -> dict[str, Any]:
    """Per delivery, by quarter and in total: decimals as text, amounts to the fen."""
    return {
        "deliveries": [_delivery(each, row) for each in made.quarters for row in each.repricing.rows],
        "quarters": [
            {
                "quarter": each.new.period,
                "old": price_document(each.old),
                "new": price_document(each.new),
                "deliveries": len(each.repricing.rows),
                **_sums(each.repricing),
            }
            for each in made.quarters
        ],
        "total": {"deliveries": sum(len(each.repricing.rows) for each in made.quarters), **_sums(made)},
    }


def _sums(made: "RepricedAll | Repricing") -> dict[str, str]:
    tonnes = {name: exact_text(getattr(made, name)) for name in ("wet_tonnes", "dry_tonnes")}
    return tonnes | {name: _fen(getattr(made, name)) for name in _AMOUNTS}


def _delivery(each: "QuarterRepricing", row: "RepricedDelivery") -> dict[str, Any]:
    lot = row.delivery.lot
    return {
        "day": row.delivery.day.isoformat() if row.delivery.day else None,
        "ref": row.delivery.ref or None,
        "quarter": each.new.period,
        "wet_tonnes": exact_text(lot.wet),
        "moisture": exact_text(lot.moisture),
        "reo": exact_text(lot.reo),
        "dry_tonnes": exact_text(row.dry_tonnes),
        "old_unit_price_ex_vat": exact_text(row.old_unit.shown()),
        "new_unit_price_ex_vat": exact_text(row.new_unit.shown()),
        "unit_change_ex_vat": exact_text(row.unit_change.shown()),
        "net_change_ex_vat": _fen(row.net_change),
    }


def _fen(value: Decimal) -> str:
    return format(value, f".{FEN}f")


def _lines(words: Words, made: "RepricedAll") -> list[str]:
    names = ("quarter", "day", "ref", "wet", "dry", "reo", "old_unit", "new_unit", "net_change")
    rows = [_row(each, row) for each in made.quarters for row in each.repricing.rows]
    table = columns([_titles(words, names), *rows], frozenset(range(3, 9)))
    sums = ("quarter", "old_price", "new_price", "dry", *_AMOUNTS)
    totals = [_quarter(each) for each in made.quarters]
    last = (words("ore.reprice.total"), "", "", exact_text(made.dry_tonnes), *_signed(made))
    below = columns([_titles(words, sums), *totals, last], frozenset(range(1, 7)))
    total = made.total_inc_vat
    aloud = words(f"ore.reprice.{_side(total)}", capital=capitals(abs(total)))
    return [*table, "", *below, "", words("ore.reprice.unit"), aloud]


def _side(total: Decimal) -> str:
    return "even" if total == 0 else "due" if total > 0 else "back"


def _titles(words: Words, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(words(f"ore.reprice.column.{name}") for name in names)


def _row(each: "QuarterRepricing", row: "RepricedDelivery") -> tuple[str, ...]:
    lot, day = row.delivery.lot, row.delivery.day
    return (
        each.new.period,
        day.isoformat() if day else "",
        one_line(row.delivery.ref),
        exact_text(lot.wet),
        exact_text(row.dry_tonnes),
        exact_text(lot.reo),
        shown(row.old_unit),
        shown(row.new_unit),
        signed(row.net_change, FEN),
    )


def _quarter(each: "QuarterRepricing") -> tuple[str, ...]:
    prices = (grouped(each.old.price, FEN), grouped(each.new.price, FEN))
    name = each.new.period if each.old.period == each.new.period else f"{each.old.period} → {each.new.period}"
    return (name, *prices, exact_text(each.repricing.dry_tonnes), *_signed(each.repricing))


def _signed(made: "RepricedAll | Repricing") -> tuple[str, ...]:
    return tuple(signed(getattr(made, name), FEN) for name in _AMOUNTS)
