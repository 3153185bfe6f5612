"""Price one lot of concentrate."""

from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.terms import Terms
from desk_app.domain.ore.working import Working, work


def price_lot(price: BasePrice, lot: Lot, terms: Terms) -> Working:
    """Every step from wet tonnes to the total with VAT; `Refused` with one clear reason where it can't be."""
    return work(price, lot, terms)
