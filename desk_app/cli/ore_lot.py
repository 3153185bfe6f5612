"""Options of every command that prices one lot: which price, which ore, which terms."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any

import click

from desk_app.cli.frame import Context, tell
from desk_app.cli.options import figure, terms_options
from desk_app.cli.ore_announce import conflict_line
from desk_app.cli.ore_contract import contents_of, priced_by_contract
from desk_app.cli.trades_command import DAY
from desk_app.domain.base.period import CHINA
from desk_app.domain.ore.announced import AnnouncedPrice
from desk_app.domain.ore.lot import BasePrice, Lot, TypedPrice
from desk_app.domain.ore.terms import Terms

_GIVEN = ("quarter", "price", "basis", "reo", "moisture", "wet", "content", "contract", "on")
_OPTIONS = (
    click.option("--quarter", metavar="2026Q1", help="cli.option.quarter"),
    click.option("--price", metavar="P", help="cli.option.base_price"),
    click.option("--basis", metavar="B", help="cli.option.basis"),
    click.option("--reo", required=True, metavar="%", help="cli.option.reo"),
    click.option("--moisture", required=True, metavar="%", help="cli.option.moisture"),
    click.option("--wet", required=True, metavar="T", help="cli.option.wet"),
    click.option("--content", multiple=True, metavar="ELEMENT=%", help="cli.option.content"),
    click.option("--contract", metavar="NAME", help="cli.option.priced_by_contract"),
    click.option("--on", type=DAY, metavar="YYYY-MM-DD", help="cli.option.contract_on"),
)


def lot_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator, below `pass_context`: the command gets the price as `base`, and `lot` and `terms`, a contract's where
    one is named.
    """

    @wraps(command)
    def with_lot(context: Context, *args: Any, terms: Terms, **given: Any) -> Any:
        stated = {name: given.pop(name) for name in _GIVEN}
        contents = contents_of(stated["content"])
        lot = Lot(*(figure(name, stated[name]) for name in ("reo", "moisture", "wet")), contents=contents)
        base: BasePrice
        if stated["contract"]:
            base, terms = priced_by_contract(context, stated)
        else:
            base = _base(context, stated)
        return command(context, *args, base=base, lot=lot, terms=terms, **given)

    made: Callable[..., Any] = terms_options(with_lot)
    for option in reversed(_OPTIONS):
        made = option(made)
    return made


def _base(context: Context, given: Mapping[str, Any]) -> AnnouncedPrice | TypedPrice:
    """The announced price of `--quarter`, or the typed one of `--price` and `--basis`."""
    quarter, price, basis = given["quarter"], given["price"], given["basis"]
    if quarter is not None and price is None and basis is None:
        from desk_app.jobs.load_price_list import announced_price, load_price_list

        prices = load_price_list(context.desk_there)
        found = announced_price(prices, quarter, datetime.now(CHINA).date())
        for conflict in prices.conflicts_of(found):
            tell(conflict_line(context.words, conflict))
        return found
    if quarter is not None or price is None or basis is None:
        raise click.UsageError(context.words("cli.usage.quarter_or_price"))
    return TypedPrice(figure("price", price), figure("basis", basis))
