"""Masses are exact."""

from decimal import Decimal

import pytest

from desk_app.domain.base.mass import MassUnit, to_tonnes


@pytest.mark.parametrize(("unit", "tonnes"), [("t", "12.5"), ("kg", "0.0125"), ("g", "0.0000125")])
def test_to_tonnes(unit: str, tonnes: str) -> None:
    assert to_tonnes(Decimal("12.5"), MassUnit(unit)) == Decimal(tonnes)
