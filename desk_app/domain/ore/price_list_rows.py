"""Rows of text into a price list: the columns of `announced_prices.csv`."""

from collections.abc import Iterable, Mapping
from datetime import date

from desk_app.domain.base.exact import exact
from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.ore.announced import AnnouncedPrice, PriceList


def parse_price_list(rows: Iterable[Mapping[str, str]]) -> PriceList:
    """Read every row, or refuse the list: a row that can't be read, a step that isn't price / basis."""
    return PriceList([_row(number, row) for number, row in enumerate(rows, start=2)])


def _row(number: int, row: Mapping[str, str]) -> AnnouncedPrice:
    try:
        return _price(row)
    except (KeyError, ValueError) as error:
        raise Refused(Problem("ore_price_row", row=number, facts={"detail": str(error)})) from error


def _price(row: Mapping[str, str]) -> AnnouncedPrice:
    return AnnouncedPrice(
        period=row["period"],
        effective_from=date.fromisoformat(row["effective_from"]),
        effective_to=date.fromisoformat(row["effective_to"]),
        announced_on=date.fromisoformat(row["announced_on"]) if row["announced_on"] else None,
        price=exact(row["price_yuan_per_dry_tonne_ex_vat"]),
        basis=exact(row["reo_basis_percent"]),
        step=exact(row["step_yuan_per_percent"]),
        step_origin=row["step_origin"],
        confidence=row["confidence"],
        note=row["note"],
        source=row["source"],
        address=row["address"],
    )
