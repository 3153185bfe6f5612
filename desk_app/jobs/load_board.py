"""The price board out of the index tables: what it is made of is read once, then shown on any tax basis and stretch."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from desk_app.domain.base.calendar import Calendar
from desk_app.domain.base.tax import Tax
from desk_app.domain.curve.board import Board, board_day, board_of
from desk_app.domain.curve.due import Due, due, hour_in
from desk_app.domain.curve.stretch import read_stretch
from desk_app.domain.curve.track import Track
from desk_app.domain.index.official_points.official import OfficialSeries
from desk_app.jobs.build_index import today_in_china
from desk_app.jobs.index_request import asked
from desk_app.jobs.list_official import list_official
from desk_app.jobs.load_calendar import load_calendar
from desk_app.jobs.load_products import load_products
from desk_app.jobs.load_track import load_tracks
from desk_app.jobs.open_desk import Desk
from desk_app.store import indexes
from desk_app.store.trades import sample_products


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """All that any board of this desk is made of. `names` in Chinese and English by code (of an own index only where
    the user gave it names); `aliases`: what else a product is called; `sample`: whether sample trades are among it.

    `built_at` is when the values were last found to be other than before (UTC, ISO; "" for never).
    """

    tracks: tuple[Track, ...]
    names: Mapping[str, tuple[str, str]]
    aliases: Mapping[str, tuple[str, ...]]
    official: Mapping[str, OfficialSeries]
    today: date
    calendar: Calendar
    built_at: str
    sample: bool

    @property
    def on(self) -> date:
        """The board's day."""
        return board_day(self.tracks, self.today)


def load_ground(desk: Desk, today: date | None = None) -> Ground:
    """Read what the boards are made of, as the desk stands."""
    products, official = load_products(desk).all(), list_official(desk)
    names = {product.key: (product.zh, product.en) for product in products}
    names |= {group.code: (group.zh, group.en) for group in asked(desk).groups if group.zh}
    names |= {info.code: (info.series.called("zh_CN"), info.series.called("en")) for info in official}
    vintage = indexes.last_vintage(desk.database.conn)
    return Ground(
        load_tracks(desk, [product.key for product in products], official),
        names,
        {product.key: product.aliases for product in products},
        {info.code: info.series for info in official},
        today or today_in_china(),
        load_calendar(desk),
        vintage.built_at if vintage else "",
        bool(sample_products(desk.database.conn)),
    )


def show_board(ground: Ground, period: str = "", tax: Tax = Tax.EXCL) -> Board:
    """The board with averages over a stretch as someone wrote it ("": the year of its day); `Refused` if it is none."""
    return board_of(ground.tracks, ground.on, read_stretch(period or f"{ground.on.year:04d}"), tax)


def due_of(ground: Ground, track: Track, now: datetime, own_hour: time | None) -> Due:
    """Whether a series is up to date: by its frequency and the hour its owner publishes at, or this desk's own hour."""
    official = ground.official.get(track.code)
    hour = hour_in(official.published_at) if official else own_hour
    return due(track.every, track.last_day, now, ground.calendar, hour)
