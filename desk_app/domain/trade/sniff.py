"""Column-level slips: what the prices of a file look like beside the desk's own.

Each product's shift from the desk's own prices is compared under "nothing slipped" and under every slip (Gaussian,
with what all products share: the market's move since the desk last traded, the sender's discount). "Nothing slipped"
also holds that the market may have jumped since. A slip is told when it explains the file better than the market
does, and the market alone would hardly ever come so far. It is told, never applied.
"""

import dataclasses
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

from desk_app.domain.base.tax import Tax, vat_rate
from desk_app.domain.trade.own_price import Reference, Sender, quote_of
from desk_app.domain.trade.together import Centre, fit, fit_unslipped, is_seldom, shared_shift
from desk_app.domain.trade.walk import shift_between

FIRM_ROWS = 20
_UNITS = {"yuan/t": 1.0, "wan/t": 1e4, "yuan/kg": 1e3, "usd/t": 7.1, "usd/kg": 7100.0}
_BETTER, _SURE = 0.5, 6.5
"""By how much a slip's log likelihood must exceed that of "nothing slipped" to be asked about, and to be sure."""

_APART, _APART_SHARE = 0.7, 0.5
"""A factor of two off a slip is none, however far it is from all else; nor is what goes less than half way."""

_STRAY = 4.0
"""Lines so many sigmas off the rest of their product say nothing of the column."""

_ROW_SIGMAS, _ROW_SHARE = 5.0, 0.05


@dataclass(frozen=True, slots=True)
class Sample:
    """A line of the file: `price_ex_vat` in yuan per tonne as read, `tax` and `unit` as stated."""

    row: int
    product: str
    day: date
    price_ex_vat: float
    tax: Tax
    unit: str


class By(StrEnum):
    """The desk's own prices, the sums of the file itself, or its two price columns held against each other."""

    DESK = "desk"
    SUMS = "sums"
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class Finding:
    """A slip: `factor` as measured, `rows` behind it, up to 5 `evidence` lines; `fix` is empty where none is known.

    `days_off`: how old the desk's own prices are beside the file's. Without `firm` it is a question. `by`: what says
    so, and what `factor` is of. `guide`: the index that prices were measured from.
    """

    kind: str
    field: str
    factor: float
    rows: int
    firm: bool
    evidence: tuple[int, ...]
    fix: Mapping[str, str] = dataclasses.field(default_factory=dict)
    days_off: int = 0
    by: By = By.DESK
    guide: str = ""


@dataclass(frozen=True, slots=True)
class _Slip:
    kind: str
    field: str
    log: float
    width: float
    fix: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Line:
    """A sample with its log ratio to the nearest of the desk's own prices, how uncertain that is, how old they are."""

    sample: Sample
    ratio: float
    sigma: float
    days_off: int


def sniff(
    samples: Sequence[Sample], references: Mapping[str, Reference], sender: Sender | None = None
) -> tuple[Finding, ...]:
    """What the whole column, or a part of its rows, looks like; nothing where nothing is sure."""
    known = [one for one in samples if one.price_ex_vat > 0 and one.product in references]
    if not known:
        return ()
    sender = sender or Sender()
    lines = list(_lines(known, references, sender))
    slips = tuple(_slips(known, references))
    found = _column(lines, references, sender, slips)
    parts = (found,) if found else tuple(_by_row(lines, slips))
    days_off = int(median(line.days_off for line in lines))
    guides = sorted({one.guide.code for one in references.values() if one.guide})
    return tuple(dataclasses.replace(part, days_off=days_off, guide=", ".join(guides)) for part in parts)


def _lines(samples: Sequence[Sample], references: Mapping[str, Reference], sender: Sender) -> Iterator[_Line]:
    places = {(one.product, one.day) for one in samples}
    beside = {(product, day): references[product].beside(day) for product, day in places}
    for one in samples:
        quote, days_off = beside[one.product, one.day]
        reference = references[one.product]
        drift = reference.spread * math.sqrt(days_off + 1)
        ratio = reference.log_of(one.price_ex_vat, one.day) - quote.log - sender.offset
        yield _Line(one, ratio, drift + reference.noise, days_off)


