"""Announced prices for the tests, in one breath each."""

from decimal import Decimal

from desk_app.domain.base.period import parse_period
from desk_app.domain.ore.announced import Added, AnnouncedPrice
from desk_app.domain.ore.check_announced import step_of


def price(
    period: str, yuan: str, basis: str = "50", *, step: str = "", why: str = "", own: bool = True
) -> AnnouncedPrice:
    """One that is all right but for what the test says."""
    days = parse_period(period)
    return AnnouncedPrice(
        period=period,
        effective_from=days.start,
        effective_to=days.end,
        announced_on=days.start,
        price=Decimal(yuan),
        basis=Decimal(basis),
        step=Decimal(step) if step else step_of(Decimal(yuan), Decimal(basis)),
        step_origin="announced",
        confidence="sourced",
        note="",
        source="公告",
        address="",
        added=Added("2026-11-28T00:00:00.000000+00:00", "甲", why) if own else None,
    )
