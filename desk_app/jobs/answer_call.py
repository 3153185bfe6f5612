"""A phrase on the telephone to an answer: priced by the newest announced price, or by that of the quarter it names.

Nothing is put in the place of a price that is not known: a quarter without one is a question that offers the last
known price with its age, and an answer says where today's quarter has none.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desk_app.domain.base.money import FEN
from desk_app.domain.base.period import Every, parse_period, period_of
from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.base.tax import Tax, vat_rate
from desk_app.domain.ore.announced import AnnouncedPrice, Conflict, PriceList
from desk_app.domain.ore.phrase import Choice, Missing, Reading, hear
from desk_app.domain.ore.phrase_period import SpokenPeriod
from desk_app.domain.ore.price_age import age
from desk_app.domain.ore.terms import Terms
from desk_app.domain.ore.working import Working
from desk_app.jobs.price_lot import price_lot


@dataclass(frozen=True, slots=True)
class CallAnswer:
    """The price of a lot said on the telephone. Unit prices in yuan per tonne to the fen, for information; the
    amounts in yuan are those of `working`. `instead_of` is the quarter that was meant and has no announced price;
    `conflicts`: the desk's own price is not that of the program's list.
    """

    reading: Reading
    price: AnnouncedPrice
    working: Working
    today: date
    instead_of: str = ""
    conflicts: tuple[Conflict, ...] = ()

    @property
    def dry_ex_vat(self) -> Decimal:
        """Yuan per dry tonne without VAT, to the fen."""
        return self.working.unit_price.rounded(FEN, self.working.terms.rounding)

    @property
    def dry_inc_vat(self) -> Decimal:
        """Yuan per dry tonne with VAT, to the fen; from the exact price without."""
        terms = self.working.terms
        factor = EXACT.add(Decimal(100), terms.vat_percent)
        return self.working.unit_price.times(factor).over(Decimal(100)).rounded(FEN, terms.rounding)

    @property
    def wet_ex_vat(self) -> Decimal:
        """Yuan per wet tonne without VAT: the net amount over the wet mass."""
        return self.working.wet_unit_price

    @property
    def wet_inc_vat(self) -> Decimal:
        """Yuan per wet tonne with VAT: the total over the wet mass."""
        return Ratio(self.working.total_inc_vat, self.reading.wet).rounded(FEN, self.working.terms.rounding)

    @property
    def with_tax(self) -> bool:
        """Whether the price with VAT was asked for."""
        return self.reading.tax is Tax.INCL

    @property
    def ahead(self) -> bool:
        """Whether the price is not in force yet."""
        return self.today < self.price.effective_from

    @property
    def age(self) -> int:
        """Days since the price was announced; where that day is not known, since it took effect."""
        return age(self.price, self.today)


class Asked(StrEnum):
    """What is asked: which reading, which figure is missing, whether the last price will do, which year."""

    READING = "reading"
    MISSING = "missing"
    NO_PRICE = "no-price"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class CallOption:
    """A reading to choose, and the price it would have; `instead_of` as in the answer."""

    reading: Reading
    price: AnnouncedPrice | None = None
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class CallQuestion:
    """What has to be known first. `period` is the quarter without a price, or the one without a year."""

    asked: Asked
    options: tuple[CallOption, ...] = ()
    missing: Missing | None = None
    period: str = ""
    today: date = date.min


@dataclass(frozen=True, slots=True)
class CallDifference:
    """What another answer comes to, in yuan: per dry tonne without VAT, net, and with VAT; signed."""

    dry_ex_vat: Decimal
    net_ex_vat: Decimal
    total_inc_vat: Decimal


Outcome = CallAnswer | CallQuestion | Problem
"""What becomes of a call."""


def answer_call(phrase: str, prices: PriceList, today: date) -> Outcome:
    """The answer to a phrase, the question that is left, or why it can't be taken. `today` is China's day."""
    heard = hear(phrase)
    if isinstance(heard, Reading):
        return answer_reading(heard, prices, today)
    if isinstance(heard, Choice):
        return CallQuestion(Asked.READING, tuple(map(CallOption, heard.readings)), today=today)
    if isinstance(heard, Missing):
        return CallQuestion(Asked.MISSING, missing=heard, today=today)
    return heard


def answer_option(option: CallOption, prices: PriceList, today: date) -> Outcome:
    """The same for a reading that was chosen."""
    outcome = answer_reading(option.reading, prices, today)
    if isinstance(outcome, CallAnswer) and option.instead_of:
        return dataclasses.replace(outcome, instead_of=option.instead_of)
    return outcome


def answer_reading(reading: Reading, prices: PriceList, today: date) -> Outcome:
    """The same for what was said."""
    try:
        return _answered(reading, prices, today)
    except Refused as refused:
        return refused.problem


def difference(before: CallAnswer, after: CallAnswer) -> CallDifference:
    """From one answer to the next. The unit price is subtracted exactly and rounded once."""
    old, new = before.working, after.working
    return CallDifference(
        dry_ex_vat=new.unit_price.minus(old.unit_price).rounded(FEN, new.terms.rounding),
        net_ex_vat=EXACT.subtract(new.net_ex_vat, old.net_ex_vat),
        total_inc_vat=EXACT.subtract(new.total_inc_vat, old.total_inc_vat),
    )


def _answered(reading: Reading, prices: PriceList, today: date) -> Outcome:
    named = reading.period
    if named is None:
        newest = prices.latest()
        over = today > newest.effective_to
        return _priced(reading, newest, prices, today, period_of(today, Every.QUARTER).key if over else "")
    key = named.key(today)
    if key is None:
        return CallQuestion(Asked.YEAR, tuple(_years(reading, named.part, prices, today)), None, named.part, today)
    found = prices.get(key)
    return _no_price(reading, key, prices, today) if found is None else _priced(reading, found, prices, today)


def _priced(
    reading: Reading, price: AnnouncedPrice, prices: PriceList, today: date, instead_of: str = ""
) -> CallAnswer:
    terms = Terms(vat_percent=vat_rate(price.effective_from))
    working = price_lot(price, reading.lot, terms)
    return CallAnswer(reading, price, working, today, instead_of, prices.conflicts_of(price))


def _years(reading: Reading, part: str, prices: PriceList, today: date) -> Iterator[CallOption]:
    """一季度 of which year: the next where it is announced already, this one, the last."""
    for year in (today.year + 1, today.year, today.year - 1):
        price = prices.get(f"{year}{part}")
        if price is not None or year <= today.year:
            yield CallOption(dataclasses.replace(reading, period=SpokenPeriod(part, year)), price)


def _no_price(reading: Reading, key: str, prices: PriceList, today: date) -> CallQuestion:
    """The last price known before a quarter that has none, offered with its age."""
    end = parse_period(key).end
    found = next((price for price in reversed(prices.prices) if price.effective_from <= end), None)
    if found is None:
        raise refuse("call_no_quarter", "quarter", quarter=key, first=prices.prices[0].period)
    period = SpokenPeriod(found.period[4:], int(found.period[:4]))
    option = CallOption(dataclasses.replace(reading, period=period), found, instead_of=key)
    return CallQuestion(Asked.NO_PRICE, (option,), None, key, today)
