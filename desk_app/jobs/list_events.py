"""What happened on which day, for the lane under a chart."""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from desk_app.assets import resource_text
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, grouped, signed
from desk_app.domain.curve.event import Event, Kind, between
from desk_app.domain.ore.announced import AnnouncedPrice, HistoryRow
from desk_app.i18n import LANGUAGES, Words
from desk_app.jobs.load_price_list import load_price_list
from desk_app.jobs.open_desk import Desk
from desk_app.store.events import standing_notes


def list_events(desk: Desk, first: date | None = None, last: date | None = None) -> tuple[Event, ...]:
    """Announced ore prices, policy and the desk's own notes of a stretch of days (both ends included; None: open)."""
    return between((*ore_prices(desk), *policy(), *own_notes(desk)), first, last)


def own_notes(desk: Desk) -> tuple[Event, ...]:
    """The desk's notes as they stand; their source is who wrote them."""
    notes = standing_notes(desk.database.conn)
    return tuple(Event(note.day, Kind.NOTE, note.text, note.text, note.name, note.number) for note in notes)


@cache
def policy() -> tuple[Event, ...]:
    """What `resources/catalogue/events.toml` tells, each with its source."""
    entries = tomllib.loads(resource_text("catalogue", "events.toml"))["event"]
    return tuple(
        Event(entry["day"], Kind.POLICY, entry["zh"], entry["en"], f"{entry['source']} {entry['address']}")
        for entry in entries
    )


def ore_prices(desk: Desk | None = None) -> tuple[Event, ...]:
    """The announced prices, a desk's own too, on the day of their announcement; where that is not known on the
    period's first, said so.
    """
    return _announcements(load_price_list(desk).rows())


@lru_cache(maxsize=4)
def _announcements(rows: tuple[HistoryRow, ...]) -> tuple[Event, ...]:
    chinese, english = map(Words, LANGUAGES)
    return tuple(_announcement(row, row.announced, chinese, english) for row in rows if row.announced)


def _announcement(row: HistoryRow, price: AnnouncedPrice, chinese: Words, english: Words) -> Event:
    day = price.announced_on or price.effective_from
    zh, en = ("".join(_parts(words, row, price)) for words in (chinese, english))
    return Event(day, Kind.ORE_PRICE, zh, en, f"{price.source} {price.address}".strip())


def _parts(words: Words, row: HistoryRow, price: AnnouncedPrice) -> Iterator[str]:
    facts = {"price": grouped(price.price, FEN), "basis": exact_text(price.basis), "step": grouped(price.step, FEN)}
    yield words("event.ore_price.text", period=price.period, **facts)
    if row.change is not None:
        yield words("event.ore_price.change", against=row.change.against, percent=signed(row.change.percent, 2))
    if price.announced_on is None:
        yield words("event.ore_price.doubt", doubt=words("event.ore_price.first_day"))
    if price.note:
        yield words("event.ore_price.doubt", doubt=words(f"ore.note.{price.note}"))
    if price.added is not None:
        yield words("event.ore_price.doubt", doubt=words("ore.announce.own"))
    if price.confidence == "second-hand":
        yield words("event.ore_price.doubt", doubt=words("ore.confidence.second-hand"))
