"""What two laboratories' difference is worth on a lot, and whether an umpire is worth his fee.

Amounts are what the lot comes to without VAT at a result, by the working of `working.py`; gains are the seller's, the
buyer's are their opposite. An umpire's result is not known beforehand: his expected outcome stands on the user's own
probabilities, or on an assumption that is named (`Prospect.assumed`): as likely anywhere between the two.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN
from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.ore.assay import (
    AssayClause,
    Element,
    Exchange,
    Party,
    UmpireRule,
    Within,
    check_fine,
    check_result,
    met,
    reported,
    umpire_payer,
    umpired,
)
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.terms import Terms
from desk_app.domain.ore.working import work

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_TENTH = Decimal("0.1")
_STEPS = 100
"""From one party's result to the other's, where an umpire is taken to be as likely anywhere between."""
_FINEST_CHANCE = 6
_LARGEST_FEE = Decimal("1e9")
_PAYS_OF_SELLER = {Party.SELLER: Decimal(1), Party.SHARED: _HALF, Party.BUYER: Decimal(0)}


@dataclass(frozen=True, slots=True)
class Deal:
    """The lot in question: its other figures, and the price and terms it is settled at."""

    base: BasePrice
    lot: Lot
    terms: Terms


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way it may end: `key` under `ore.assay.outcome`, the result in percent, what the lot comes to in yuan.

    `over_buyer`: yuan without VAT more than at the buyer's result.
    """

    key: str
    value: Decimal
    net_ex_vat: Decimal
    total_inc_vat: Decimal
    over_buyer: Decimal


@dataclass(frozen=True, slots=True)
class Chance:
    """The user's own belief: an umpire's result in percent, and how likely it is, in percent."""

    result: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Side:
    """One party before the umpire: `gain` in yuan without VAT over settling now, before any fee; `pays` the share of
    the fee it must expect, in percent; `break_even`: the fee in yuan at which going is worth as much as settling: 0
    where it never is, None where no fee would be too high.
    """

    gain: Decimal
    pays: Decimal
    fee: Decimal | None
    gain_after_fee: Decimal | None
    break_even: Decimal | None


@dataclass(frozen=True, slots=True)
class Prospect:
    """Going to the umpire against settling now at `settle_at` percent. `assumed`: on the assumption of an even spread,
    not on the user's probabilities; `spread`: how many results it was spread over.
    """

    settle_at: Decimal
    settle_net: Decimal
    expected_net: Decimal
    assumed: bool
    spread: int
    seller: Side
    buyer: Side


def with_result(lot: Lot, element: Element, value: Decimal) -> Lot:
    """The lot with another result for one element."""
    if element is Element.REO:
        return dataclasses.replace(lot, reo=value)
    return dataclasses.replace(lot, moisture=value)


def outcomes(deal: Deal, exchange: Exchange, clause: AssayClause) -> tuple[Outcome, ...]:
    """Every way it may end, the parties' own results first; `Refused` where the lot can't be priced at one of them."""
    buyer = None if exchange.buyer is None else _at(deal, exchange.element, exchange.buyer)[0]
    found = []
    for key, value in _ways(exchange, clause):
        net, total = _at(deal, exchange.element, value)
        found.append(Outcome(key, value, net, total, EXACT.subtract(net, net if buyer is None else buyer)))
    return tuple(found)


def worth_of_a_tenth(deal: Deal, element: Element) -> Decimal:
    """Yuan without VAT that 0.1 point of the element moves the lot: signed, more moisture is worth less. From the lot
    as it is upward, downward only where nothing is above.
    """
    here = deal.lot.reo if element is Element.REO else deal.lot.moisture
    there = EXACT.add(here, _TENTH)
    if there > _HUNDRED or (there == _HUNDRED and element is Element.MOISTURE):
        before = _at(deal, element, EXACT.subtract(here, _TENTH))[0]
        return EXACT.subtract(_at(deal, element, here)[0], before)
    return EXACT.subtract(_at(deal, element, there)[0], _at(deal, element, here)[0])


