"""`reo-desk ore delivery`, `ore exposure`, `ore roll`: deliveries settled provisionally, and what they come to."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.columns import columns
from desk_app.cli.frame import Context, json_option, pass_context, print_json, say
from desk_app.cli.options import BATCH
from desk_app.cli.speech import command, group
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, grouped, signed
from desk_app.i18n import Words

_NOTHING = Decimal(0)

if TYPE_CHECKING:
    from desk_app.domain.ore.exposure import Stake
    from desk_app.store.deliveries import Booked

_AS = click.option("--as", "name", default="", metavar="NAME", help="cli.option.as_name")


@group("delivery", "ore.delivery.help")
def delivery_group() -> None:
    """Deliveries that were settled at a provisional price."""


@delivery_group.command("add", help="ore.delivery.help_add")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--paid", required=True, metavar="2025Q4", help="ore.delivery.paid")
@click.option("--contract", default="", metavar="NAME", help="ore.delivery.contract")
@_AS
@json_option
@pass_context
def add_command(context: Context, file: Path, paid: str, contract: str, name: str, as_json: bool) -> None:
    """All of a file's deliveries, or none."""
    from desk_app.jobs.roll_quarter import book_deliveries

    count = book_deliveries(context.desk, file, contract, paid, name)
    if as_json:
        print_json({"booked": count})
    else:
        say(context.words("ore.delivery.booked", count=count, paid=paid))


@delivery_group.command("list", help="ore.delivery.help_list")
@json_option
@pass_context
def list_command(context: Context, as_json: bool) -> None:
    """All that stand."""
    from desk_app.jobs.roll_quarter import list_deliveries

    found = list_deliveries(context.desk)
    if as_json:
        print_json([_delivery(each) for each in found])
        return
    words = context.words
    titles = tuple(words(f"ore.delivery.column.{name}") for name in _LIST)
    for line in columns([titles, *(_row(words, each) for each in found)], frozenset({0, 4, 5, 6})):
        say(line)


@delivery_group.command("withdraw", help="ore.delivery.help_withdraw")
@click.argument("number", type=BATCH)
@click.option("--why", default="", metavar="TEXT", help="ore.delivery.why")
@_AS
@pass_context
def withdraw_command(context: Context, number: int, why: str, name: str) -> None:
    """It was booked by mistake."""
    from desk_app.jobs.roll_quarter import unbook

    unbook(context.desk, number, why, name)
    say(context.words("ore.delivery.withdrawn", number=number))


@command("exposure", "ore.delivery.help_exposure")
@json_option
@pass_context
def exposure_command(context: Context, as_json: bool) -> None:
    """What open deliveries have at stake."""
    from desk_app.jobs.roll_quarter import exposure

    found = exposure(context.desk)
    if as_json:
        print_json([stake_document(stake) for stake in found])
    else:
        for line in stake_lines(context.words, found):
            say(line)


@command("roll", "ore.delivery.help_roll")
@click.argument("quarter", metavar="2026Q1")
@_AS
@json_option
@pass_context
def roll_command(context: Context, quarter: str, name: str, as_json: bool) -> None:
    """Draft the adjustment sheets of a quarter, all in one go."""
    from desk_app.jobs.roll_quarter import roll_quarter

    rolled = roll_quarter(context.desk, quarter, name)
    if as_json:
        print_json([{"sheet": each.sheet, **stake_document(each.stake)} for each in rolled])
        return
    words = context.words
    say(words("ore.delivery.rolled", count=len(rolled), sheets=", ".join(str(each.sheet) for each in rolled) or "-"))
    for line in stake_lines(words, tuple(each.stake for each in rolled)):
        say(line)


def _delivery(one: "Booked") -> dict[str, Any]:
    lot = one.delivery.lot
    return {
        "id": one.id,
        "contract": one.contract,
        "day": one.delivery.day.isoformat() if one.delivery.day else None,
        "ref": one.delivery.ref,
        "reo": exact_text(lot.reo),
        "moisture": exact_text(lot.moisture),
        "wet": exact_text(lot.wet),
        "paid": one.paid,
        "rolled": one.rolled,
        "sheet": one.sheet,
    }


_LIST = ("id", "contract", "day", "ref", "reo", "moisture", "wet", "paid", "state")


def _row(words: Words, one: "Booked") -> tuple[str, ...]:
    lot, state = one.delivery.lot, words("ore.delivery.open")
    if one.rolled is not None:
        state = words("ore.delivery.on_sheet", period=one.rolled, sheet=one.sheet or "")
    figures = grouped(lot.reo), grouped(lot.moisture), grouped(lot.wet)
    day = one.delivery.day.isoformat() if one.delivery.day else ""
    return str(one.id), one.contract or "-", day, one.delivery.ref or "-", *figures, one.paid, state


def stake_document(stake: "Stake") -> dict[str, Any]:
    """Decimals as text; amounts in yuan without VAT unless they say otherwise."""
    true_up = stake.true_up
    return {
        "contract": stake.contract,
        "paid": stake.paid.period,
        "period": stake.period,
        "deliveries": len(stake.deliveries),
        "dry_tonnes": exact_text(stake.dry_tonnes),
        "net_ex_vat": format(stake.net, f".{FEN}f"),
        "one_percent": format(stake.one_percent, f".{FEN}f"),
        "true_up_ex_vat": None if true_up is None else format(true_up.net_ex_vat, f".{FEN}f"),
        "true_up_inc_vat": None if true_up is None else format(true_up.total_inc_vat, f".{FEN}f"),
    }


_STAKE = ("contract", "paid", "period", "deliveries", "dry", "net", "one_percent", "true_up", "true_up_vat")


def stake_lines(words: Words, stakes: "tuple[Stake, ...]") -> list[str]:
    """A stake a line, and the sum of all."""
    titles = tuple(words(f"ore.delivery.column.{name}") for name in _STAKE)
    rows = [titles, *(_stake_row(words, stake) for stake in stakes)]
    found = [*columns(rows, frozenset(range(3, 9)))]
    net = sum((stake.net for stake in stakes), start=_NOTHING)
    due = sum((stake.true_up.net_ex_vat for stake in stakes if stake.true_up), start=_NOTHING)
    return [*found, "", words("ore.delivery.sum", net=grouped(net, FEN), due=signed(due, FEN))]


def _stake_row(words: Words, stake: "Stake") -> tuple[str, ...]:
    due = words("ore.delivery.not_yet"), ""
    if stake.true_up is not None:
        due = signed(stake.true_up.net_ex_vat, FEN), signed(stake.true_up.total_inc_vat, FEN)
    net, percent = grouped(stake.net, FEN), grouped(stake.one_percent, FEN)
    dry = grouped(stake.dry_tonnes)
    about = stake.contract or "-", stake.paid.period, stake.period, str(len(stake.deliveries))
    return *about, dry, net, percent, *due
