"""The indices that prices of a file may follow: as others publish them, and the desk's own over other products."""

import math
from collections.abc import Collection, Iterable, Iterator

from desk_app.domain.base.period import Every, parse_period
from desk_app.domain.product.catalogue import Catalogue
from desk_app.domain.trade.guide import Guide
from desk_app.store import index_settings, indexes, officials
from desk_app.store.database import Connection

_LASTS = {Every.DAY: 4, Every.WEEK: 7}
"""A day's point holds over a weekend, a week's until the next. A month says too little of its days."""


def guides_for(connection: Connection, catalogue: Catalogue, products: Collection[str]) -> list[Guide]:
    """Every index there is for a file of these products; one that the products are part of would follow them."""
    found = (*_official(connection), *_own(connection, catalogue, products))
    return [guide for guide in found if guide.days]


def _official(connection: Connection) -> Iterator[Guide]:
    counting = [take.series for take in officials.all_takes(connection) if take.undone_at is None]
    for series in {one.code: one for one in counting}.values():
        if series.every in _LASTS:
            versions = officials.point_versions(connection, series.code)
            points = ((period, float(of[-1].point.value)) for period, of in versions.items())
            yield _guide(series.code, series.every, points)


def _own(connection: Connection, catalogue: Catalogue, products: Collection[str]) -> Iterator[Guide]:
    from desk_app.domain.index.group import GROUPS
    from desk_app.jobs.index_request import group_from

    known = {product.key: product for product in catalogue.all()}
    for group in (*GROUPS, *map(group_from, index_settings.group_entries(connection))):
        if not group.members(known, sorted(products)):
            rows = indexes.latest_values(connection, group.code, Every.DAY.value)
            yield _guide(group.code, Every.DAY, ((row.period, row.value) for row in rows if row.value and row.trades))


def _guide(code: str, every: Every, points: Iterable[tuple[str, float]]) -> Guide:
    levels = sorted((parse_period(period).start, math.log(value)) for period, value in points if value > 0)
    return Guide(code, tuple(day for day, _ in levels), tuple(log for _, log in levels), _LASTS[every])
