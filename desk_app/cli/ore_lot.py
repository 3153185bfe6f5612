"""Options of every command that prices one lot: which price, which ore, which terms."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import click

from desk_app.cli.frame import Context
from desk_app.cli.options import figure, terms_options
from desk_app.domain.ore.announced import AnnouncedPrice
from desk_app.domain.ore.lot import BasePrice, Lot, TypedPrice
from desk_app.i18n import Words

_GIVEN = ("quarter", "price", "basis", "reo", "moisture", "wet")
_OPTIONS = (
    click.option("--quarter", metavar="2026Q1", help="cli.option.quarter"),
    click.option("--price", metavar="P", help="cli.option.base_price"),
    click.option("--basis", metavar="B", help="cli.option.basis"),
    click.option("--reo", required=True, metavar="%", help="cli.option.reo"),
    click.option("--moisture", required=True, metavar="%", help="cli.option.moisture"),
    click.option("--wet", required=True, metavar="T", help="cli.option.wet"),
)


def lot_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator, below `pass_context`: the command gets the price as `base`, and `lot` and `terms`."""

    @wraps(command)
    def with_lot(context: Context, *args: Any, **given: Any) -> Any:
        stated = {name: given.pop(name) for name in _GIVEN}
        lot = Lot(**{name: figure(name, stated[name]) for name in ("reo", "moisture", "wet")})
        return command(context, *args, base=_base(context.words, stated), lot=lot, **given)

    made: Callable[..., Any] = terms_options(with_lot)
    for option in reversed(_OPTIONS):
        made = option(made)
    return made


def _base(words: Words, given: Mapping[str, Any]) -> BasePrice:
    """The announced price of `--quarter`, or the typed one of `--price` and `--basis`."""
    quarter, price, basis = given["quarter"], given["price"], given["basis"]
    if quarter is not None and price is None and basis is None:
        return _announced(quarter)
    if quarter is not None or price is None or basis is None:
        raise click.UsageError(words("cli.usage.quarter_or_price"))
    return TypedPrice(figure("price", price), figure("basis", basis))


def _announced(quarter: str) -> AnnouncedPrice:
    from desk_app.jobs.load_price_list import announced_price, load_price_list

    return announced_price(load_price_list(), quarter)
