"""What is asked of a chart, as data: which lines are made out of the curves, and how they are drawn."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

LONGEST = 1000
"""Values an average may be over."""
AVERAGES = ("sma5", "sma10", "sma20", "sma60", "ema12", "ema26")
"""Offered; any other count may be typed."""
SWITCHES = ("spread", "ratio", "template", "band", "log", "tonnes", "deals", "events", "closed")
_AVERAGE = re.compile(r"(sma|ema)([1-9]\d{0,3})\Z")


@dataclass(frozen=True, slots=True)
class Look:
    """`rebase` is the day (axis) at which all stand at 100; `percent`: the change since the left edge instead.

    `averages` as `parse_average` reads them; the rest are switches: first two chosen against each other, the named
    spread, the quarter's average and its band, log axis, tonnage below, own deals, events, closed days shaded.
    """

    rebase: float | None = None
    percent: bool = False
    averages: tuple[str, ...] = ()
    spread: bool = False
    ratio: bool = False
    template: bool = False
    band: bool = False
    log: bool = False
    tonnes: bool = False
    deals: bool = False
    events: bool = True
    closed: bool = True

    def turned(self, name: str) -> "Look":
        """One switch the other way round."""
        other: dict[str, Any] = {name: not getattr(self, name)}
        return replace(self, **other)

    def rebased_at(self, day: float | None) -> "Look":
        """All at 100 at a day; None: as they are."""
        return replace(self, rebase=day, percent=False)

    def averaged(self, name: str) -> "Look":
        """With an average, or without it where it was there."""
        kept = tuple(each for each in self.averages if each != name)
        return replace(self, averages=kept if len(kept) < len(self.averages) else (*kept, name))

    def to_plain(self) -> dict[str, Any]:
        return asdict(self) | {"averages": list(self.averages)}


def parse_average(text: str) -> tuple[str, int] | None:
    """Kind ("sma", "ema") and count of "sma20"; None for anything else."""
    found = _AVERAGE.match(text)
    if found is None or int(found[2]) > LONGEST:
        return None
    return found[1], int(found[2])


def look_of(plain: Mapping[str, Any]) -> Look:
    """As it was kept; what can't be read is as it is at first."""
    known = {
        each.name: plain[each.name]
        for each in fields(Look)
        if each.name in plain and _fits(each.name, plain[each.name])
    }
    averages = known.pop("averages", ())
    return Look(**known, averages=tuple(dict.fromkeys(averages)))


def _fits(name: str, value: object) -> bool:
    if name == "averages":
        return isinstance(value, list) and all(isinstance(one, str) and parse_average(one) for one in value)
    if name == "rebase":
        return value is None or (isinstance(value, int | float) and abs(value) < 1e6 and not isinstance(value, bool))
    return isinstance(value, bool)