def prospect(
    deal: Deal,
    exchange: Exchange,
    clause: AssayClause,
    *,
    chances: Sequence[Chance] = (),
    settle_at: Decimal | None = None,
    fee: Decimal | None = None,
) -> Prospect:
    """What an umpire is worth to each party; `settle_at` None: where the clause would have them meet. `Refused` where
    a figure is none, or one party's result is missing.
    """
    seller, buyer, element = exchange.seller, exchange.buyer, exchange.element
    if seller is None or buyer is None:
        raise refuse("assay_needs_both", "seller")
    for problem in check_prospect(element, chances, settle_at, fee):
        raise Refused(problem)
    now = settle_at
    if now is None:
        now = reported(met(seller, buyer, clause.within, clause.seller_share), clause)
    spread = tuple(chances) or even_spread(seller, buyer)
    weight = _sum(chance.percent for chance in spread)
    net = pays = Decimal(0)
    for chance in spread:
        value = reported(umpired(seller, buyer, chance.result, clause.umpire_rule), clause)
        net = EXACT.add(net, EXACT.multiply(chance.percent, _at(deal, element, value)[0]))
        share = _PAYS_OF_SELLER[umpire_payer(seller, buyer, chance.result)]
        pays = EXACT.add(pays, EXACT.multiply(chance.percent, share))
    settled = _at(deal, element, now)[0]
    gain = Ratio(net, weight).minus(Ratio(settled))
    of_seller = Ratio(pays, weight)
    return Prospect(
        settle_at=now,
        settle_net=settled,
        expected_net=Ratio(net, weight).rounded(FEN),
        assumed=not chances,
        spread=len(spread),
        seller=_side(gain, of_seller, fee),
        buyer=_side(Ratio(Decimal(0)).minus(gain), Ratio(Decimal(1)).minus(of_seller), fee),
    )


def even_spread(seller: Decimal, buyer: Decimal) -> tuple[Chance, ...]:
    """As likely at each of 101 results, equally far apart, from one party's to the other's."""
    low, apart = min(seller, buyer), EXACT.abs(EXACT.subtract(seller, buyer))
    steps = _STEPS if apart else 0
    risen = (EXACT.scaleb(EXACT.multiply(apart, Decimal(at)), -2) for at in range(steps + 1))
    return tuple(Chance(EXACT.add(low, each), Decimal(1)) for each in risen)


def check_prospect(
    element: Element, chances: Sequence[Chance], settle_at: Decimal | None, fee: Decimal | None
) -> Iterator[Problem]:
    """All that is wrong with what the user believes and offers."""
    yield from check_result(element, "settle_at", settle_at)
    if fee is not None:
        if not 0 <= fee <= _LARGEST_FEE:
            yield Problem("assay_fee_limits", "fee", facts={"value": exact_text(fee)})
        yield from check_fine("fee", fee, FEN)
    for chance in chances:
        yield from check_result(element, "chance", chance.result)
        if not 0 < chance.percent <= _HUNDRED:
            yield Problem("assay_chance_limits", "chance", facts={"value": exact_text(chance.percent)})
        yield from check_fine("chance", chance.percent, _FINEST_CHANCE)
    total = _sum(chance.percent for chance in chances)
    if chances and total != _HUNDRED:
        yield Problem("assay_chances_total", "chance", facts={"value": exact_text(total)})


def _ways(exchange: Exchange, clause: AssayClause) -> Iterator[tuple[str, Decimal]]:
    seller, buyer, umpire = exchange.seller, exchange.buyer, exchange.umpire
    if seller is not None:
        yield "seller", seller
    if buyer is not None:
        yield "buyer", buyer
    if seller is None or buyer is None:
        return
    share = clause.seller_share
    yield "mean", reported(met(seller, buyer, Within.MEAN, share), clause)
    if share != 50 or clause.within is Within.SPLIT:
        yield "split", reported(met(seller, buyer, Within.SPLIT, share), clause)
    if umpire is not None:
        for rule in UmpireRule:
            yield f"umpire_{rule}", reported(umpired(seller, buyer, umpire, rule), clause)


def _at(deal: Deal, element: Element, value: Decimal) -> tuple[Decimal, Decimal]:
    """The lot's amount without VAT and with it, at a result."""
    working = work(deal.base, with_result(deal.lot, element, value), deal.terms)
    return working.net_ex_vat, working.total_inc_vat


def _side(gain: Ratio, pays: Ratio, fee: Decimal | None) -> Side:
    after = None if fee is None else gain.minus(pays.times(fee)).rounded(FEN)
    even: Decimal | None = Decimal("0.00")
    if gain.rounded(FEN) > 0:  # less than half a fen is nobody's money
        even = None if pays.top == 0 else Ratio(*_over(gain, pays)).rounded(FEN)
    return Side(gain.rounded(FEN), pays.times(_HUNDRED).rounded(FEN), fee, after, even)


def _sum(values: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for value in values:
        total = EXACT.add(total, value)
    return total


def _over(one: Ratio, other: Ratio) -> tuple[Decimal, Decimal]:
    return EXACT.multiply(one.top, other.bottom), EXACT.multiply(one.bottom, other.top)
