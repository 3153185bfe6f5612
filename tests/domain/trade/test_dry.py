"""Wet to dry: exact, and only where it can be told."""

from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.rounding import WIDE
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.dry import AS_IS, Turn, dried, dry_agrees, per_dry, turn

DRY, WET, OXIDE = Basis
BASES = (None, DRY, WET, OXIDE)


def test_nothing_is_turned_without_a_moisture() -> None:
    for mass, price, mineral in product(BASES, BASES, (True, False)):
        found = turn(mass, price, moist=False, mineral=mineral)
        assert found == AS_IS or isinstance(found, str)
        assert (found == "moisture_missing") == (WET in (mass, price) and OXIDE not in (mass, price))


def test_what_is_wet_is_turned() -> None:
    for mass, price in product((DRY, WET), (None, DRY, WET)):
        assert turn(mass, price, moist=True, mineral=True) == Turn(mass is WET, price is WET)


def test_a_silent_mass_is_asked_about_where_it_matters() -> None:
    assert turn(None, None, moist=True, mineral=True) == "basis_open"
    assert turn(None, None, moist=True, mineral=False) == AS_IS
    assert turn(None, DRY, moist=True, mineral=False) == "basis_open"
    assert turn(None, DRY, moist=False, mineral=True) == AS_IS
    assert turn(None, OXIDE, moist=False, mineral=False) == "basis_open"


def test_oxide_goes_with_oxide_only() -> None:
    assert turn(OXIDE, None, moist=True, mineral=True) == AS_IS
    assert turn(OXIDE, OXIDE, moist=True, mineral=True) == AS_IS
    for mass, price in ((OXIDE, DRY), (OXIDE, WET), (DRY, OXIDE), (WET, OXIDE)):
        assert turn(mass, price, moist=True, mineral=True) == "basis_contradicted"


FIGURES = st.decimals("0.001", "100000", places=3)
MOISTURES = st.decimals("0", "99.99", places=2)


@given(FIGURES, FIGURES, MOISTURES)
def test_drying_both_keeps_the_amount(mass: Decimal, price: Decimal, moisture: Decimal) -> None:
    dry = dried(mass, moisture)
    assert dry * 100 == mass * (100 - moisture)
    amount = WIDE.multiply(dry, per_dry(price, moisture))
    assert abs(WIDE.subtract(amount, WIDE.multiply(mass, price))) < Decimal("1e-60")


def test_a_dry_mass_may_be_rounded_at_its_last_place() -> None:
    assert dry_agrees(Decimal("1.84"), Decimal("1.840065"), 2) is None
    assert dry_agrees(Decimal("1.83"), Decimal("1.8390"), 2) is None
    told = dry_agrees(Decimal("1.82"), Decimal("1.8390"), 2)
    assert told is not None
    assert told.facts == {"dry": "1.82", "expected": "1.839"}
