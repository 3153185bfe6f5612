"""Which price the ore commands hold a lot against: an announced one, or one typed."""

from collections.abc import Callable
from datetime import datetime

import click

from desk_app.cli.frame import Context, tell
from desk_app.cli.options import figure
from desk_app.cli.ore_announce import conflict_line
from desk_app.domain.base.period import CHINA
from desk_app.domain.ore.announced import AnnouncedPrice
from desk_app.domain.ore.lot import TypedPrice


def base_price(
    context: Context,
    quarter: str | None,
    price: str | None,
    basis: str | None,
    announced: Callable[[Context, str], AnnouncedPrice] | None = None,
) -> AnnouncedPrice | TypedPrice:
    """The announced price of `--quarter`, or the typed one of `--price` and `--basis`; wrong usage otherwise."""
    if quarter is not None and price is None and basis is None:
        return (announced or _announced)(context, quarter)
    if quarter is not None or price is None or basis is None:
        raise click.UsageError(context.words("cli.usage.quarter_or_price"))
    return TypedPrice(figure("price", price), figure("basis", basis))


def told_price(context: Context, quarter: str) -> AnnouncedPrice:
    """An announced price, and told beside it where the desk's own differs from the program's."""
    from desk_app.jobs.load_price_list import announced_price, load_price_list

    prices = load_price_list(context.desk_there)
    found = announced_price(prices, quarter, datetime.now(CHINA).date())
    for conflict in prices.conflicts_of(found):
        tell(conflict_line(context.words, conflict))
    return found


def _announced(context: Context, quarter: str) -> AnnouncedPrice:
    from desk_app.jobs.load_price_list import announced_price, load_price_list

    return announced_price(load_price_list(context.desk_there), quarter)
