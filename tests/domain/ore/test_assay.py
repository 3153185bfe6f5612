"""Assay exchange: golden cases from contract clauses, ties, both parties treated alike."""

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.assay import (
    AssayClause,
    Element,
    Exchange,
    Party,
    Settlement,
    UmpireRule,
    Verdict,
    Within,
    settle,
)

AGREED, OPEN, UMPIRED = Verdict.AGREED, Verdict.UNRESOLVED, Verdict.UMPIRED
NEARER, MIDDLE, FINAL = UmpireRule


def settled(seller: str, buyer: str, umpire: str = "", limit: str = "0.3", **terms: object) -> Settlement:
    results = (Decimal(text) if text else None for text in (seller, buyer, umpire))
    clause = dataclasses.replace(AssayClause(Decimal(limit)), **terms)  # type: ignore[arg-type]
    return settle(Exchange(Element.REO, *results), clause)


WITHIN = [
    ("52.3", "52.1", {}, "52.2"),
    ("52.3", "52.0", {}, "52.15"),  # exactly the limit
    ("52.1", "52.3", {"within": Within.SELLER}, "52.1"),
    ("52.1", "52.3", {"within": Within.BUYER}, "52.3"),
    ("52.3", "52.1", {"within": Within.SPLIT, "seller_share": Decimal(60)}, "52.22"),
    ("52.3", "52.1", {"within": Within.SPLIT}, "52.2"),
    ("52.3", "52.3", {}, "52.3"),
]


@pytest.mark.parametrize(("seller", "buyer", "terms", "value"), WITHIN)
def test_within_the_limit_the_clause_settles(seller: str, buyer: str, terms: dict[str, object], value: str) -> None:
    found = settled(seller, buyer, **terms)  # type: ignore[arg-type]
    assert (found.verdict, found.value, found.payer) == (AGREED, Decimal(value), None)


@pytest.mark.parametrize(("seller", "buyer"), [("52.3", "51.8"), ("51.8", "52.3"), ("52.3", "51.99999")])
def test_beyond_it_nothing_is_settled_without_an_umpire(seller: str, buyer: str) -> None:
    found = settled(seller, buyer)
    assert (found.verdict, found.how, found.value, found.exact) == (OPEN, "beyond", None, None)


# seller, buyer, umpire: nearer-mean, middle, final, who pays
UMPIRES = [
    ("52.3", "51.8", "52.0", "51.9", "52.0", "52.0", Party.SELLER),
    ("52.3", "51.8", "52.2", "52.25", "52.2", "52.2", Party.BUYER),
    ("52.3", "51.8", "52.05", "52.05", "52.05", "52.05", Party.SHARED),
    ("52.3", "51.8", "52.5", "52.4", "52.3", "52.5", Party.BUYER),  # outside the two
    ("52.3", "51.8", "51.0", "51.4", "51.8", "51.0", Party.SELLER),
    ("52.3", "51.8", "52.3", "52.3", "52.3", "52.3", Party.BUYER),
]


@pytest.mark.parametrize(("seller", "buyer", "umpire", "nearer", "middle", "final", "payer"), UMPIRES)
def test_what_an_umpire_settles(
    seller: str, buyer: str, umpire: str, nearer: str, middle: str, final: str, payer: Party
) -> None:
    for rule, value in zip(UmpireRule, (nearer, middle, final), strict=True):
        found = settled(seller, buyer, umpire, umpire_rule=rule)
        assert (found.verdict, found.value, found.payer) == (UMPIRED, Decimal(value), payer), rule


def test_an_umpire_within_the_limit_changes_nothing() -> None:
    assert settled("52.3", "52.1", "49") == settled("52.3", "52.1")


@pytest.mark.parametrize(
    ("seller", "buyer", "places", "up", "even"),
    [
        ("52.3", "52.2", 1, "52.3", "52.2"),  # 52.25
        ("52.4", "52.3", 1, "52.4", "52.4"),  # 52.35
        ("52.31", "52.18", 1, "52.2", "52.2"),  # 52.245: once, not by way of 52.25
        ("52.31", "52.20", 2, "52.26", "52.26"),  # 52.255
        ("52.31", "52.18", 2, "52.25", "52.24"),  # 52.245
        ("52.7", "52.5", 0, "53", "53"),
    ],
)
def test_ties_go_as_the_contract_says(seller: str, buyer: str, places: int, up: str, even: str) -> None:
    for mode, value in ((Rounding.HALF_UP, up), (Rounding.HALF_EVEN, even)):
        found = settled(seller, buyer, places=places, rounding=mode)
        assert str(found.value) == value, mode


