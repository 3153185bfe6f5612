"""Two laboratories and an umpire (化验交换、允许差、仲裁): which result a lot is settled on.

A difference equal to the splitting limit is within it. Results are compared as reported; the settled one alone is
rounded, once, and only where the clause says to how many places. Nothing here is known of any one contract: every
term is the user's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.base.ratio import EXACT
from desk_app.domain.base.rounding import Rounding, rounded
from desk_app.domain.ore.limits import check_moisture, check_reo

_HUNDRED = Decimal(100)
_TWO = Decimal(2)
_FINEST, _FINEST_SHARE = 6, 2
"""Decimals of a result and of a share: what is made of them then still has no more than a lot's assay may have."""


class Element(StrEnum):
    """What is assayed: of these two a lot's money follows."""

    REO = "reo"
    MOISTURE = "moisture"


_LIMITS = {
    Element.REO: (check_reo, "assay_reo_limits"),
    Element.MOISTURE: (check_moisture, "assay_moisture_limits"),
}


class Within(StrEnum):
    """What settles a difference within the limit: 平均, 按比例分摊, 以供方为准, 以需方为准."""

    MEAN = "mean"
    SPLIT = "split"
    SELLER = "seller"
    BUYER = "buyer"


class UmpireRule(StrEnum):
    """What an umpire's result settles: its mean with the nearer party's, the middle of the three, or itself."""

    NEARER_MEAN = "nearer-mean"
    MIDDLE = "middle"
    FINAL = "final"


class Verdict(StrEnum):
    """一致, 待仲裁, 已仲裁. Only the first and the last have a result."""

    AGREED = "agreed"
    UNRESOLVED = "unresolved"
    UMPIRED = "umpired"


class Party(StrEnum):
    """Who pays the umpire."""

    SELLER = "seller"
    BUYER = "buyer"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class AssayClause:
    """What the contract says. `limit` in percentage points; `seller_share`: weight of the seller's result in percent,
    for `Within.SPLIT`; `other_rules`: where one party sends no result, the other's is taken; `places` None: unrounded.
    """

    limit: Decimal
    within: Within = Within.MEAN
    seller_share: Decimal = Decimal(50)
    umpire_rule: UmpireRule = UmpireRule.NEARER_MEAN
    other_rules: bool = False
    places: int | None = None
    rounding: Rounding = Rounding.HALF_UP


@dataclass(frozen=True, slots=True)
class Exchange:
    """Results of one element of one lot, in percent as reported; None: not sent."""

    element: Element
    seller: Decimal | None
    buyer: Decimal | None
    umpire: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """`how` names the reason under `ore.assay.how`; `value` is `exact` rounded as agreed, both None while unresolved.

    `apart`: the parties' difference in points, None where one result is missing. `payer`: who pays the umpire, None
    where there is none to pay.
    """

    verdict: Verdict
    how: str
    apart: Decimal | None
    exact: Decimal | None = None
    value: Decimal | None = None
    payer: Party | None = None


def problems_of_exchange(exchange: Exchange, clause: AssayClause) -> Iterator[Problem]:
    """All that keeps these results from being held against each other."""
    for name in ("seller", "buyer", "umpire"):
        yield from check_result(exchange.element, name, getattr(exchange, name))
    yield from _check_clause(clause)
    given = (exchange.seller, exchange.buyer)
    if given == (None, None):
        yield Problem("assay_none", "seller")
    elif None in given and exchange.umpire is not None:
        yield Problem("assay_umpire_alone", "umpire")


def settle(exchange: Exchange, clause: AssayClause) -> Settlement:
    """Hold the two results against each other, and an umpire's against both; `Refused` where a figure is none."""
    for problem in problems_of_exchange(exchange, clause):
        raise Refused(problem)
    seller, buyer = exchange.seller, exchange.buyer
    if seller is None or buyer is None:
        return _one_sided(seller, buyer, clause)
    apart = EXACT.abs(EXACT.subtract(seller, buyer))
    if apart <= clause.limit:
        exact = met(seller, buyer, clause.within, clause.seller_share)
        return Settlement(Verdict.AGREED, f"within_{clause.within}", apart, exact, reported(exact, clause))
    if exchange.umpire is None:
        return Settlement(Verdict.UNRESOLVED, "beyond", apart)
    exact = umpired(seller, buyer, exchange.umpire, clause.umpire_rule)
    payer = umpire_payer(seller, buyer, exchange.umpire)
    between = payer is Party.SHARED and clause.umpire_rule is UmpireRule.NEARER_MEAN
    how = "umpire_between" if between else f"umpire_{clause.umpire_rule}"
    return Settlement(Verdict.UMPIRED, how, apart, exact, reported(exact, clause), payer)


