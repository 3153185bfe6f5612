"""The nowcast of next quarter's ore price, out of the desk's own product prices; each day's is kept, to be scored."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from desk_app.domain.base.calendar import Calendar
from desk_app.domain.base.exact import published
from desk_app.domain.base.period import Every, Period, period_of
from desk_app.domain.base.problem import refuse
from desk_app.domain.ore.announced import AnnouncedPrice, PriceList
from desk_app.domain.ore.formula_pack import FormulaPack, pack_from
from desk_app.domain.ore.nowcast import STALE, Nowcast, Way, by_pack, by_proxy
from desk_app.domain.ore.proxy import Known, Scored, whole
from desk_app.domain.ore.quarter_so_far import DayPrice, SoFar, quarter_so_far, trading_days_since
from desk_app.jobs.in_writing import needs_name, now_text
from desk_app.jobs.load_calendar import load_calendar
from desk_app.jobs.load_price_list import load_price_list
from desk_app.jobs.load_products import load_products
from desk_app.jobs.open_desk import Desk
from desk_app.store.database import writing
from desk_app.store.indexes import observed_values
from desk_app.store.nowcasts import Said, all_said, keep_pack, keep_said, newest_pack

PROXY_PRODUCT = "prnd_oxide"
"""What the proxy is fitted on: it moves the concentrate's worth most."""
BASIS = Decimal(50)
_PLACES = 4
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Told:
    """A nowcast; what was said of the same quarter on earlier days; and of earlier quarters, on their last days."""

    nowcast: Nowcast
    moved: tuple[Said, ...]
    kept: tuple[Scored, ...]


@dataclass(frozen=True, slots=True)
class _Data:
    desk: Desk
    today: date
    prices: PriceList
    calendar: Calendar

    @property
    def quarter(self) -> Period:
        return period_of(self.today, Every.QUARTER)

    @property
    def target(self) -> Period:
        return period_of(self.quarter.end + timedelta(days=1), Every.QUARTER)


def nowcast_price(desk: Desk, way: Way, today: date | None = None) -> Told:
    """By the desk's own formula or by the proxy; the day's estimate is kept. `Refused` where there is no formula, too
    little behind the proxy, or a price that it needs is missing or old.
    """
    day = today or datetime.now().astimezone().date()
    data = _Data(desk, day, load_price_list(desk), load_calendar(desk))
    found = _by_pack(data) if way is Way.PACK else _by_proxy(data)
    said = Said(day.isoformat(), found.target, way.value, found.basis, found.flat, found.error)
    with writing(desk.database, desk.folder) as connection:
        keep_said(connection, said, now_text())
        before = all_said(connection, way.value)
    moved = tuple(each for each in before if each.target == found.target)
    return Told(found, moved, _kept(data.prices, before))


def give_pack(desk: Desk, path: Path, name: str) -> FormulaPack:
    """Keep the desk's own formula, from a TOML file; `Refused` where it can't be read."""
    needs_name(name)
    if path.stat().st_size > _LARGEST:
        raise refuse("pack_unreadable", "pack", detail=f"> {_LARGEST >> 20} MB")
    try:
        entry = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise refuse("pack_unreadable", "pack", detail=str(error)) from error
    pack = pack_from(entry)
    for product in pack.products:
        if load_products(desk).get(product) is None:
            raise refuse("pack_product", "pack", product=product)
    with writing(desk.database, desk.folder) as connection:
        keep_pack(connection, entry, name.strip(), now_text())
    return pack


def _by_pack(data: _Data) -> Nowcast:
    entry = newest_pack(data.desk.database.conn)
    if entry is None:
        raise refuse("nowcast_no_pack", "nowcast")
    pack = pack_from(entry)
    days = {product: _day_prices(data.desk, product) for product in pack.products}
    inputs = {product: _fresh(data, product, prices) for product, prices in days.items()}
    past = []
    for price in data.prices.prices:
        averages = {product: _before(data, prices, price) for product, prices in days.items()}
        whole_ones = {product: average for product, average in averages.items() if average is not None}
        if len(whole_ones) == len(averages):
            past.append((whole_ones, Known(price.period, Fraction(0), _at_basis(price, pack.basis))))
    return by_pack(pack, data.target.key, inputs, past)


def _by_proxy(data: _Data) -> Nowcast:
    days = _day_prices(data.desk, PROXY_PRODUCT)
    so_far = _fresh(data, PROXY_PRODUCT, days)
    known = [
        Known(price.period, average, _at_basis(price, BASIS))
        for price in data.prices.prices
        if (average := _before(data, days, price)) is not None
    ]
    return by_proxy(PROXY_PRODUCT, data.target.key, BASIS, so_far, known)


def _day_prices(desk: Desk, product: str) -> list[DayPrice]:
    """Published day prices without VAT: here statistics become money, at four places."""
    rows = observed_values(desk.database.conn, product, Every.DAY.value)
    return [(date.fromisoformat(period), published(value, _PLACES)) for period, value, *_ in rows]


def _fresh(data: _Data, key: str, prices: Sequence[DayPrice]) -> SoFar:
    known = load_products(data.desk).get(key)
    product = f"{known.zh} {known.en}" if known else key
    found = quarter_so_far(prices, data.quarter, data.today, data.calendar)
    if found is None:
        raise refuse("nowcast_no_prices", "nowcast", product=product, quarter=data.quarter.key)
    old = trading_days_since(data.calendar, found.as_of, data.today)
    if old > STALE:
        day = found.as_of.isoformat()
        raise refuse("nowcast_stale", "nowcast", product=product, day=day, days=str(old), most=str(STALE))
    return found


def _before(data: _Data, prices: Sequence[DayPrice], price: AnnouncedPrice) -> Fraction | None:
    """The average over the quarter before a price's own; None for a half-year's price, or where no day is known."""
    if period_of(price.effective_from, Every.QUARTER).key != price.period:
        return None
    earlier = period_of(price.effective_from - timedelta(days=1), Every.QUARTER)
    if earlier.end >= data.today:
        return None
    found = quarter_so_far(prices, earlier, earlier.end, data.calendar)
    return None if found is None else Fraction(found.total) / found.locked


def _at_basis(price: AnnouncedPrice, basis: Decimal) -> Fraction:
    at = price.at_basis(basis)
    return Fraction(at.top) / Fraction(at.bottom)


def _kept(prices: PriceList, said: Sequence[Said]) -> tuple[Scored, ...]:
    """What was kept of quarters that are announced by now: the last word before each announcement."""
    last: dict[str, Said] = {}
    for each in said:
        announced = prices.get(each.target)
        if announced is None or (announced.announced_on and each.day >= announced.announced_on.isoformat()):
            continue
        last[each.target] = each
    found = []
    for target, each in last.items():
        announced = prices.get(target)
        if announced is not None:
            found.append(Scored(target, each.price, whole(_at_basis(announced, each.basis))))
    return tuple(found)
