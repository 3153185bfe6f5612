"""Which price the ore commands hold a lot against: an announced one, or one typed."""

import click

from desk_app.cli.frame import Context
from desk_app.cli.options import figure
from desk_app.domain.ore.announced import AnnouncedPrice
from desk_app.domain.ore.lot import TypedPrice


def base_price(
    context: Context, quarter: str | None, price: str | None, basis: str | None
) -> AnnouncedPrice | TypedPrice:
    """The announced price of `--quarter`, or the typed one of `--price` and `--basis`; wrong usage otherwise."""
    if quarter is not None and price is None and basis is None:
        from desk_app.jobs.load_price_list import announced_price, load_price_list

        return announced_price(load_price_list(context.desk_there), quarter)
    if quarter is not None or price is None or basis is None:
        raise click.UsageError(context.words("cli.usage.quarter_or_price"))
    return TypedPrice(figure("price", price), figure("basis", basis))
