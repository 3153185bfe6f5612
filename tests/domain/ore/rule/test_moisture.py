"""Wet to dry."""

from decimal import Decimal

import pytest

from desk_app.domain.ore.lot import Lot
from desk_app.domain.ore.rule.moisture import dry_tonnes


@pytest.mark.parametrize(("wet", "moisture", "dry"), [("60.000", "8.50", "54.9"), ("33.33", "7.4", "30.86358")])
def test_dry(wet: str, moisture: str, dry: str) -> None:
    assert dry_tonnes(Lot(Decimal(50), Decimal(moisture), Decimal(wet))) == Decimal(dry)
