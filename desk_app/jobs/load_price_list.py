"""The announced prices that come with the program."""

import csv
from functools import cache

from desk_app.assets import resource_text
from desk_app.domain.base.problem import refuse
from desk_app.domain.ore.announced import AnnouncedPrice, PriceList
from desk_app.domain.ore.price_list_rows import parse_price_list


@cache
def load_price_list() -> PriceList:
    """The price list of `resources/catalogue/announced_prices.csv`, read and checked once."""
    text = resource_text("catalogue", "announced_prices.csv")
    return parse_price_list(csv.DictReader(text.splitlines()))


def announced_price(prices: PriceList, period: str) -> AnnouncedPrice:
    """The announced price of a period; `Refused` where it is a gap, not in the list, or no period."""
    found = prices.get(period)
    if found is not None:
        return found
    first, last = prices.prices[0].period, prices.latest().period
    key = "ore_quarter_gap" if prices.is_gap(period) else "ore_quarter_unknown"
    raise refuse(key, "quarter", quarter=period, first=first, last=last)
