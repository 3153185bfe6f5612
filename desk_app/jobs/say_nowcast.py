"""A nowcast in words, as the terminal and the window say it."""

from collections.abc import Mapping

from desk_app.domain.base.money import grouped
from desk_app.domain.ore.nowcast import Nowcast
from desk_app.i18n import Words


def nowcast_lines(words: Words, found: Nowcast, names: Mapping[str, str]) -> list[str]:
    """The estimate, its range, and what it rests on; `names` are the products'."""
    lines = [words("ore.nowcast.price", price=grouped(found.flat), basis=grouped(found.basis))]
    if found.low is not None and found.high is not None:
        ends = {"low": grouped(found.low), "high": grouped(found.high)}
        lines.append(words("ore.nowcast.range", count=len(found.scored), **ends))
    lines.append(words("ore.nowcast.moves", up=grouped(found.up), down=grouped(found.down)))
    for product, each in found.inputs.items():
        facts = {"locked": each.locked, "left": each.left, "day": each.as_of.isoformat(), "last": grouped(each.last, 2)}
        lines.append(words("ore.nowcast.input", product=names.get(product, product), **facts))
    return lines