def reported(exact: Decimal, clause: AssayClause) -> Decimal:
    """A result as the clause reports it: rounded once, or as it is."""
    return exact if clause.places is None else rounded(exact, clause.places, clause.rounding)


def met(seller: Decimal, buyer: Decimal, within: Within, seller_share: Decimal) -> Decimal:
    """Where the two meet without an umpire, unrounded."""
    share = {
        Within.MEAN: Decimal(50),
        Within.SPLIT: seller_share,
        Within.SELLER: _HUNDRED,
        Within.BUYER: Decimal(0),
    }[within]
    both = EXACT.add(EXACT.multiply(seller, share), EXACT.multiply(buyer, EXACT.subtract(_HUNDRED, share)))
    return EXACT.scaleb(both, -2)


def umpired(seller: Decimal, buyer: Decimal, umpire: Decimal, rule: UmpireRule) -> Decimal:
    """What the umpire's result comes to, unrounded. As far from one as from the other, it stands itself: the mean with
    one party would favour that one.
    """
    if rule is UmpireRule.FINAL:
        return umpire
    if rule is UmpireRule.MIDDLE:
        return sorted((seller, buyer, umpire))[1]
    payer = umpire_payer(seller, buyer, umpire)
    if payer is Party.SHARED:
        return umpire
    nearer = buyer if payer is Party.SELLER else seller
    return EXACT.divide(EXACT.add(nearer, umpire), _TWO)


def umpire_payer(seller: Decimal, buyer: Decimal, umpire: Decimal) -> Party:
    """The party whose result lies farther from the umpire's pays; as far as the other, both pay half."""
    from_seller = EXACT.abs(EXACT.subtract(umpire, seller))
    from_buyer = EXACT.abs(EXACT.subtract(umpire, buyer))
    if from_seller == from_buyer:
        return Party.SHARED
    return Party.SELLER if from_seller > from_buyer else Party.BUYER


def check_result(element: Element, name: str, value: Decimal | None) -> Iterator[Problem]:
    """One laboratory's result: as a lot could have it."""
    if value is None:
        return
    check, key = _LIMITS[element]
    for problem in check(value):
        if problem.key != "ore_too_fine":
            yield Problem(key, name, facts=_facts(name, value))
            return
    yield from check_fine(name, value, _FINEST)


def check_fine(name: str, value: Decimal, most: int) -> Iterator[Problem]:
    """No more decimals than `most`."""
    if -int(value.as_tuple().exponent) > most:
        yield Problem("assay_too_fine", name, facts=_facts(name, value) | {"most": str(most)})


def check_places(places: int | None) -> Iterator[Problem]:
    """Places of a settled result: 0 to 6."""
    if places is not None and not 0 <= places <= _FINEST:
        yield Problem("assay_places_limits", "places", facts={"value": str(places)})


def _check_clause(clause: AssayClause) -> Iterator[Problem]:
    for name, value, most in (("limit", clause.limit, _FINEST), ("seller_share", clause.seller_share, _FINEST_SHARE)):
        if not 0 <= value <= _HUNDRED:
            yield Problem("assay_percent_limits", name, facts=_facts(name, value))
        yield from check_fine(name, value, most)
    yield from check_places(clause.places)


def _facts(name: str, value: Decimal) -> dict[str, str]:
    return {"name": f"@ore.assay.field.{name}", "value": exact_text(value)}


def _one_sided(seller: Decimal | None, buyer: Decimal | None, clause: AssayClause) -> Settlement:
    """One party sent no result: the other's rules, where the contract says so."""
    exact = buyer if seller is None else seller
    if not clause.other_rules or exact is None:
        return Settlement(Verdict.UNRESOLVED, "one_missing", None)
    how = "only_buyer" if seller is None else "only_seller"
    return Settlement(Verdict.AGREED, how, None, exact, reported(exact, clause))
