"""The single deals behind a price, as a curve of dots."""

from datetime import date

from desk_app.domain.curve.curve import Curve, day_number
from desk_app.domain.curve.tonnage import deals
from desk_app.domain.index.fate import REJECTED_FROM
from desk_app.jobs.open_desk import Desk
from desk_app.store.deals import deals_of


def load_deals(desk: Desk, product: str, first: date, last: date) -> Curve:
    """Of the days `first` to `last`, both included. What the engine screened out is not among them: a slipped price
    would press all others flat; the index page names those with their reasons.
    """
    rows = deals_of(desk.database.conn, product, first.isoformat(), last.isoformat(), REJECTED_FROM)
    numbers = {day: day_number(date.fromisoformat(day)) for day, _, _ in rows}
    return deals(
        product, [numbers[day] for day, _, _ in rows], [price for _, price, _ in rows], [mass for _, _, mass in rows]
    )
