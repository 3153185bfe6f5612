"""What a price adjustment sheet has to say about its own figures: doubts, other bases, gaps, rounding."""

from collections.abc import Iterator
from datetime import date

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN
from desk_app.domain.ore.announced import ANNOUNCED_BY, AnnouncedPrice, Change
from desk_app.domain.sheet.adjustment import PriceAdjustment, period_word
from desk_app.domain.sheet.block import Cell, Day, Figure, Text, Word


def remarks(made_from: PriceAdjustment, change: Change) -> Iterator[Cell]:
    """The remarks, the user's own first."""
    if made_from.note:
        yield Text(made_from.note)
    if change.other_basis:
        yield _other_basis(made_from, change)
    if change.across_gap:
        key = "sheet.remark.across_gap" if made_from.nearest else "sheet.remark.chosen_period"
        yield Word(key, {"period": period_word(made_from.old.period)})
    for price in (made_from.new, made_from.old):
        yield from _doubts(price)
    if made_from.deliveries:
        yield from _presumed(made_from)
    yield from _rounding(made_from)


def _presumed(made_from: PriceAdjustment) -> Iterator[Cell]:
    """What the amount rests on and nobody here can know."""
    yield Word("sheet.remark.settled")
    if any(delivery.day is None for delivery in made_from.deliveries):
        yield Word("sheet.remark.no_days")
    outside = sum(1 for delivery in made_from.deliveries if _outside(delivery.day, made_from.new))
    if outside:
        yield Word("sheet.remark.outside", {"count": Text(str(outside))})


def _rounding(made_from: PriceAdjustment) -> Iterator[Cell]:
    how, places = Word(f"ore.rounding.{made_from.terms.rounding}"), made_from.terms.unit_places
    if places is not None:
        yield Word("sheet.remark.unit_places", {"places": Text(str(places)), "how": how})
    yield Word("sheet.remark.rounding" if made_from.deliveries else "sheet.remark.rounding_prices", {"how": how})


def _other_basis(made_from: PriceAdjustment, change: Change) -> Word:
    old = made_from.old
    return Word(
        "sheet.remark.other_basis",
        {
            "period": period_word(old.period),
            "price": Figure(old.price, FEN),
            "basis": Text(exact_text(old.basis)),
            "converted": Figure(change.earlier_at_basis, FEN),
            "new_basis": Text(exact_text(made_from.new.basis)),
        },
    )


def _doubts(price: AnnouncedPrice) -> Iterator[Cell]:
    """What has to be said about how well a price is known."""
    period = period_word(price.period)
    if price.confidence != "sourced":
        yield Word("sheet.remark.second_hand", {"period": period, "source": Text(price.source)})
    if price.step_origin != "announced":
        yield Word("sheet.remark.step_computed", {"period": period})
    if not price.step_fits:
        yield Word("sheet.remark.odd_step", {"period": period, "why": Text(price.why)})
    if price.note == ANNOUNCED_BY and price.announced_on:
        yield Word("sheet.remark.announced_by", {"period": period, "day": Day(price.announced_on)})
    elif price.note:
        yield Word(f"sheet.remark.{price.note}", {"period": period})


def _outside(day: date | None, price: AnnouncedPrice) -> bool:
    return day is not None and not price.effective_from <= day <= price.effective_to
