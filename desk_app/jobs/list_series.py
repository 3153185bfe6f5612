"""The series there are, with their newest values."""

from dataclasses import dataclass

from desk_app.domain.base.period import Every
from desk_app.domain.base.tax import Tax
from desk_app.domain.index.methodology import METHOD
from desk_app.domain.index.series import Kind, Series, series_of
from desk_app.jobs.index_request import asked
from desk_app.jobs.load_products import load_products
from desk_app.jobs.open_desk import Desk
from desk_app.store import indexes
from desk_app.store.trades import sample_products


@dataclass(frozen=True, slots=True)
class SeriesInfo:
    """A series and its newest daily values: prices in yuan per tonne without VAT, an index in points.

    `base` is the period key at which an index is 100; empty for a price. `sample`: sample trades feed it.
    """

    code: str
    kind: Kind
    product: str
    every: tuple[Every, ...]
    unit: str
    tax: Tax
    base: str
    method: str
    latest_period: str | None
    latest_value: float | None
    previous_value: float | None
    sample: bool


def list_series(desk: Desk, known_before: str | None = None) -> tuple[SeriesInfo, ...]:
    """The indices first, then the prices in the catalogue's order; only series which have a value now (or had one
    before a UTC time).
    """
    sample = sample_products(desk.database.conn)
    found = (_info(desk, series, sample, known_before) for series in _known(desk))
    return tuple(info for info in found if info.latest_period is not None)


def is_sample(desk: Desk, series: Series) -> bool:
    """Whether live sample trades feed a series."""
    return _fed_by(series, sample_products(desk.database.conn))


def _fed_by(series: Series, sample: frozenset[str]) -> bool:
    return series.product in sample if series.product else bool(sample)


def _known(desk: Desk) -> tuple[Series, ...]:
    """Indices in the order of the groups, prices in that of the catalogue."""
    codes = indexes.latest_codes(desk.database.conn)
    groups = [group.code for group in asked(desk).groups]
    order = {product.key: place for place, product in enumerate(load_products(desk).all())}
    products = sorted(set(codes) - set(groups), key=lambda code: (order.get(code, len(order)), code))
    return series_of((group for group in groups if group in codes), products)


def _info(desk: Desk, series: Series, sample: frozenset[str], known_before: str | None) -> SeriesInfo:
    rows = indexes.latest_values(desk.database.conn, series.code, Every.DAY.value, known_before)
    values = [row for row in rows if row.value is not None]
    newest = values[-1] if values else None
    index = series.kind is Kind.INDEX
    return SeriesInfo(
        code=series.code,
        kind=series.kind,
        product=series.product,
        every=tuple(Every),
        unit=series.unit,
        tax=series.tax,
        base=values[0].period if index and values else "",
        method=METHOD.name,
        latest_period=newest.period if newest else None,
        latest_value=newest.value if newest else None,
        previous_value=values[-2].value if len(values) > 1 else None,
        sample=_fed_by(series, sample),
    )
