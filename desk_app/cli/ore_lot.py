"""Options of every command that prices one lot: which price, which ore, which terms."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from desk_app.cli.frame import Context
from desk_app.cli.options import figure, terms_options
from desk_app.cli.ore_base import base_price, told_price
from desk_app.cli.ore_contract import contents_of, priced_by_contract
from desk_app.cli.trades_command import DAY
from desk_app.domain.ore.lot import BasePrice, Lot
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
            base = base_price(context, stated["quarter"], stated["price"], stated["basis"], told_price)
        return command(context, *args, base=base, lot=lot, terms=terms, **given)

    made: Callable[..., Any] = terms_options(with_lot)
    for option in reversed(_OPTIONS):
        made = option(made)
    return made
