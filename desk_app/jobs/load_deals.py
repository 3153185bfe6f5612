"""The single deals behind a price, as a curve of dots."""

from datetime import date

from desk_app.domain.curve.curve import EPOCH, Curve
from desk_app.domain.curve.tonnage import deals
from desk_app.domain.index.fate import REJECTED_FROM
from desk_app.jobs.open_desk import Desk
from desk_app.store.deals import deals_of


def load_deals(desk: Desk, product: str, first: date, last: date) -> Curve:
    """Of the days `first` to `last`, both included. What the engine screened out is not among them: a slipped price
    would press all others flat; the index page names those with their reasons.
    """
    numbers = {date.fromordinal(at).isoformat(): at - EPOCH for at in range(first.toordinal(), last.toordinal() + 1)}
    rows = deals_of(desk.database.conn, product, tuple(numbers), REJECTED_FROM)
    prices, masses = [price for _, price, _ in rows], [mass for _, _, mass in rows]
    return deals(product, [numbers[day] for day, _, _ in rows], prices, masses)
