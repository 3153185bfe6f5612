"""The announced prices that come with the program, and those that the desk added over them."""

import csv
from datetime import date
from functools import cache

from desk_app.assets import resource_text
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.period import parse_period, read_period
from desk_app.domain.base.problem import refuse
from desk_app.domain.ore.announced import AnnouncedPrice, PriceList
from desk_app.domain.ore.own_prices import known_on, merged, since
from desk_app.domain.ore.price_age import age
from desk_app.domain.ore.price_list_rows import parse_price_list
from desk_app.jobs.as_known import end_of_day
from desk_app.jobs.open_desk import Desk
from desk_app.store.announcements import standing_announcements
from desk_app.store.database import Connection


def load_price_list(desk: Desk | None = None, as_known_on: str | None = None) -> PriceList:
    """The prices that hold for a desk (None: those of the program alone), now or at the end of a day (ISO, China's).

    The program's own list has no record of when it came: of it, what had been announced by that day counts as known.
    """
    shipped = _shipped().prices
    if as_known_on is not None:
        shipped = tuple(known_on(shipped, read_period(as_known_on).end))
    if desk is None:
        return merged(shipped, ())
    before = None if as_known_on is None else end_of_day(as_known_on)
    return merged(shipped, standing_announcements(desk.database.conn, before))


def prices_here(connection: Connection) -> PriceList:
    """The prices that hold, as a transaction that is under way sees them."""
    return merged(_shipped().prices, standing_announcements(connection))


@cache
def _shipped() -> PriceList:
    """The price list of `resources/catalogue/announced_prices.csv`, read and checked once."""
    text = resource_text("catalogue", "announced_prices.csv")
    return parse_price_list(csv.DictReader(text.splitlines()))


def announced_price(prices: PriceList, period: str, today: date | None = None) -> AnnouncedPrice:
    """The announced price of a period; `Refused` where it is a gap, not yet in the list, or no period.

    `today`: how old the last known price is then said to be, where the period comes after it.
    """
    found = prices.get(period)
    if found is not None:
        return found
    last = prices.latest()
    if today is not None and _starts_after(period, last):
        facts = {"last": last.period, "price": exact_text(last.price), "since": since(last).isoformat()}
        raise refuse("ore_quarter_not_yet", "quarter", quarter=period, days=str(age(last, today)), **facts)
    key = "ore_quarter_gap" if prices.is_gap(period) else "ore_quarter_unknown"
    raise refuse(key, "quarter", quarter=period, first=prices.prices[0].period, last=last.period)


def _starts_after(period: str, last: AnnouncedPrice) -> bool:
    try:
        return parse_period(period).start > last.effective_to
    except ValueError:
        return False
