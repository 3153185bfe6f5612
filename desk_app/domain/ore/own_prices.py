"""The desk's own announced prices over those that come with the program: the desk's hold, and differences are said."""

from collections.abc import Iterator, Sequence
from datetime import date

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, grouped
from desk_app.domain.ore.announced import AnnouncedPrice, Conflict, PriceList


def merged(shipped: Sequence[AnnouncedPrice], own: Sequence[AnnouncedPrice]) -> PriceList:
    """One list: an own price takes the place of every shipped one of its days, and is a conflict where they differ."""
    kept = [price for price in shipped if not any(overlap(price, each) for each in own)]
    return PriceList([*kept, *own], tuple(_conflicts(shipped, own)))


def known_on(shipped: Sequence[AnnouncedPrice], day: date) -> list[AnnouncedPrice]:
    """Those of the program's list that can have been known by the end of a day: announced by then.

    Where the day of announcement is not known, the first day of the period stands for it.
    """
    return [price for price in shipped if since(price) <= day]


def since(price: AnnouncedPrice) -> date:
    """From when on it was known: the day of its announcement, else the first day of its period."""
    return price.announced_on or price.effective_from


def price_facts(price: AnnouncedPrice) -> dict[str, str]:
    """What words say of a price: figures with commas, to the fen where they go no further."""
    step = grouped(price.step) if -int(price.step.as_tuple().exponent) > FEN else grouped(price.step, FEN)
    facts = {"price": grouped(price.price, FEN), "basis": exact_text(price.basis), "step": step}
    return {"period": price.period, "source": price.source, **facts}


def conflict_facts(conflict: Conflict) -> dict[str, str]:
    """The same of both: the desk's own as `own_…`."""
    own = {f"own_{name}": text for name, text in price_facts(conflict.own).items()}
    return own | price_facts(conflict.shipped)


def overlap(one: AnnouncedPrice, other: AnnouncedPrice) -> bool:
    """Whether some day belongs to both periods."""
    return one.effective_from <= other.effective_to and other.effective_from <= one.effective_to


def _conflicts(shipped: Sequence[AnnouncedPrice], own: Sequence[AnnouncedPrice]) -> Iterator[Conflict]:
    for price in own:
        for each in shipped:
            if overlap(price, each) and not price.says_as(each):
                yield Conflict(price, each)
