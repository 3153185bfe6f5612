"""The figures of one priced lot as values that can be held against another's."""

from dataclasses import dataclass
from decimal import Decimal

from desk_app.domain.base.money import FEN
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.ore.terms import Terms
from desk_app.domain.ore.working import Working, vat_on


@dataclass(frozen=True, slots=True)
class Figures:
    """`unit_price` in yuan per dry tonne without VAT, exact; mass in dry tonnes; amounts in yuan to the fen.

    Of a difference, each is signed.
    """

    unit_price: Ratio
    dry_tonnes: Decimal
    net_ex_vat: Decimal
    vat: Decimal
    total_inc_vat: Decimal

    def minus(self, other: "Figures") -> "Figures":
        """This one's figures less the other's, exact."""
        return Figures(
            self.unit_price.minus(other.unit_price),
            EXACT.subtract(self.dry_tonnes, other.dry_tonnes),
            EXACT.subtract(self.net_ex_vat, other.net_ex_vat),
            EXACT.subtract(self.vat, other.vat),
            EXACT.subtract(self.total_inc_vat, other.total_inc_vat),
        )


def figures_of(working: Working) -> Figures:
    """The figures of a working."""
    return Figures(
        working.unit_price, working.dry_tonnes, working.net_ex_vat, working.vat, working.total_inc_vat
    )  # fmt: skip


def settled(unit: Ratio, dry: Decimal, terms: Terms) -> Figures:
    """The money of `dry` tonnes at `unit`, rounded as a working rounds it: net once, VAT on the rounded net."""
    net = unit.times(dry).rounded(FEN, terms.rounding)
    vat = vat_on(net, terms)
    return Figures(unit, dry, net, vat, EXACT.add(net, vat))
