"""Exchange rates as the user gives them: yuan for one unit of a currency, each with its day. Never a guess."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desk_app.domain.base.exact import NotExact, exact, exact_text
from desk_app.domain.base.problem import Problem, refuse
from desk_app.domain.trade.price_unit import CURRENCIES

MOST_DAYS = 31
"""A rate serves trades up to so many days after its own. VAT law lets a desk convert at the rate of the day or at that
of the first of the month; before a holiday on the first, the last rate is a day older.
"""

_RATE = re.compile(r"([a-z]{3})\s*=\s*([\d.]+)\s*@\s*(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Rate:
    """`yuan` for one unit of `currency` (one of `CURRENCIES`) on `day`."""

    currency: str
    yuan: Decimal
    day: date

    def __str__(self) -> str:
        return f"{self.currency}={exact_text(self.yuan)}@{self.day.isoformat()}"


def read_rates(texts: Iterable[str]) -> tuple[Rate, ...]:
    """Rates such as "usd=7.1023@2026-01-05"; `Refused` for one that is none, and for two of one day that differ."""
    rates = tuple(map(_read_rate, texts))
    by_day: dict[tuple[str, date], Decimal] = {}
    for rate in rates:
        if by_day.setdefault((rate.currency, rate.day), rate.yuan) != rate.yuan:
            raise refuse("rate_twice", "unit", currency=rate.currency.upper(), day=rate.day.isoformat())
    return rates


def _read_rate(text: str) -> Rate:
    found = _RATE.fullmatch(text.strip().lower())
    try:
        rate = found and Rate(found[1], exact(found[2]), date.fromisoformat(found[3]))
    except (NotExact, ValueError):
        rate = None
    if not rate or rate.currency not in CURRENCIES or rate.yuan <= 0:
        raise refuse("rate_unreadable", "unit", text=text[:40], known=", ".join(CURRENCIES))
    return rate


def no_rate(currency: str) -> Problem:
    """What is said where no rate of a currency was given at all."""
    return Problem("rate_missing", "unit", facts={"currency": currency.upper(), "code": currency})


def rate_on(rates: Iterable[Rate], currency: str, day: date) -> Rate | Problem:
    """The latest rate of the currency that is not later than the day; a problem where there is none, or it is older
    than `MOST_DAYS`.
    """
    known = sorted((rate for rate in rates if rate.currency == currency), key=lambda rate: rate.day)
    if not known:
        return no_rate(currency)
    facts = {"currency": currency.upper(), "day": day.isoformat()}
    if known[0].day > day:
        return Problem("rate_later", "unit", facts={**facts, "first": known[0].day.isoformat()})
    latest = [rate for rate in known if rate.day <= day][-1]
    if (day - latest.day).days > MOST_DAYS:
        facts |= {"last": latest.day.isoformat(), "most": str(MOST_DAYS)}
        return Problem("rate_too_old", "unit", facts=facts)
    return latest
