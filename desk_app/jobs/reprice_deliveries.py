"""Reprice a file of deliveries: all from one quarter's price to another's, or each by what its own quarter became."""

from datetime import datetime
from pathlib import Path

from desk_app.domain.base.period import CHINA, read_period
from desk_app.domain.base.problem import Refused, refuse
from desk_app.domain.ore.announced import PriceList
from desk_app.domain.ore.reprice_all import RepricedAll, quarter, reprice_all, together
from desk_app.domain.ore.terms import Terms
from desk_app.domain.ore.working import check_terms
from desk_app.jobs.announce_price import read_price_list
from desk_app.jobs.draft_sheet import load_deliveries
from desk_app.jobs.load_price_list import announced_price, load_price_list
from desk_app.jobs.open_desk import Desk


def reprice_quarters(desk: Desk | None, path: Path, old: str, new: str, terms: Terms) -> RepricedAll:
    """Every delivery of the file from the price of quarter `old` to that of quarter `new`."""
    _check(terms)
    prices, today = load_price_list(desk), datetime.now(CHINA).date()
    before, after = announced_price(prices, old, today), announced_price(prices, new, today)
    return together([quarter(before, after, load_deliveries(path), terms)])


def reprice_corrected(
    desk: Desk | None, path: Path, terms: Terms, *, old_list: Path | None = None, as_known_on: str | None = None
) -> RepricedAll:
    """Each delivery from what was paid (the prices of a file, or those known at the end of a day) to what holds now."""
    _check(terms)
    return reprice_all(_paid(desk, old_list, as_known_on), load_price_list(desk), load_deliveries(path), terms)


def _paid(desk: Desk | None, old_list: Path | None, as_known_on: str | None) -> PriceList:
    if old_list is not None:
        return read_price_list(old_list)
    day = read_period(as_known_on or "").end
    if day > datetime.now(CHINA).date():
        raise refuse("reprice_day_ahead", "day", day=day.isoformat())
    return load_price_list(desk, as_known_on)


def _check(terms: Terms) -> None:
    for problem in check_terms(terms):
        raise Refused(problem)
