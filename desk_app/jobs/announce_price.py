"""The desk adds an announced price to those it knows, puts one right, or withdraws it. Nothing is ever overwritten."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from desk_app.domain.base.period import CHINA
from desk_app.domain.base.problem import refuse
from desk_app.domain.ore.announced import Added, AnnouncedPrice, Change, Conflict, PriceList, change_between
from desk_app.domain.ore.check_announced import check_announced, neighbour, price_period, step_of
from desk_app.domain.ore.limits import check_basis
from desk_app.domain.ore.read_announced import announced_score, read_announced
from desk_app.files.pick import pick_table, read_tables
from desk_app.jobs.in_writing import now_text
from desk_app.jobs.load_price_list import prices_here
from desk_app.jobs.open_desk import Desk
from desk_app.store.announcements import (
    KeptPrice,
    Withdrawn,
    add_announcement,
    all_announcements,
    withdraw_announcements,
)
from desk_app.store.database import Connection, writing


@dataclass(frozen=True, slots=True)
class Announcing:
    """One price as someone states it: yuan per dry tonne without VAT, basis in percent REO. `step` None: computed."""

    quarter: str
    price: Decimal
    basis: Decimal = Decimal(50)
    step: Decimal | None = None
    announced_on: date | None = None
    source: str = ""
    address: str = ""
    why: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class AnnounceResult:
    """What came of one price. `replaced`: what stood for its period before; `new` False: it said the same already.

    `change` is like for like against the nearest known price, `conflict` with what comes with the program.
    """

    price: AnnouncedPrice
    new: bool
    replaced: AnnouncedPrice | None
    change: Change | None
    conflict: Conflict | None


def announce_price(desk: Desk, asked: Announcing, *, sure: bool = False) -> AnnounceResult:
    """Keep one price; `Refused` where something is wrong with it, or it is far off and not confirmed (`sure`)."""
    price = stated_price(asked, now_text())
    with writing(desk.database, desk.folder) as connection:
        return _add(connection, price, sure=sure)


def announce_file(
    desk: Desk, path: Path, *, by: str = "", why: str = "", sure: bool = False
) -> tuple[AnnounceResult, ...]:
    """Keep every price of a file, or none of them."""
    prices = read_price_file(path, Added(now_text(), by.strip(), why.strip()))
    seen: set[str] = set()
    for price in prices:
        if price.period in seen:
            raise refuse("announce_twice", file=path.name, period=price.period)
        seen.add(price.period)
    with writing(desk.database, desk.folder) as connection:
        return tuple(_add(connection, price, sure=sure) for price in sorted(prices, key=lambda p: p.effective_from))


def withdraw_price(desk: Desk, quarter: str, why: str, by: str = "") -> tuple[AnnouncedPrice, AnnouncedPrice | None]:
    """Let the desk's price of a quarter hold no more: that price, and the program's own that holds again, if any."""
    if not why.strip():
        raise refuse("announce_withdraw_why", "why", quarter=quarter[:40])
    with writing(desk.database, desk.folder) as connection:
        stood = _own(prices_here(connection), quarter)
        if stood is None:
            raise refuse("announce_not_own", "quarter", quarter=quarter[:40])
        withdraw_announcements(connection, quarter, Withdrawn(now_text(), by.strip(), why.strip()))
        return stood, prices_here(connection).get(quarter)


def announced_log(desk: Desk) -> tuple[KeptPrice, ...]:
    """All that the desk ever added, oldest first, with what was corrected and withdrawn."""
    return tuple(all_announcements(desk.database.conn))


def read_price_file(path: Path, added: Added) -> tuple[AnnouncedPrice, ...]:
    """The prices of a file of the form of `announced_prices.csv`; `Refused` names row, column and reason."""
    table = pick_table(read_tables(path, announced_score), None, announced_score, path.name)
    return read_announced(table.rows(), path.name, added)


def read_price_list(path: Path) -> PriceList:
    """The same as a list of its own, checked; it is not kept."""
    return PriceList(read_price_file(path, Added("", "")))


def stated_price(asked: Announcing, at: str) -> AnnouncedPrice:
    """What someone states as an announced price, not checked against others yet."""
    period = price_period(asked.quarter.strip())
    for problem in check_basis(asked.basis):
        raise refuse(problem.key, problem.field, **problem.facts)
    return AnnouncedPrice(
        period=period.key,
        effective_from=period.start,
        effective_to=period.end,
        announced_on=asked.announced_on,
        price=asked.price,
        basis=asked.basis,
        step=step_of(asked.price, asked.basis) if asked.step is None else asked.step,
        step_origin="computed" if asked.step is None else "announced",
        confidence="sourced",
        note="",
        source=asked.source.strip(),
        address=asked.address.strip(),
        added=Added(at, asked.by.strip(), asked.why.strip()),
    )


def _add(connection: Connection, price: AnnouncedPrice, *, sure: bool) -> AnnounceResult:
    prices = prices_here(connection)
    check_announced(price, prices, datetime.now(CHINA).date(), sure=sure)
    stood = next((each for each in prices.prices if each.period == price.period), None)
    new = stood is None or stood.added is None or not _same(stood, price)
    if new:
        add_announcement(connection, price)
    other = neighbour(price, prices)
    conflicts = prices_here(connection).conflicts
    conflict = next((each for each in conflicts if each.own.period == price.period), None)
    return AnnounceResult(price, new, stood if new else None, change_between(other, price) if other else None, conflict)


def _same(one: AnnouncedPrice, other: AnnouncedPrice) -> bool:
    """Whether everything but the moment, the name and the reason is the same."""
    return one.says_as(other) and all(
        getattr(one, name) == getattr(other, name)
        for name in ("announced_on", "step_origin", "confidence", "note", "source", "address", "why")
    )


def _own(prices: PriceList, quarter: str) -> AnnouncedPrice | None:
    return next((price for price in prices.prices if price.period == quarter and price.added is not None), None)
