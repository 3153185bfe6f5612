"""What must hold before a desk adds an announced price to those it knows: doubt is refused, or said and confirmed."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.period import Period, parse_period
from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.ore.announced import AnnouncedPrice, PriceList, change_between
from desk_app.domain.ore.limits import check_basis, check_price
from desk_app.domain.ore.own_prices import overlap

FAR = Decimal(60)
"""Percent, like for like: a price further than this from its neighbour has to be confirmed."""
LONGEST = 300
_FIRST = date(1990, 1, 1)
_AHEAD = 1
"""Years: nobody announces a price for a period that begins later than that."""
_PERIOD = re.compile(r"\d{4}(?:Q[1-4]|H[12])\Z")
_HUNDRED = Decimal(100)


def price_period(text: str) -> Period:
    """A quarter or half-year by its key ("2027Q1", "2022H1"); `Refused` for anything else."""
    if not _PERIOD.match(text) or text.startswith("0000"):
        raise refuse("announce_period", "quarter", text=text[:40])
    return parse_period(text)


def step_of(price: Decimal, basis: Decimal) -> Decimal:
    """Price / basis; to ten places where its digits never end."""
    return Ratio(price, basis).shown()


def check_announced(new: AnnouncedPrice, prices: PriceList, today: date, *, sure: bool) -> None:
    """`Refused` with the first reason why `new` can't join `prices` (a price of the same period makes way for it).

    `sure`: a price far from its neighbour was confirmed.
    """
    for problem in _problems(new, prices, today, sure=sure):
        raise Refused(problem)


def neighbour(new: AnnouncedPrice, prices: PriceList) -> AnnouncedPrice | None:
    """What a price is held against: the nearest earlier known one, else the nearest later."""
    others = [price for price in prices.prices if not overlap(price, new)]
    earlier = [price for price in others if price.effective_from < new.effective_from]
    return earlier[-1] if earlier else next(iter(others), None)


def is_far(new: AnnouncedPrice, other: AnnouncedPrice) -> bool:
    """Whether more than `FAR` percent lie between them, like for like."""
    before = other.at_basis(new.basis)
    moved = Ratio(new.price).minus(before)
    return EXACT.multiply(EXACT.abs(moved.top), _HUNDRED) > EXACT.multiply(before.top, FAR)


def _problems(new: AnnouncedPrice, prices: PriceList, today: date, *, sure: bool) -> Iterator[Problem]:
    yield from check_price(new.price)
    yield from check_basis(new.basis)
    yield from _texts(new)
    yield from _days(new, today)
    yield from _step(new)
    for other in prices.prices:
        if overlap(other, new) and other.period != new.period:
            yield Problem("announce_overlap", "quarter", facts={"new": new.period, "other": other.period})
    if not sure:
        yield from _distance(new, prices)


def _texts(new: AnnouncedPrice) -> Iterator[Problem]:
    if not new.source:
        yield _about(new, "announce_source", "source", {})
    said = {"source": new.source, "address": new.address, "by": new.added.by if new.added else "", "why": new.why}
    for field, text in said.items():
        if len(text) > LONGEST or not text.isprintable():
            yield _about(new, "announce_text", field, {"name": f"@ore.announce.field.{field}", "most": str(LONGEST)})


def _days(new: AnnouncedPrice, today: date) -> Iterator[Problem]:
    own = price_period(new.period)
    last = today.replace(year=today.year + _AHEAD, day=1)
    if not _FIRST <= own.start <= last:
        facts = {"first": _FIRST.isoformat(), "last": last.isoformat()}
        yield _about(new, "announce_when", "quarter", facts)
    if (new.effective_from, new.effective_to) != (own.start, own.end):
        facts = {"start": own.start.isoformat(), "end": own.end.isoformat()}
        yield _about(new, "announce_days", "quarter", facts)
    if new.announced_on is not None and not _FIRST <= new.announced_on <= today:
        yield _about(new, "announce_day", "announced_on", {"day": new.announced_on.isoformat()})


def _step(new: AnnouncedPrice) -> Iterator[Problem]:
    if new.step <= 0:
        yield _about(new, "announce_step", "step", {"step": exact_text(new.step)})
    elif not new.step_fits and not new.why:
        facts = {"step": exact_text(new.step), "price": exact_text(new.price), "basis": exact_text(new.basis)}
        quotient = exact_text(step_of(new.price, new.basis))
        yield _about(new, "announce_step_why", "step", {**facts, "quotient": quotient})


def _distance(new: AnnouncedPrice, prices: PriceList) -> Iterator[Problem]:
    other = neighbour(new, prices)
    if other is not None and is_far(new, other):
        change = change_between(other, new)
        facts = {"price": exact_text(new.price), "other": other.period, "before": exact_text(change.earlier_at_basis)}
        far = {"percent": f"{change.percent:+}", "far": exact_text(FAR)}
        yield _about(new, "announce_far", "price", {**facts, **far})


def _about(new: AnnouncedPrice, key: str, field: str, facts: Mapping[str, str]) -> Problem:
    return Problem(key, field, facts={"period": new.period, **facts})
