"""All lines of a chart, made out of its curves as a look asks for them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial

from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.domain.curve.average import ema, sma
from desk_app.domain.curve.combine import ratio, spread, weighted_sum
from desk_app.domain.curve.curve import Curve
from desk_app.domain.curve.look import Look, parse_average
from desk_app.domain.curve.quarter_band import quarter_band
from desk_app.domain.curve.rebase import percent_since, rebased
from desk_app.domain.curve.tonnage import tonnage

TEMPLATE = ((1.0, "prnd_oxide"), (-0.5, "la_oxide"), (-0.5, "ce_oxide"))
"""镨钕 − 镧铈: the scarce part less the plentiful one; lanthanum and cerium count half each."""


class Kind(StrEnum):
    """What a piece is; `NOW` is today's curve behind one as it was known earlier."""

    LINE = "line"
    NOW = "now"
    AVERAGE = "average"
    QUARTER = "quarter"
    BAND = "band"
    SPREAD = "spread"
    RATIO = "ratio"
    TEMPLATE = "template"
    TONNES = "tonnes"
    DEALS = "deals"


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A line and what it was made of (codes). A band lies between `curve` and `upper`; `name` tells averages apart."""

    kind: Kind
    curve: Curve
    of: tuple[str, ...]
    upper: Curve | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The curves to show, first the leading one. `more`: others by code that a template needs; `now`: by code what is
    known today, where it is not what is shown; `deals` of the leading one.

    `basis` by code: what two values must share to be taken from each other, besides their unit: tax, or an index's
    base. `scale` by code: how it is drawn where nothing else is asked for, so that official and own points compare.
    """

    curves: Sequence[Curve]
    more: Mapping[str, Curve] = field(default_factory=dict)
    now: Mapping[str, Curve] = field(default_factory=dict)
    deals: Curve | None = None
    basis: Mapping[str, str] = field(default_factory=dict)
    scale: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces in the order they are drawn, and what could not be made of the curves, and why."""

    pieces: tuple[Piece, ...]
    problems: tuple[Problem, ...]


def pieces(ground: Ground, look: Look, left: float) -> Pieces:
    """All of them; `left` is the left edge of what is seen (days), from which percent counts."""
    made: list[Piece] = []
    problems: list[Problem] = []
    for make in (_lines, _below, _of_first):
        for one in make(ground, look, left):
            try:
                made.append(one())
            except Refused as refused:
                problems.append(refused.problem)
    return Pieces(tuple(made), tuple(problems))


_Make = Callable[[], Piece]


def _lines(ground: Ground, look: Look, left: float) -> list[_Make]:
    def line(kind: Kind, curve: Curve) -> Piece:
        return Piece(kind, footed(curve, curve, ground, look, left), (curve.code,))

    now = [partial(line, Kind.NOW, ground.now[curve.code]) for curve in ground.curves if curve.code in ground.now]
    return [*now, *(partial(line, Kind.LINE, curve) for curve in ground.curves)]


def _below(ground: Ground, look: Look, left: float) -> list[_Make]:
    made: list[_Make] = []
    first_two = ground.curves[:2]
    names = tuple(curve.code for curve in first_two)
    if look.spread:
        made.append(lambda: Piece(Kind.SPREAD, _spread(ground, look, left), names))
    if look.ratio:
        made.append(lambda: Piece(Kind.RATIO, ratio(*_two(ground, alike=first_two[0].unit != "points")), names))
    if look.template:
        made.append(lambda: Piece(Kind.TEMPLATE, _template(ground), tuple(code for _, code in TEMPLATE)))
    return made


def _of_first(ground: Ground, look: Look, left: float) -> list[_Make]:
    if not ground.curves:
        return []
    first = ground.curves[0]

    def foot(curve: Curve) -> Curve:
        return footed(curve, first, ground, look, left)

    def average(name: str) -> Piece:
        return Piece(Kind.AVERAGE, foot(_average(first, name)), (first.code,), name=name)

    made: list[_Make] = [partial(average, name) for name in look.averages]
    if look.band:
        band = quarter_band(first)
        weighted = "weighted" if band.weighted else ""
        made.append(lambda: Piece(Kind.BAND, foot(band.low), (first.code,), foot(band.high)))
        made.append(lambda: Piece(Kind.QUARTER, foot(band.average), (first.code,), name=weighted))
    if look.deals and (deals := ground.deals) is not None:
        made.append(lambda: Piece(Kind.DEALS, foot(deals), (first.code,)))
    if look.tonnes:
        made.append(lambda: Piece(Kind.TONNES, tonnage(first), (first.code,)))
    return made


def footed(curve: Curve, like: Curve, ground: Ground, look: Look, left: float) -> Curve:
    """On the footing that is asked for; `like` is the curve it was made of, whose base it takes."""
    if look.rebase is not None:
        return rebased(curve, look.rebase, like=like)
    if look.percent:
        return percent_since(curve, left, like=like)
    scale = ground.scale.get(like.code)
    return curve if scale is None else replace(curve, unit="points", values=curve.values * scale)


def _average(curve: Curve, name: str) -> Curve:
    kind, count = parse_average(name) or ("sma", 0)
    return (sma if kind == "sma" else ema)(curve, count)


def _two(ground: Ground, *, alike: bool) -> tuple[Curve, Curve]:
    if len(ground.curves) < 2:
        raise refuse("curve_two_wanted", "series")
    first, second = ground.curves[:2]
    same = ground.basis.get(first.code) == ground.basis.get(second.code)
    if alike and first.unit == second.unit and not same:
        raise refuse("curve_bases", "series", first=first.code, second=second.code)
    return first, second


def _spread(ground: Ground, look: Look, left: float) -> Curve:
    """As they are; what can't be taken from each other can once both stand at 100 on one day."""
    if look.rebase is None or len(ground.curves) < 2:
        return spread(*_two(ground, alike=True))
    try:
        return spread(*_two(ground, alike=True))
    except Refused:
        one, other = (footed(curve, curve, ground, look, left) for curve in ground.curves[:2])
        return spread(one, other)


def _template(ground: Ground) -> Curve:
    known = {curve.code: curve for curve in ground.curves} | dict(ground.more)
    missing = [code for _, code in TEMPLATE if code not in known]
    if missing:
        raise refuse("curve_template_lacks", "series", first=missing[0])
    return weighted_sum([(weight, known[code]) for weight, code in TEMPLATE], "ndpr-lace")
