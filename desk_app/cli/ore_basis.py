"""The price a lot is held against, as the commands of ore write it."""

from desk_app.cli.ore_announce import own_line
from desk_app.cli.ore_history import how_known
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, grouped
from desk_app.domain.base.ratio import Ratio
from desk_app.domain.ore.announced import AnnouncedPrice
from desk_app.domain.ore.lot import BasePrice
from desk_app.i18n import Words


def basis_document(base: BasePrice) -> dict[str, str | None]:
    """Price, basis, step and, of an announced price, where it comes from."""
    announced = base if isinstance(base, AnnouncedPrice) else None
    return {
        "quarter": announced.period if announced else None,
        "price": exact_text(base.price),
        "basis": exact_text(base.basis),
        "step": exact_text(Ratio(base.price, base.basis).shown()),
        "source": announced.source if announced else None,
        "confidence": announced.confidence if announced else None,
    }


def basis_lines(words: Words, base: BasePrice) -> list[str]:
    """The price in words; under it, of an announced price, its source."""
    facts = {"price": grouped(base.price), "basis": grouped(base.basis)}
    if not isinstance(base, AnnouncedPrice):
        return [words("ore.basis_typed", **facts)]
    first = words("ore.basis_announced", period=base.period, step=grouped(base.step, FEN), **facts)
    known = [first, source_line(words, base)]
    if not base.step_fits:
        known.append(words("ore.announce.odd_step"))
    return [*known, own_line(words, base)] if base.added else known


def source_line(words: Words, price: AnnouncedPrice) -> str:
    """Where an announced price comes from, how sure it is, and when it was announced."""
    confidence = how_known(words, price, plain=words("ore.confidence.sourced"))
    if price.announced_on is None:
        return words("ore.source", source=price.source, confidence=confidence)
    day = price.announced_on.isoformat()
    return words("ore.source_on", source=price.source, confidence=confidence, day=day)
