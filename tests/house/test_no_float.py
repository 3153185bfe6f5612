"""Where there is money no binary fraction is: not in the sources, not in a run, not in what comes out."""

import ast
import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, FloatOperation, localcontext
from fractions import Fraction

import pytest

from desk_app.domain.base.ratio import Ratio
from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.beside import side_by_side
from desk_app.domain.ore.delivery import Delivery
from desk_app.domain.ore.formula_pack import pack_from
from desk_app.domain.ore.lot import Lot, TypedPrice
from desk_app.domain.ore.nowcast import by_pack, by_proxy
from desk_app.domain.ore.proxy import Known, fit, left_out
from desk_app.domain.ore.quarter_so_far import SoFar
from desk_app.domain.ore.readings import readings
from desk_app.domain.ore.reprice import reprice
from desk_app.domain.ore.reverse import grade_for, moisture_for, wet_for
from desk_app.domain.ore.terms import GradeRule, Terms
from desk_app.domain.ore.what_if import curve, sensitivity, worths
from desk_app.domain.ore.working import work
from desk_app.jobs.load_price_list import load_price_list
from tests.domain.ore.contract_terms import CAO, CONTENTS, IRON, MOISTURE
from tests.house.tree import PACKAGE, ROOT, parsed, sources

ROOMS = (PACKAGE / "domain/ore", PACKAGE / "domain/base")
GATE = "published"  # base/exact: the one documented place where a statistic becomes a figure
FLOATS = {"float", "complex", "as_integer_ratio", "from_float", "__float__", "fsum"}
STATISTICS = {"math", "cmath", "random", "statistics", "numpy", "pandas"}
DIVISIONS = {"Div", "Pow"}
UNGUARDED = (ast.Div, ast.Pow)  # of two decimals they round by a context nobody named; of two whole numbers: a float


def found_in(tree: ast.AST) -> Iterator[str]:
    """What could bring a float in, with its line. A forecast divides fractions, which is exact; its run is watched."""
    fractions = any(isinstance(node, ast.ImportFrom) and node.module == "fractions" for node in ast.walk(tree))
    for node in ast.walk(tree):
        what = _float_in(node)
        if what is not None and not (fractions and what in DIVISIONS):
            yield f"{getattr(node, 'lineno', 0)}: {what}"


def _float_in(node: ast.AST) -> str | None:
    match node:
        case ast.Constant(value=float() | complex() as value):
            return f"the literal {value}"
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in FLOATS:
            return name
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if isinstance(op, UNGUARDED) and not _of_whole_numbers(node):
            return type(op).__name__
        case ast.Import(names=names) if any(each.name.partition(".")[0] in STATISTICS for each in names):
            return "an import of statistics"
        case ast.ImportFrom(module=str() as module) if module.partition(".")[0] in STATISTICS:
            return f"an import of {module}"
    return None


def _of_whole_numbers(node: ast.AST) -> bool:
    """`10**places` counts the values of a scale: a whole number to a whole number that is never below nothing."""
    base = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and node.left
    return isinstance(base, ast.Constant) and isinstance(base.value, int)


def _without_gate(tree: ast.Module) -> ast.Module:
    body = [node for node in tree.body if not (isinstance(node, ast.FunctionDef) and node.name == GATE)]
    return ast.Module(body, type_ignores=[])


def test_the_sources_name_no_float() -> None:
    own = [path for path in sources() if any(room in path.parents for room in ROOMS)]
    assert len(own) > 25
    left = [f"{path.relative_to(ROOT)}:{what}" for path in own for what in found_in(_without_gate(parsed(path)))]
    assert not left


@pytest.mark.parametrize(
    "code",
    [
        "share = 0.5", "share = 1e2", "x = float(text)", "x = a / b", "x /= b", "x = a ** b", "import math",
        "from statistics import mean", "x = Decimal.from_float(y)", "def f(value: float) -> None: ...", "x = 2j",
    ],
)  # fmt: skip
def test_each_way_in_would_be_seen(code: str) -> None:
    assert list(found_in(ast.parse(code)))