def test_who_sends_no_result_is_bound_only_where_the_contract_says_so() -> None:
    assert settled("52.3", "").verdict is OPEN
    assert settled("", "51.8").how == "one_missing"
    alone = settled("", "51.85", other_rules=True, places=1)
    assert (alone.verdict, alone.how, alone.value) == (AGREED, "only_buyer", Decimal("51.9"))
    assert settled("52.3", "", other_rules=True).how == "only_seller"


@pytest.mark.parametrize(
    ("results", "terms", "key", "field"),
    [
        (("", ""), {}, "assay_none", "seller"),
        (("52.3", "", "52.0"), {}, "assay_umpire_alone", "umpire"),
        (("0", "52"), {}, "assay_reo_limits", "seller"),
        (("52", "100.1"), {}, "assay_reo_limits", "buyer"),
        (("52", "51", "-1"), {}, "assay_reo_limits", "umpire"),
        (("52.1234567", "52"), {}, "assay_too_fine", "seller"),
        (("52", "52"), {"limit": Decimal(-1)}, "assay_percent_limits", "limit"),
        (("52", "52"), {"seller_share": Decimal(101)}, "assay_percent_limits", "seller_share"),
        (("52", "52"), {"seller_share": Decimal("33.333")}, "assay_too_fine", "seller_share"),
        (("52", "52"), {"places": 7}, "assay_places_limits", "places"),
    ],
)
def test_what_cannot_be_held_against_each_other(
    results: tuple[str, ...], terms: dict[str, object], key: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        settled(*results, **terms)  # type: ignore[arg-type]
    assert (refused.value.problem.key, refused.value.problem.field) == (key, field)


def test_moisture_has_its_own_limits() -> None:
    dry = Exchange(Element.MOISTURE, Decimal(0), Decimal("0.2"))
    assert settle(dry, AssayClause(Decimal("0.5"))).value == Decimal("0.1")
    with pytest.raises(Refused) as refused:
        settle(dataclasses.replace(dry, seller=Decimal(100)), AssayClause(Decimal("0.5")))
    assert refused.value.problem.key == "assay_moisture_limits"


results = st.decimals("0.01", 100, places=4)
clauses = st.builds(
    AssayClause,
    limit=st.decimals(0, 2, places=2),
    within=st.sampled_from(Within),
    seller_share=st.decimals(0, 100, places=2),
    umpire_rule=st.sampled_from(UmpireRule),
    other_rules=st.booleans(),
    places=st.none() | st.integers(0, 6),
    rounding=st.sampled_from(Rounding),
)
OTHER = {Within.SELLER: Within.BUYER, Within.BUYER: Within.SELLER}
OPPOSITE = {Party.SELLER: Party.BUYER, Party.BUYER: Party.SELLER}


def swapped(clause: AssayClause) -> AssayClause:
    share = 100 - clause.seller_share
    return dataclasses.replace(clause, within=OTHER.get(clause.within, clause.within), seller_share=share)


@given(results, results, st.none() | results, clauses)
def test_both_parties_are_treated_alike(
    seller: Decimal, buyer: Decimal, umpire: Decimal | None, clause: AssayClause
) -> None:
    one = settle(Exchange(Element.REO, seller, buyer, umpire), clause)
    other = settle(Exchange(Element.REO, buyer, seller, umpire), swapped(clause))
    assert (one.verdict, one.value, one.exact, one.apart) == (other.verdict, other.value, other.exact, other.apart)
    assert other.payer == (OPPOSITE.get(one.payer, one.payer) if one.payer else None)


@given(results, results, results, clauses)
def test_what_is_settled_lies_between_and_is_rounded_once(
    seller: Decimal, buyer: Decimal, umpire: Decimal, clause: AssayClause
) -> None:
    found = settle(Exchange(Element.REO, seller, buyer, umpire), clause)
    assert found.exact is not None
    assert found.value is not None
    given_ = (seller, buyer, umpire) if found.verdict is UMPIRED else (seller, buyer)
    assert min(given_) <= found.exact <= max(given_)
    if clause.places is None:
        assert found.value == found.exact
    else:
        assert abs(found.value - found.exact) <= Decimal("0.5").scaleb(-clause.places)
