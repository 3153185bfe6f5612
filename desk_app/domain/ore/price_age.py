"""The present quarter has no announced price: the last one that is known, and how old it is. Never in silence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk_app.domain.base.period import Every, period_of
from desk_app.domain.ore.announced import AnnouncedPrice
from desk_app.domain.ore.own_prices import since


@dataclass(frozen=True, slots=True)
class StandIn:
    """`last` stands in for the price of `quarter`; it is `days` old, counted from `since`."""

    quarter: str
    last: AnnouncedPrice
    since: date
    days: int


def stand_in(prices: Sequence[AnnouncedPrice], today: date) -> StandIn | None:
    """What stands in for the price of the quarter of `today`; None where that is known, or none is known before it."""
    if any(price.effective_from <= today <= price.effective_to for price in prices):
        return None
    earlier = [price for price in prices if price.effective_to < today]
    if not earlier:
        return None
    last = max(earlier, key=lambda price: price.effective_from)
    return StandIn(period_of(today, Every.QUARTER).key, last, since(last), age(last, today))


def age(price: AnnouncedPrice, today: date) -> int:
    """Days since it was announced, or since the first day of its period where that day is not known."""
    return (today - since(price)).days