def _slips(samples: Sequence[Sample], references: Mapping[str, Reference]) -> Iterator[_Slip]:
    """Every slip there can be, with the answer that puts it right, for what most lines state."""
    vat = math.log1p(median(float(vat_rate(one.day)) for one in samples) / 100)
    taxes, units = {one.tax for one in samples}, {one.unit for one in samples}
    tax = next(iter(taxes)) if len(taxes) == 1 else None
    unit = next(iter(units)) if len(units) == 1 else None
    yield _Slip("tax_incl", "tax", vat, 0.0, {"tax": "incl"} if tax is Tax.EXCL else {})
    yield _Slip("tax_excl", "tax", -vat, 0.0, {"tax": "excl"} if tax is Tax.INCL else {})
    for kind, factor, read, meant in (
        ("wan", 1e-4, "yuan/t", "wan/t"),
        ("yuan_for_wan", 1e4, "wan/t", "yuan/t"),
        ("per_kg", 1e-3, "yuan/t", "yuan/kg"),
        ("per_t", 1e3, "yuan/kg", "yuan/t"),
    ):
        yield _Slip(kind, "unit", math.log(factor), 0.0, {"unit": meant} if unit == read else {})
    if unit in ("yuan/t", "yuan/kg"):
        dollars = unit.replace("yuan", "usd")
        yield _Slip("usd", "unit", math.log(_UNITS[unit] / _UNITS[dollars]), 0.06, {"unit": dollars})
    if all(references[one.product].mineral for one in samples):
        yield _Slip("wet", "price", math.log(0.919), 0.03, {"basis": "wet"})
        yield _Slip("dry", "price", -math.log(0.919), 0.03, {"basis": "dry"})


def _column(
    lines: Sequence[_Line], references: Mapping[str, Reference], sender: Sender, slips: Sequence[_Slip]
) -> Finding | None:
    centres = _centres(lines, references, sender)
    clean = fit_unslipped(centres, sender.spread)
    fits = [fit(centres, slip.log, math.hypot(sender.spread, slip.width)) for slip in slips]
    better = max(fits) - clean
    slip = slips[fits.index(max(fits))]
    shift = shared_shift(centres, sender.spread)[0]
    if better < _BETTER or abs(shift - slip.log) > min(_APART_SHARE * abs(slip.log), _APART):
        return None
    if not is_seldom(centres, sender.spread):
        return None
    return _finding(slip, lines, math.exp(shift), better > _SURE and len(lines) >= FIRM_ROWS, slip.fix)


def _finding(slip: _Slip, lines: Sequence[_Line], factor: float, firm: bool, fix: Mapping[str, str]) -> Finding:
    """Evidence are the lines nearest to the measured factor."""
    log = math.log(factor)
    nearest = sorted(lines, key=lambda line: (abs(line.ratio - log), line.sample.row))[:5]
    rows = tuple(sorted(line.sample.row for line in nearest))
    return Finding(slip.kind, slip.field, factor, len(lines), firm, rows, fix)


def _centres(lines: Sequence[_Line], references: Mapping[str, Reference], sender: Sender) -> list[Centre]:
    """One a product, so that none dominates by its lines."""
    by_product: dict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        by_product[line.sample.product].append(line)
    return [_centre(own, references[product], sender) for product, own in by_product.items()]


def _centre(lines: Sequence[_Line], reference: Reference, sender: Sender) -> Centre:
    middle = median(line.ratio for line in lines)
    near = [line for line in lines if abs(line.ratio - middle) <= _STRAY * line.sigma]
    days: dict[date, list[float]] = defaultdict(list)
    for line in near or lines:
        sample = line.sample
        days[sample.day].append(reference.log_of(sample.price_ex_vat, sample.day) - sender.offset)
    quotes = [quote_of(day, logs, reference.noise) for day, logs in days.items()]
    shift = shift_between(reference.quotes, quotes, reference.spread)
    market_days = shift.drift / reference.spread**2
    return Centre(shift.log, shift.variance - shift.drift, shift.drift, market_days, guided=reference.guide is not None)


def _by_row(lines: Sequence[_Line], slips: Sequence[_Slip]) -> Iterator[Finding]:
    """Slips of some rows only: together at the slip, clear of the rest, and not one or two; no one answer helps."""
    for slip in slips:
        apart = [line for line in lines if _is_slipped(line, slip)]
        if not slip.width and len(apart) >= max(3, _ROW_SHARE * len(lines)):
            factor = math.exp(median(line.ratio for line in apart))
            yield _finding(slip, apart, factor, len(apart) >= FIRM_ROWS, {})


def _is_slipped(line: _Line, slip: _Slip) -> bool:
    return abs(slip.log) > _ROW_SIGMAS * line.sigma and abs(line.ratio - slip.log) < line.sigma
