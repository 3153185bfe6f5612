"""The desk's own formula for the quarter's price (自有公式): every coefficient is the user's; none is publicly known.

Price = basis × (basket × recovery − cost) / (1 + profit), the basket being Σ share × price of the oxides: yuan per
tonne of REO, without VAT. With several methods the mean of them. It is a forecast: the announced price is the
contract's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from desk_app.domain.base.exact import NotExact, exact
from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.domain.base.ratio import Ratio

_HUNDRED = Decimal(100)
_FIGURES = ("recovery", "cost", "profit")


@dataclass(frozen=True, slots=True)
class Method:
    """`shares` (配分) by product in percent of REO, together at most 100; `recovery` (收率) and `profit` (利润率) in
    percent; `cost` (加工成本) in yuan per tonne of REO, without VAT.
    """

    shares: Mapping[str, Decimal]
    recovery: Decimal
    cost: Decimal
    profit: Decimal


@dataclass(frozen=True, slots=True)
class FormulaPack:
    """`basis` in percent REO; the price is rounded half up to whole yuan, as announced ones are."""

    basis: Decimal
    methods: tuple[Method, ...]

    @property
    def products(self) -> tuple[str, ...]:
        """Whose prices it needs."""
        return tuple(sorted({product for method in self.methods for product in method.shares}))

    def price(self, averages: Mapping[str, Fraction]) -> Decimal:
        """Yuan per dry tonne without VAT, out of each product's average over the quarter before."""
        found = sum((self._of(method, averages) for method in self.methods), start=Fraction(0)) / len(self.methods)
        return Ratio(Decimal(found.numerator), Decimal(found.denominator)).rounded(0)

    def _of(self, method: Method, averages: Mapping[str, Fraction]) -> Fraction:
        shares = method.shares.items()
        basket = sum((Fraction(share) / 100 * averages[product] for product, share in shares), start=Fraction(0))
        worth = basket * Fraction(method.recovery) / 100 - Fraction(method.cost)
        return Fraction(self.basis) / 100 * worth / (1 + Fraction(method.profit) / 100)


def pack_from(entry: Mapping[str, Any]) -> FormulaPack:
    """A pack as somebody wrote it, figures as texts; `Refused` names what can't be."""
    try:
        methods = tuple(_method(each) for each in entry["methods"])
        pack = FormulaPack(exact(entry["basis"]), methods)
    except (KeyError, TypeError, AttributeError, NotExact) as error:
        raise refuse("pack_unreadable", "pack", detail=str(error)[:80]) from error
    for problem in _check(pack):
        raise Refused(problem)
    return pack


def _method(entry: Mapping[str, Any]) -> Method:
    shares = {str(product): exact(share) for product, share in entry["shares"].items()}
    return Method(shares, *(exact(entry[name]) for name in _FIGURES))


def _check(pack: FormulaPack) -> Iterator[Problem]:
    if not 0 < pack.basis <= _HUNDRED or not pack.methods:
        yield Problem("pack_basis", "pack")
    for method in pack.methods:
        if not method.shares or any(share <= 0 for share in method.shares.values()):
            yield Problem("pack_shares", "pack")
        if sum(method.shares.values()) > _HUNDRED:
            yield Problem("pack_shares_over", "pack", facts={"sum": str(sum(method.shares.values()))})
        if not 0 < method.recovery <= _HUNDRED or method.cost < 0 or method.profit < 0:
            yield Problem("pack_figures", "pack")
