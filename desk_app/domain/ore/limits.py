"""Within which limits a figure can be priced at all; outside it is refused, never bent."""

from collections.abc import Iterator
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.problem import Problem

FINEST = 10
"""Decimal places; no scale, assay or contract has more."""
_HIGHEST_PRICE = Decimal("1e9")
HEAVIEST = Decimal("1e7")
"""Tonnes; more ore never lay on one scale."""
_LARGEST_AMOUNT = Decimal("1e16")


def check_price(price: Decimal) -> Iterator[Problem]:
    """Yuan per tonne: above nothing."""
    yield from _inside("price", price, 0 < price <= _HIGHEST_PRICE, "ore_price_limits")


def check_basis(basis: Decimal) -> Iterator[Problem]:
    """REO basis in percent: 0 < basis <= 100."""
    yield from _inside("basis", basis, 0 < basis <= 100, "ore_basis_limits")


def check_reo(reo: Decimal) -> Iterator[Problem]:
    """REO in percent: 0 < REO <= 100."""
    yield from _inside("reo", reo, 0 < reo <= 100, "ore_reo_limits")


def check_moisture(moisture: Decimal) -> Iterator[Problem]:
    """Moisture in percent: 0 <= moisture < 100."""
    yield from _inside("moisture", moisture, 0 <= moisture < 100, "ore_moisture_limits")


def check_wet(wet: Decimal) -> Iterator[Problem]:
    """Wet mass in tonnes: above nothing."""
    yield from _inside("wet", wet, 0 < wet <= HEAVIEST, "ore_wet_limits")


def check_vat(percent: Decimal) -> Iterator[Problem]:
    """VAT in percent: 0 <= VAT < 100."""
    yield from _inside("vat", percent, 0 <= percent < 100, "ore_vat_limits")


def check_unit_places(places: int | None) -> Iterator[Problem]:
    """Places of a rounded unit price: 0 to 6."""
    yield from check_places("unit_places", places)


def check_places(field: str, places: int | None) -> Iterator[Problem]:
    """Places to which something is rounded: 0 to 6, or None for never."""
    if places is not None and not 0 <= places <= 6:
        yield Problem("ore_unit_places_limits", field, facts={"value": str(places)})


def check_amount(total: Decimal) -> Iterator[Problem]:
    """Yuan with VAT: what can still be written in capitals (大写)."""
    if abs(total) >= _LARGEST_AMOUNT:
        yield Problem("ore_amount_limits", "price", facts={"value": exact_text(total)})


def _inside(field: str, value: Decimal, inside: bool, key: str) -> Iterator[Problem]:
    if not inside:
        yield Problem(key, field, facts={"value": exact_text(value)})
    elif -int(value.as_tuple().exponent) > FINEST:
        facts = {"name": f"@ore.field.{field}", "value": exact_text(value)}
        yield Problem("ore_too_fine", field, facts=facts)
