"""Settle an assay exchange: the verdict, every outcome in yuan, and whether the umpire is worth his fee."""

from dataclasses import dataclass
from decimal import Decimal

from desk_app.domain.ore.assay import AssayClause, Element, Exchange, Settlement, Within, met, settle
from desk_app.domain.ore.assay_money import (
    Chance,
    Deal,
    Outcome,
    Prospect,
    outcomes,
    prospect,
    with_result,
    worth_of_a_tenth,
)


@dataclass(frozen=True, slots=True)
class Belief:
    """What the user thinks of the umpire: `chances` empty: an even spread is assumed; `settle_at` None: where the
    clause would have them meet; `fee` in yuan, None: not known.
    """

    chances: tuple[Chance, ...] = ()
    settle_at: Decimal | None = None
    fee: Decimal | None = None


@dataclass(frozen=True, slots=True)
class AssaySettled:
    """`outcomes` and `tenth` (yuan without VAT that 0.1 point of an element is worth) are empty without a lot;
    `prospect` is None where there is none: no lot, one result missing, or settled already.
    """

    settlement: Settlement
    outcomes: tuple[Outcome, ...] = ()
    tenth: tuple[tuple[Element, Decimal], ...] = ()
    prospect: Prospect | None = None


def settle_assay(exchange: Exchange, clause: AssayClause, deal: Deal | None, belief: Belief) -> AssaySettled:
    """`Refused` with one clear reason where it can't be held together."""
    settlement = settle(exchange, clause)
    if deal is None:
        return AssaySettled(settlement)
    at = with_result(deal.lot, exchange.element, _reference(exchange, settlement))
    there = Deal(deal.base, at, deal.terms)
    both = exchange.seller is not None and exchange.buyer is not None
    return AssaySettled(
        settlement,
        outcomes(deal, exchange, clause),
        tuple((element, worth_of_a_tenth(there, element)) for element in Element),
        _prospect(deal, exchange, clause, belief) if both and settlement.value is None else None,
    )


def _prospect(deal: Deal, exchange: Exchange, clause: AssayClause, belief: Belief) -> Prospect:
    return prospect(deal, exchange, clause, chances=belief.chances, settle_at=belief.settle_at, fee=belief.fee)


def _reference(exchange: Exchange, settlement: Settlement) -> Decimal:
    """The result at which the lot is looked at: the settled one, else the middle of the two, else the only one."""
    if settlement.value is not None:
        return settlement.value
    seller, buyer = exchange.seller, exchange.buyer
    if seller is not None and buyer is not None:
        return met(seller, buyer, Within.MEAN, Decimal(50))
    only = buyer if seller is None else seller
    assert only is not None  # noqa: S101 - an exchange without any result was refused
    return only
