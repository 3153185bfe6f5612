"""Official index points (官方点位): somebody else's figures, kept as published, beside ours and never merged with them.

Nothing here is computed by this desk: a value stays the figure that its owner published, to the last digit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desk_app.domain.base.period import Every, Period, parse_period

MARK = "official:"
"""What the code of an official series begins with on a chart, so that it is never taken for one of ours."""

FREQUENCIES = (Every.DAY, Every.WEEK, Every.MONTH)


class StatedTax(StrEnum):
    """The tax basis of the prices behind an index, as its owner states it, or that it is not stated."""

    INCL = "incl"
    EXCL = "excl"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class OfficialSeries:
    """Whose index it is and how it is to be read, all as its owner states it.

    `base` ("2010 average = 100"), `published_at` (the usual time), `unit` and `source` are texts; empty where nothing
    is stated. `name_en` may be empty, then `name` stands in both languages.
    """

    code: str
    name: str
    owner: str
    base: str
    every: Every
    tax: StatedTax
    name_en: str = ""
    unit: str = ""
    published_at: str = ""
    source: str = ""

    @property
    def chart_code(self) -> str:
        return f"{MARK}{self.code}"

    def called(self, language: str) -> str:
        """The name in a language."""
        return self.name if language == "zh_CN" else self.name_en or self.name


@dataclass(frozen=True, slots=True)
class OfficialPoint:
    """One published figure: `value` with the places it was published to; `published_on` is ISO, empty if not known.

    `row` is the line of the file it stood in, from 1.
    """

    period: str
    value: Decimal
    published_on: str = ""
    row: int = 0

    @property
    def span(self) -> Period:
        return parse_period(self.period)


@dataclass(frozen=True, slots=True)
class Version:
    """A figure as one take brought it; `taken_at` is UTC, ISO."""

    point: OfficialPoint
    take: int
    taken_at: str


@dataclass(frozen=True, slots=True)
class Restated:
    """A period whose figure a later file gave otherwise."""

    period: str
    was: Decimal
    now: Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a file's points are beside those that stand."""

    new: int
    same: int
    restated: tuple[Restated, ...]


def compare(points: Sequence[OfficialPoint], standing: Mapping[str, Decimal]) -> Comparison:
    """New periods, the same figures again (1258.9 is 1258.90), and other figures for known periods."""
    known = [point for point in points if point.period in standing]
    other = [point for point in known if point.value != standing[point.period]]
    restated = tuple(Restated(point.period, standing[point.period], point.value) for point in other)
    return Comparison(len(points) - len(known), len(known) - len(other), restated)


def without_repeats(versions: Sequence[Version]) -> tuple[Version, ...]:
    """The versions of one period, oldest first, without those that only say the same figure again."""
    kept: list[Version] = []
    for version in versions:
        if not kept or kept[-1].point.value != version.point.value:
            kept.append(version)
    return tuple(kept)
