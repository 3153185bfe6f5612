"""What the masses and prices of plain lines come to, in exact integers, worked out once for each text.

Masses are in 10^-9 tonnes, prices in 10^-8 yuan per tonne. None stands for whatever the builder must look at.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.check_row import MOST_TONNES, MOST_YUAN_PER_T
from desk_app.domain.trade.memo import MASS_PLACES, PRICE_PLACES, STORED_PLACES, Memo, Memos

Mass = tuple[int, str]
"""Of a line: 10^-9 tonnes, and tonnes as exact text."""

_PER_T = {"yuan/t": 1, "wan/t": 10_000, "yuan/kg": 1_000}
_TO_STORED = 10 ** (PRICE_PLACES - STORED_PLACES)
_TO_FEN = 10 ** (PRICE_PLACES + MASS_PLACES - 2)
_DEAREST = MOST_YUAN_PER_T * 10**PRICE_PLACES
_HEAVIEST = MOST_TONNES * 10**MASS_PLACES


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """What a price is given on: for a product, whose likely prices are known, in a unit, with a VAT. Each is one of
    its own, and so found fast.
    """

    product: str
    lowest: int
    highest: int
    likely_incl: bool
    unit: str
    incl: bool
    tax: str
    vat: int
    vat_text: str


class Price(NamedTuple):
    """A likely price on its terms: texts as stored, three of them joined as the content's hash wants them; without and
    with VAT as stored; in 10^-8 yuan per tonne as stated; and how the VAT turns `worth`, twice the mass times this,
    into fen: (worth × over + half) // whole, half up.
    """

    product: str
    text: str
    unit: str
    tax: str
    vat: str
    said: str
    ex: int
    inc: int
    stated: int
    over_ex: int
    half_ex: int
    over_inc: int
    half_inc: int
    amount_incl: bool


class Worths:
    """By their texts: masses by (unit, quantity), terms by (product, unit of mass, unit of price, tax, VAT rate) and
    the day's VAT, prices by (terms, price). `amount_tax` is what the file's amounts state, None for what its prices do.
    """

    def __init__(self, memos: Memos, amount_tax: Tax | None) -> None:
        self._memos = memos
        self._amount_incl = None if amount_tax is None else amount_tax is Tax.INCL
        self.masses = Memo(_spread(self._mass))
        self.terms = Memo(_spread(self._terms))
        self.prices = Memo(_spread(self._price))

    def _mass(self, unit: str, quantity: str) -> Mass | None:
        kind, mass = self._memos.mass[unit], self._memos.quantity[quantity]
        if kind is None or mass is None:
            return None
        per_tonne, _, named = kind
        tonnes, odd = divmod(mass[0], per_tonne)
        if odd or tonnes > _HEAVIEST:
            return None
        return tonnes, mass[1] if per_tonne == 1 else self._memos.tonnes[mass[1], named]

    def _terms(
        self, name: str, mass: str, price_unit: str, tax_text: str, rate_text: str, usual: tuple[int, str] | None
    ) -> Terms | None:
        memos = self._memos
        product, kind, unit, tax = memos.product[name], memos.mass[mass], memos.unit[price_unit], memos.tax[tax_text]
        rate = memos.rate[rate_text]
        if product is None or kind is None or unit is None or tax is None or rate is None or usual is None:
            return None
        key, lowest, highest, likely_incl = product
        vat, vat_text = rate or usual
        return Terms(key, lowest, highest, likely_incl, unit or kind[1], tax[0], tax[1], vat, vat_text)

    def _price(self, terms: Terms | None, text: str) -> Price | None:
        price = self._memos.price[text]
        if terms is None or price is None:
            return None
        unit, incl, vat = terms.unit, terms.incl, terms.vat
        stated = price[0] * _PER_T.get(unit, 0)
        if incl:
            ex, inc = _half_up(stated * 100, (100 + vat) * _TO_STORED), _half_up(stated, _TO_STORED)
        else:
            ex, inc = _half_up(stated, _TO_STORED), _half_up(stated * (100 + vat), 100 * _TO_STORED)
        if not (0 < stated <= _DEAREST and terms.lowest <= (inc if terms.likely_incl else ex) <= terms.highest):
            return None
        amount_incl = incl if self._amount_incl is None else self._amount_incl
        fen = (100, (100 + vat) * _TO_FEN, 1, _TO_FEN) if incl else (1, _TO_FEN, 100 + vat, 100 * _TO_FEN)
        said = f"{price[1]}\x1f{unit}\x1f{terms.tax}\x1f{terms.vat_text}"
        return Price(terms.product, price[1], unit, terms.tax, terms.vat_text, said, ex, inc, stated, *fen, amount_incl)


def _spread(meaning: Callable[..., object]) -> Callable[[tuple[object, ...]], object]:
    return lambda key: meaning(*key)


def _half_up(over: int, under: int) -> int:
    """Two integers' quotient, half up; none is negative."""
    return (2 * over + under) // (2 * under)