def test_the_gate_is_still_there() -> None:
    """Were it renamed, its exception would cover nothing."""
    gate = parsed(PACKAGE / "domain/base/exact.py")
    assert list(found_in(gate))
    assert not list(found_in(_without_gate(gate)))


LOT = Lot(Decimal("52.3"), Decimal("8.1"), Decimal(100), contents=CONTENTS)
OTHER = Lot(Decimal("48.25"), Decimal("7.45"), Decimal("33.333"), contents=CONTENTS)
BASES = (TypedPrice(Decimal(26834), Decimal(50)), TypedPrice(Decimal("26887.20"), Decimal(51)))
ALL_TERMS = [Terms(rule, mode, places) for rule in GradeRule for mode in Rounding for places in (None, 0, 2)]
ALL_TERMS += [Terms(dry_places=3, grade_cap=Decimal(52), moisture=each, elements=(IRON, CAO)) for each in MOISTURE]


def results(base: TypedPrice, terms: Terms) -> Iterator[object]:
    """Everything that the room can be asked about a lot."""
    working = work(base, LOT, terms)
    yield working
    yield readings(base, LOT, terms)
    yield worths(base, LOT, terms)
    yield sensitivity(base, LOT, terms)
    yield curve(base, LOT, terms)
    yield side_by_side(working, work(base, OTHER, terms))
    yield wet_for(base, LOT, terms, working.total_inc_vat)
    yield moisture_for(base, LOT, terms, working.total_inc_vat)
    if (unit := working.unit_price.exact()) is not None:
        yield grade_for(base, LOT, terms, unit)
    yield reprice(BASES[0], BASES[1], [Delivery(date(2026, 1, 5), "A1", lot) for lot in (LOT, OTHER)], terms)
    yield load_price_list().rows()


def parts(value: object) -> Iterator[object]:
    """A result and all that it holds."""
    yield value
    inside: Iterable[object] = ()
    if dataclasses.is_dataclass(value):
        inside = (getattr(value, each.name) for each in dataclasses.fields(value))
    elif isinstance(value, Mapping):
        inside = value.values()
    elif isinstance(value, tuple | list):
        inside = value
    for part in inside:
        yield from parts(part)


@pytest.mark.parametrize(
    "terms", ALL_TERMS, ids=lambda terms: f"{terms.grade_rule}-{terms.rounding}-{terms.unit_places}"
)
@pytest.mark.parametrize("base", BASES, ids=lambda base: str(base.basis))
def test_a_run_that_traps_floats_ends_and_holds_none(base: TypedPrice, terms: Terms) -> None:
    with localcontext() as context:
        context.traps[FloatOperation] = True
        held = [part for result in results(base, terms) for part in parts(result)]
    assert sum(isinstance(part, Decimal | Ratio) for part in held) > 500
    assert not [part for part in held if isinstance(part, float | complex)]


def test_a_forecast_that_traps_floats_ends_and_holds_none() -> None:
    shares = {"shares": {"prnd_oxide": "20"}, "recovery": "95", "cost": "20000", "profit": "10"}
    so_far = SoFar("2026Q4", 10, 5, Decimal(6_000_000), Decimal(600_000), date(2026, 12, 1))
    known = [Known(f"{at}", Fraction(1000 * at * at, 7), Fraction(100 + at)) for at in range(1, 12)]
    with localcontext() as context:
        context.traps[FloatOperation] = True
        found: list[object] = [
            by_pack(pack_from({"basis": "50", "methods": [shares]}), "2027Q1", {"prnd_oxide": so_far}, [])
        ]
        found += [
            by_proxy("prnd_oxide", "2027Q1", Decimal(50), so_far, known),
            fit(known),
            left_out(known),
            so_far.average(),
        ]
        held = [part for result in found for part in parts(result)]
    assert sum(isinstance(part, Decimal | Fraction) for part in held) > 20
    assert not [part for part in held if isinstance(part, float | complex)]


def test_the_trap_is_one() -> None:
    with localcontext() as context, pytest.raises(FloatOperation):
        context.traps[FloatOperation] = True
        Decimal(0.1)  # noqa: RUF032 - what the trap is for
