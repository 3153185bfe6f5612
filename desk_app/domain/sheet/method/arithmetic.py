"""From the trades that count to the values: period price, weights, formulas, contributions, base, rounding."""

from collections.abc import Iterator

from desk_app.domain.base.exact import published
from desk_app.domain.index.group import Group
from desk_app.domain.index.method_record import MethodRecord, Span
from desk_app.domain.index.methodology import PLACES, Method
from desk_app.domain.sheet.block import Block, Cell, Column, Figure, Formula, Prose, Table, Text, Word
from desk_app.domain.sheet.cells import counted, number, percent
from desk_app.domain.sheet.method.opening import by_product

Lines = Iterator[Cell | Formula]


def arithmetic(record: MethodRecord) -> Iterator[Block]:
    """The steps in the order in which they are computed."""
    method, group = record.method, record.group
    yield Prose("price", Word("method.heading.price"), tuple(_price()))
    if group is None:
        yield Prose("missing", Word("method.heading.missing"), tuple(_silent(method)))
    else:
        yield from _weights(record, group)
        yield Prose("formula", Word("method.heading.formula"), tuple(_formula(method, group)))
        yield Prose("flash", Word("method.heading.flash"), tuple(_flash(method, group)))
        yield Prose("missing", Word("method.heading.missing"), tuple(_missing(method)))
        yield Prose("contributions", Word("method.heading.contributions"), tuple(_contributions()))
    yield Prose("base", Word("method.heading.base"), tuple(_base(record)))
    if record.spans:
        yield _span_table(record)
    yield Prose(
        "rounding", Word("method.heading.rounding"), (Word("method.rounding.places", {"places": counted(PLACES)}),)
    )


def _price() -> Lines:
    yield Word("method.price.over")
    yield Formula(Word("method.formula.price"))
    yield Word("method.price.periods")


def _silent(method: Method) -> Lines:
    yield Word("method.missing.price", {"days": counted(method.suspend_after)})


def _weights(record: MethodRecord, group: Group) -> Iterator[Block]:
    rows = by_product(record, dict(group.weights))
    said = ("fixed", "fixed_source") if group.weights else ("value", "source")
    lines = tuple(Word(f"method.weights.{key}") for key in said)
    yield Prose("weights", Word("method.heading.weights"), lines)
    if rows:
        columns = (
            Column(Word("method.column.product"), figures=False, share=60),
            Column(Word("method.column.weight"), share=40),
        )
        yield Table("fixed_weights", Word("method.heading.fixed_weights"), columns, rows)


def _formula(method: Method, group: Group) -> Lines:
    windows: dict[str, Cell] = {
        "week": counted(method.week_window),
        "month": counted(method.month_window),
        "quarter": counted(method.quarter_window),
    }
    yield Word("method.ccdi.what", windows)
    yield Word("method.ccdi.why")
    if not group.weights:
        yield Word("method.ccdi.why_value")
    yield Word("method.ccdi.pair")
    yield Formula(Word("method.formula.pair"))
    coverage: dict[str, Cell] = {"coverage": percent(method.pair_coverage)}
    yield Word("method.ccdi.coverage_fixed" if group.weights else "method.ccdi.coverage", coverage)
    yield Word("method.ccdi.solve")
    yield Formula(Word("method.formula.solve"))
    yield Word("method.ccdi.splice")
    yield Formula(Word("method.formula.splice"))
    yield Word("method.ccdi.stands")
    yield Word("method.ccdi.opening", windows)
    yield Word("method.ccdi.apart")


def _flash(method: Method, group: Group) -> Lines:
    yield Word("method.flash.what")
    yield Formula(Word("method.formula.flash"))
    weeks: dict[str, Cell] = {"days": counted(method.share_days), "weeks": counted(method.share_days // 7)}
    yield Word("method.flash.fixed") if group.weights else Word("method.flash.weights", weeks)
    yield Word("method.flash.anchor")
    yield Formula(Word("method.formula.anchor"))
    yield Word("method.flash.before_first", {"base": number(method.base)})


def _missing(method: Method) -> Lines:
    yield Word("method.missing.rolling")
    yield Word("method.missing.classes", {"share": percent(method.impute_from)})
    yield Word("method.missing.suspend", {"days": counted(method.suspend_after)})
    yield Word("method.missing.marked")
    yield Word("method.missing.change")


def _contributions() -> Lines:
    yield Word("method.contributions.parts")
    yield Formula(Word("method.formula.parts"))
    yield Word("method.contributions.points")
    yield Formula(Word("method.formula.points"))
    yield Word("method.contributions.sum")


def _base(record: MethodRecord) -> Lines:
    if record.group is None:
        yield Word("method.base.price")
    else:
        yield Word("method.base.index", {"base": number(record.method.base)})
        yield Word("method.base.other")


def _span_table(record: MethodRecord) -> Table:
    columns = (
        Column(Word("method.column.every"), figures=False, share=12),
        Column(Word("method.column.first_period"), figures=False, share=18),
        Column(Word("method.column.first_value"), share=18),
        Column(Word("method.column.last_period"), figures=False, share=18),
        Column(Word("method.column.last_value"), share=18),
        Column(Word("method.column.with_value"), share=14),
        Column(Word("method.column.without"), share=14),
    )
    return Table("spans", Word("method.heading.spans"), columns, tuple(_span(span) for span in record.spans))


def _span(span: Span) -> tuple[Cell, ...]:
    return (
        Word(f"method.every.{span.every.value}"),
        Text(span.first),
        Figure(published(span.first_value, PLACES), PLACES),
        Text(span.latest.period),
        Figure(published(span.latest_value, PLACES), PLACES),
        counted(span.with_value),
        counted(span.without),
    )
