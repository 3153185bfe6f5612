"""Column-level slips: what the prices of a file look like beside the desk's own recent ones.

Each product's median log ratio to its reference is compared under "nothing slipped" and under every slip
(Gaussian, with a part that all products share: the market's drift since the reference, a sender's discount).
"Nothing slipped" also holds that the market may have jumped since. A finding is told, never applied.
"""

import dataclasses
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from desk_app.domain.base.tax import Tax, vat_rate

FIRM_ROWS = 20
_UNITS = {"yuan/t": 1.0, "wan/t": 1e4, "yuan/kg": 1e3, "usd/t": 7.1, "usd/kg": 7100.0}
_NOISE = 0.008
"""Log spread between trades of one day, at the least."""
_SENDER = 0.010
"""Log spread of the common discount of one sender."""
_SHARED = 0.5
"""The part of a market's daily variance that all products have in common."""
_JUMP_A_DAY, _JUMP_SHARED, _JUMP_OWN = 0.002, 0.12, 0.10
_SLIPPED = 0.05
"""How often a file has slipped, before it is looked at."""
_SURE = 0.85
_APART = 0.7
"""A factor of two off a slip is none, however far it is from all else."""

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


@dataclass(frozen=True, slots=True)
class Reference:
    """What a product cost lately: `level` yuan/t ex VAT, `spread` robust log spread from day to day, `n` trades.

    `days_off`: days between it and the file's; `source`: desk, index or catalogue. Only minerals can be wet.
    """

    product: str
    level: float
    spread: float
    n: int
    days_off: int
    source: str
    mineral: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A slip: `factor` as measured, `rows` behind it, up to 5 `evidence` lines; `fix` is empty where none is known."""

    kind: str
    field: str
    factor: float
    rows: int
    firm: bool
    evidence: tuple[int, ...]
    fix: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Slip:
    kind: str
    field: str
    log: float
    width: float
    fix: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Centre:
    """A product's median log ratio with its own variance, its daily variance and age."""

    ratio: float
    own: float
    drift: float
    age: int


def sniff(samples: Sequence[Sample], references: Mapping[str, Reference]) -> tuple[Finding, ...]:
    """What the whole column, or a part of its rows, looks like; nothing where nothing is sure."""
    known = [one for one in samples if one.price_ex_vat > 0 and one.product in references]
    if not known:
        return ()
    ratios = [math.log(one.price_ex_vat / references[one.product].level) for one in known]
    slips = tuple(_slips(known, references))
    found = _column(known, ratios, references, slips)
    return (found,) if found else tuple(_by_row(known, ratios, references, slips))


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
    samples: Sequence[Sample], ratios: Sequence[float], references: Mapping[str, Reference], slips: Sequence[_Slip]
) -> Finding | None:
    centres = _centres(samples, ratios, references)
    none = math.log1p(-_SLIPPED) + _unslipped(centres)
    weights = [math.log(_SLIPPED / len(slips)) + _likelihood(centres, slip.log, slip.width) for slip in slips]
    top = max(none, *weights)
    total = math.exp(none - top) + sum(math.exp(weight - top) for weight in weights)
    if math.exp(none - top) / total > 1 - _SURE:
        return None
    slip = slips[weights.index(max(weights))]
    measured = median(centre.ratio for centre in centres)
    if abs(measured - slip.log) > min(0.5 * abs(slip.log), _APART) + slip.width:
        return None
    return _finding(slip, samples, ratios)


def _finding(slip: _Slip, samples: Sequence[Sample], ratios: Sequence[float], part: bool = False) -> Finding:
    """Evidence are the lines nearest to the measured factor; a part of a column can't be put right by one answer."""
    factor = median(ratios)
    nearest = sorted(range(len(ratios)), key=lambda n: (abs(ratios[n] - factor), samples[n].row))[:5]
    rows = tuple(sorted(samples[n].row for n in nearest))
    firm = len(samples) >= FIRM_ROWS
    return Finding(slip.kind, slip.field, math.exp(factor), len(samples), firm, rows, {} if part else slip.fix)


def _centres(samples: Sequence[Sample], ratios: Sequence[float], references: Mapping[str, Reference]) -> list[_Centre]:
    """One a product, so that none dominates by its lines."""
    by_product: dict[str, list[float]] = defaultdict(list)
    for sample, ratio in zip(samples, ratios, strict=True):
        by_product[sample.product].append(ratio)
    return [_centre(values, references[product]) for product, values in by_product.items()]


def _centre(values: Sequence[float], reference: Reference) -> _Centre:
    middle = median(values)
    noise = max(_NOISE, 1.4826 * median(abs(value - middle) for value in values), 0.0)
    drift = reference.spread**2
    if reference.source == "catalogue":
        return _Centre(middle, drift + noise**2, drift, 0)
    own = 1.57 * noise**2 / len(values) + 1.57 * max(noise, reference.spread) ** 2 / max(reference.n, 1) + 0.003**2
    return _Centre(middle, own, drift, reference.days_off + 1)


def _likelihood(
    centres: Sequence[_Centre], shift: float, width: float = 0.0, shared: float = 0.0, own: float = 0.0
) -> float:
    """Log density of the centres around `shift`: own variances, and one in common (Sherman-Morrison)."""
    common = _SENDER**2 + width**2 + shared**2
    common += _SHARED * sum(centre.drift * centre.age for centre in centres) / len(centres)
    variances = [c.own + (1 - _SHARED) * c.drift * c.age + own**2 for c in centres]
    off = [centre.ratio - shift for centre in centres]
    weight = sum(1 / variance for variance in variances)
    pull = sum(value / variance for value, variance in zip(off, variances, strict=True))
    square = sum(value**2 / variance for value, variance in zip(off, variances, strict=True))
    square -= common * pull**2 / (1 + common * weight)
    spread = sum(math.log(variance) for variance in variances) + math.log1p(common * weight)
    return -0.5 * (square + spread)


def _unslipped(centres: Sequence[_Centre]) -> float:
    """The market as it was wont to move, or jumped, the likelier the older the references."""
    age = median(centre.age for centre in centres)
    jump = 1 - (1 - _JUMP_A_DAY) ** max(age, 1)
    calm = math.log1p(-jump) + _likelihood(centres, 0.0)
    jumped = math.log(jump) + _likelihood(centres, 0.0, 0.0, _JUMP_SHARED, _JUMP_OWN)
    high = max(calm, jumped)
    return high + math.log(math.exp(calm - high) + math.exp(jumped - high))


def _by_row(
    samples: Sequence[Sample], ratios: Sequence[float], references: Mapping[str, Reference], slips: Sequence[_Slip]
) -> Iterator[Finding]:
    """Slips of some rows only: together at the slip, clear of the rest, and not one or two."""
    spread = {c: references[c].spread * math.sqrt(references[c].days_off + 1) + _NOISE for c in references}
    for slip in slips:
        if slip.width:
            continue
        rows = [
            n
            for n, ratio in enumerate(ratios)
            if abs(slip.log) > 2 * _ROW_SIGMAS * (wide := spread[samples[n].product] / 2)
            and abs(ratio - slip.log) < 2 * wide
        ]
        if len(rows) >= max(3, _ROW_SHARE * len(samples)):
            yield _finding(slip, [samples[n] for n in rows], [ratios[n] for n in rows], part=True)
