"""The quarter roll (换季): deliveries booked at an earlier price, what they have at stake, and the sheets that bring
them to the price of their own quarter: all of them in one go, or none, and none twice.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from desk_app.domain.base.period import Every, parse_period, period_of
from desk_app.domain.base.problem import refuse
from desk_app.domain.base.tax import vat_rate
from desk_app.domain.ore.announced import AnnouncedPrice, PriceList
from desk_app.domain.ore.contract import terms_of
from desk_app.domain.ore.exposure import Stake, stake_of
from desk_app.domain.ore.terms import Terms
from desk_app.domain.sheet.adjustment import PriceAdjustment
from desk_app.domain.sheet.plain import to_plain
from desk_app.domain.sheet.price_adjustment import price_adjustment_sheet
from desk_app.domain.sheet.sheet import DRAFT
from desk_app.jobs.draft_sheet import load_deliveries
from desk_app.jobs.in_writing import needs_name, needs_reason, now_text
from desk_app.jobs.keep_contract import in_force
from desk_app.jobs.load_price_list import announced_price, load_price_list, prices_here
from desk_app.jobs.open_desk import Desk
from desk_app.store.contracts import ContractVersion, versions_of
from desk_app.store.database import Connection, writing
from desk_app.store.deliveries import Booked, add_deliveries, is_booked, note_rolled, standing, withdraw
from desk_app.store.sheets import add_sheet


@dataclass(frozen=True, slots=True)
class Rolled:
    """A sheet that was drafted for a stake."""

    sheet: int
    stake: Stake


@dataclass(frozen=True, slots=True)
class _Group:
    contract: str
    number: int
    paid: str
    period: str
    version: ContractVersion | None = field(compare=False)


def book_deliveries(desk: Desk, path: Path, contract: str, paid: str, name: str) -> int:
    """Keep a file's deliveries, settled so far at the price of the period `paid`; how many. All of them or none:
    `Refused` where one has no day, is booked already, or the price or the contract is not known.
    """
    needs_name(name)
    contract = contract.strip()
    deliveries = load_deliveries(path)
    for each in deliveries:
        if each.day is None:
            raise refuse("booking_no_day", "day", ref=each.ref or "-")
    announced_price(load_price_list(desk), paid)
    with writing(desk.database, desk.folder) as connection:
        for each in deliveries:
            _version(connection, contract, each.day or date.min)
            if is_booked(connection, contract, each):
                raise refuse("booking_twice", "ref", file=path.name, ref=each.ref or "-")
        add_deliveries(connection, contract, deliveries, paid, name.strip(), now_text())
    return len(deliveries)


def unbook(desk: Desk, number: int, why: str, name: str) -> None:
    """A delivery was booked by mistake; it stays, with the reason."""
    needs_name(name)
    needs_reason(why)
    with writing(desk.database, desk.folder) as connection:
        if not withdraw(connection, number, why.strip(), name.strip()):
            raise refuse("booking_unknown", "delivery", number=str(number))


def list_deliveries(desk: Desk) -> list[Booked]:
    """All that stand, open or rolled, by contract and day."""
    return standing(desk.database.conn)


def exposure(desk: Desk) -> tuple[Stake, ...]:
    """What all open deliveries have at stake, by contract, price paid and period; one that was settled at its own
    period's price is not open.
    """
    connection, prices = desk.database.conn, load_price_list(desk)
    groups = _groups(connection, [each for each in standing(connection) if _is_open(each, prices)])
    return tuple(_stake(prices, group, booked) for group, booked in groups.items())


def roll_quarter(desk: Desk, period: str, name: str) -> tuple[Rolled, ...]:
    """Draft the sheets that bring the open deliveries of a period from the price paid to its own, in one transaction;
    those that are on a sheet already are left alone, so that it can be asked again. `Refused` while the price is not
    announced, or where a delivery can't be priced: then nothing is drafted.
    """
    needs_name(name)
    announced_price(load_price_list(desk), period, datetime.now().astimezone().date())
    with writing(desk.database, desk.folder) as connection:
        prices = prices_here(connection)
        own = announced_price(prices, period)
        open_ones = [each for each in standing(connection) if _is_due(each, own)]
        return tuple(
            _rolled(connection, prices, own, group, booked) for group, booked in _groups(connection, open_ones).items()
        )


def _is_open(booked: Booked, prices: PriceList) -> bool:
    own = prices.at(booked.delivery.day) if booked.delivery.day else None
    return booked.rolled is None and (own is None or own.period != booked.paid)


def _is_due(booked: Booked, own: AnnouncedPrice) -> bool:
    day = booked.delivery.day
    inside = day is not None and own.effective_from <= day <= own.effective_to
    return booked.rolled is None and inside and booked.paid != own.period


def _rolled(
    connection: Connection, prices: PriceList, own: AnnouncedPrice, group: _Group, booked: Sequence[Booked]
) -> Rolled:
    stake = _stake(prices, group, booked)
    contract = group.version.contract if group.version else None
    sheet = price_adjustment_sheet(
        PriceAdjustment(
            new=own,
            old=stake.paid,
            terms=_terms(group),
            contract=group.contract,
            seller=contract.text("seller") if contract else "",
            buyer=contract.text("buyer") if contract else "",
            deliveries=stake.deliveries,
            nearest=stake.paid == prices.before(own),
        )
    )
    now = datetime.now(UTC).isoformat(timespec="seconds")
    number = add_sheet(connection, sheet.kind, DRAFT, now, to_plain(sheet))
    note_rolled(connection, [each.id for each in booked], own.period, number)
    return Rolled(number, stake)


def _stake(prices: PriceList, group: _Group, booked: Sequence[Booked]) -> Stake:
    paid = announced_price(prices, group.paid)
    deliveries = [each.delivery for each in booked]
    return stake_of(group.contract, paid, group.period, prices.get(group.period), deliveries, _terms(group))


def _groups(connection: Connection, booked: Sequence[Booked]) -> dict[_Group, list[Booked]]:
    """One sheet is of one contract under the same terms, from one price to one other."""
    found: dict[_Group, list[Booked]] = defaultdict(list)
    known: dict[tuple[str, date], ContractVersion | None] = {}
    for each in booked:
        day = each.delivery.day or date.min
        if (each.contract, day) not in known:
            known[each.contract, day] = _version(connection, each.contract, day)
        period, version = period_of(day, Every.QUARTER).key, known[each.contract, day]
        group = _Group(each.contract, version.number if version else 0, each.paid, period, version)
        found[group].append(each)
    return dict(found)


def _terms(group: _Group) -> Terms:
    if group.version is not None:
        return terms_of(group.version.contract)
    return Terms(vat_percent=vat_rate(parse_period(group.period).start))


def _version(connection: Connection, contract: str, day: date) -> ContractVersion | None:
    if not contract:
        return None
    versions = versions_of(connection, contract)
    if not versions:
        raise refuse("ore_contract_unknown", "contract", name=contract)
    counting = in_force(versions, day)
    if counting is None:
        raise refuse("ore_contract_not_in_force", "contract", name=contract, day=day.isoformat())
    return counting
