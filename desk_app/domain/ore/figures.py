"""The figures of one priced lot as values that can be held against another's."""

from dataclasses import dataclass
from decimal import Decimal

from desk_app.domain.base.money import FEN
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.ore.rule.rule import Draft
from desk_app.domain.ore.working import Working, vat_on


@dataclass(frozen=True, slots=True)
class Figures:
    """`unit_price` in yuan without VAT per tonne that is paid (the dry one, unless the contract counts moisture in the
    price), exact; mass in dry tonnes; amounts in yuan to the fen. Of a difference, each is signed.
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


def settled(draft: Draft) -> Figures:
    """The money of a draft, rounded as a working rounds it: net once, VAT on the rounded net."""
    net = unrounded(draft).rounded(FEN, draft.terms.rounding)
    vat = vat_on(net, draft.terms)
    return Figures(draft.unit, draft.dry, net, vat, EXACT.add(net, vat))


def unrounded(draft: Draft) -> Ratio:
    """The net amount of a draft in yuan, before it is rounded to the fen."""
    return draft.unit.times(draft.paid)
