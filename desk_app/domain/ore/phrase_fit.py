"""Which number is which figure of the lot: every way in which a phrase can be read, and those that make sense."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations, product

from desk_app.domain.base.problem import Problem
from desk_app.domain.base.ratio import EXACT
from desk_app.domain.ore.limits import check_moisture, check_reo, check_wet
from desk_app.domain.ore.phrase_figures import Figure, Label
from desk_app.domain.ore.phrase_words import FIELDS

Way = Mapping[str, int]
"""A field to the place of its number."""
_CHECKS = {"reo": check_reo, "moisture": check_moisture, "wet": check_wet}
_FRACTION = {"reo": Decimal(1), "moisture": Decimal("0.3")}
"""A bare percentage at or below this may be meant as a fraction (0.523 for 52.3 %)."""
_USUAL = {"reo": (Decimal(30), Decimal(75)), "moisture": (Decimal(0), Decimal(20))}
"""Between which bounds a figure without a name is believed to be one: grades of the concentrate standards run from
30 to 70 % of REO, wet concentrate holds up to about 12 % of water. They only decide when to ask."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a lot so far: percent, percent, wet tonnes."""

    reo: Decimal | None = None
    moisture: Decimal | None = None
    wet: Decimal | None = None

    def missing(self) -> tuple[str, ...]:
        """The fields that were not said."""
        return tuple(field for field in FIELDS if getattr(self, field) is None)

    def problems(self) -> Iterator[Problem]:
        """What keeps these figures from being priced at all."""
        for field, check in _CHECKS.items():
            value = getattr(self, field)
            if value is not None:
                yield from check(value)

    @property
    def possible(self) -> bool:
        return not any(self.problems())

    @property
    def sensible(self) -> bool:
        """Possible, and less water than ore in it."""
        in_order = self.reo is None or self.moisture is None or self.moisture < self.reo
        return self.possible and in_order

    @property
    def usual(self) -> bool:
        """Sensible, and as concentrate is."""
        bounds = ((getattr(self, field), low, high) for field, (low, high) in _USUAL.items())
        return self.sensible and all(value is None or low <= value <= high for value, low, high in bounds)

    def swapped(self) -> "Figures":
        """REO and moisture the other way round."""
        return dataclasses.replace(self, reo=self.moisture, moisture=self.reo)


@dataclass(frozen=True, slots=True)
class Fits:
    """`said`: the figures in the order of the phrase, one for each way its names can be meant; `sense`: all that
    make sense. Each without doubles, the likeliest first. `loose`: a name has no number of its own.
    """

    said: tuple[Figures, ...]
    sense: tuple[Figures, ...]
    loose: bool


def fits_of(figures: Sequence[Figure], labels: Sequence[Label]) -> Fits:
    """Every way to read the figures; none where they can't be told apart at all (three percentages)."""
    said: dict[Figures, None] = {}
    sense: dict[Figures, None] = {}
    meant = tuple(_meant(labels))
    for named in meant:
        ways = tuple(_ways(figures, named))
        said.update({_taken(figures, way): None for way in ways[:1]})
        for at, way in enumerate(ways):
            for read in _variants(figures, way, fractions=at == 0):
                if read.sensible if len(ways) == 1 else read.usual:
                    sense[read] = None
    return Fits(tuple(said), tuple(sense), any(len(named) < len(labels) for named in meant))


def end_of_reo(figures: Sequence[Figure], labels: Sequence[Label], reading: Figures) -> int:
    """Where the REO figure of a reading ends in the phrase; 0 where it was not said."""
    for named in _meant(labels):
        for way in _ways(figures, named):
            if reading in _variants(figures, way, fractions=True) and "reo" in way:
                return figures[way["reo"]].end
    return 0


def _meant(labels: Sequence[Label]) -> Iterator[Way]:
    """Each way to give the names their numbers; a name without a number of its own is left out."""
    choices = [label.numbers or (-1,) for label in labels]
    picks = [pick for pick in product(*choices) if _apart(pick)]
    if not picks:
        open_choices = [(*label.numbers, -1) for label in labels]
        loose = [pick for pick in product(*open_choices) if _apart(pick)]
        fewest = min(pick.count(-1) for pick in loose)
        picks = [pick for pick in loose if pick.count(-1) == fewest]
    for pick in picks:
        yield {label.field: at for label, at in zip(labels, pick, strict=True) if at >= 0}


def _apart(pick: Sequence[int]) -> bool:
    taken = [at for at in pick if at >= 0]
    return len(set(taken)) == len(taken)


def _ways(figures: Sequence[Figure], named: Way) -> Iterator[Way]:
    """The numbers without a name as the fields that are left, first of all in the order of the fields."""
    free = [at for at in range(len(figures)) if at not in named.values()]
    slots = [field for field in FIELDS if field not in named]
    for order in permutations(slots, len(free)):
        pairs = tuple(zip(order, free, strict=True))
        if all(field in figures[at].fields for field, at in pairs):
            yield {**named, **dict(pairs)}


def _taken(figures: Sequence[Figure], way: Way) -> Figures:
    return Figures(**{field: figures[at].value for field, at in way.items()})


def _variants(figures: Sequence[Figure], way: Way, *, fractions: bool) -> tuple[Figures, ...]:
    """As said, and with bare fractions as percentages."""
    plain = _taken(figures, way)
    small = {field: figures[at].value for field, at in way.items() if field in _FRACTION and figures[at].bare}
    scaled = {field: EXACT.scaleb(value, 2) for field, value in small.items() if 0 < value <= _FRACTION[field]}
    return (plain, dataclasses.replace(plain, **scaled)) if fractions and scaled else (plain,)
