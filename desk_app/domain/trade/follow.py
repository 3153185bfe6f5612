"""Prices that follow an index are measured from it: what remains of their walk is their own, and smaller.

Whether they follow it, and how closely, say the desk's own trades: beside the index they must go markedly better.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from desk_app.domain.trade.guide import Guide
from desk_app.domain.trade.own_price import Reference, likelihood, spread_of
from desk_app.domain.trade.walk import Quote

_ENOUGH, _COVERED = 12, 0.8
"""Fewer days of a product, or a smaller part of them, do not tell whether it follows an index."""

_BETTER, _WORSE = 4.0, 0.5
"""By how much (log likelihood) all products together must go better with the index, and how much worse one may go."""


def guided(
    references: Mapping[str, Reference], guides: Iterable[Guide], days: Mapping[str, Collection[date]]
) -> Mapping[str, Reference]:
    """The references, measured from the one guide that they follow best; `days` are the file's, by product.

    One that does not follow it, or has a day that it does not cover, stays as it is.
    """
    best: dict[str, Reference] = {}
    most = _BETTER
    for guide in guides:
        found = [(one, *beside) for one in references.values() if (beside := _beside(one, guide))]
        gain = sum(gained for *_, gained in found)
        if gain > most:
            best, most = {one.product: other for one, other, gained in found if gained > -_WORSE}, gain
    return {**references, **{key: one for key, one in best.items() if _covers(one, days.get(key, ()))}}


def _covers(reference: Reference, days: Collection[date]) -> bool:
    return reference.guide is not None and all(reference.guide.level(day) is not None for day in days)


def _beside(reference: Reference, guide: Guide) -> tuple[Reference, float] | None:
    """The reference measured from the guide, and how much likelier its days are so."""
    covered = [(one, level) for one in reference.quotes if (level := guide.level(one.day)) is not None]
    if len(covered) < max(_ENOUGH, _COVERED * len(reference.quotes)):
        return None
    off = tuple(Quote(quote.day, quote.log - level, quote.variance) for quote, level in covered)
    gain = likelihood(off) - likelihood([quote for quote, _ in covered])
    return replace(reference, quotes=off, spread=spread_of(off), guide=guide), gain
