"""One series as a table: each period on every base that is asked for, with its change and what was published."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desk_app.domain.base.period import Period, parse_period
from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.curve.curve import Curve, curve_of
from desk_app.domain.index.rebase import base_factor, parse_base
from desk_app.domain.index.series import Kind, Series
from desk_app.domain.index.status import Status
from desk_app.domain.index.value_row import ValueRow
from desk_app.jobs.index_wanted import FIRST, Wanted
from desk_app.jobs.load_curve import load_values
from desk_app.jobs.open_desk import Desk
from desk_app.store.published import PublishedRow, versions


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One period. `values` on each base; where the period has none of its own they repeat the last (`repeated`).

    `change` is in percent from the value before; `published` the newest version that went out.
    """

    row: ValueRow
    span: Period
    values: tuple[float | None, ...]
    repeated: bool
    change: float | None
    published: PublishedRow | None

    @property
    def observed(self) -> bool:
        """Whether the value stands on the period's own trades."""
        return self.row.status == Status.OK.value


@dataclass(frozen=True, slots=True, eq=False)
class IndexTable:
    """Oldest first. `units` of the values by base: "points" or "yuan/t"; `problems`: bases without a value.

    `curve` has the observed and computed values on the first base, nothing repeated.
    """

    wanted: Wanted
    series: Series
    lines: tuple[IndexLine, ...]
    units: tuple[str, ...]
    curve: Curve
    problems: tuple[Problem, ...]


def tabulate_index(desk: Desk, wanted: Wanted) -> IndexTable:
    """As the desk stands, or stood; `Refused` where the series, the day or a base is none."""
    before = wanted.known_before
    series, rows = load_values(desk, wanted.code, wanted.every, known_before=before)
    spans = [parse_period(row.period) for row in rows]
    factors, problems = _factors(series, spans, [row.value for row in rows], wanted)
    out = {
        one.period: one
        for one in versions(desk.database.conn, series.code, wanted.every.value)
        if before is None or one.published_at < before
    }
    lines = tuple(_lines(rows, spans, factors, out))
    units = tuple(series.unit if base == FIRST else "points" for base in wanted.bases)
    return IndexTable(wanted, series, lines, units, _curve(series, wanted, lines, units[0]), problems)


def _factors(
    series: Series, spans: Sequence[Period], values: Sequence[float | None], wanted: Wanted
) -> tuple[list[float | None], tuple[Problem, ...]]:
    """What the values are multiplied by for each base; None and a problem where the base has no value."""
    found: list[float | None] = []
    problems = []
    first = next((span for span, value in zip(spans, values, strict=True) if value is not None), None)
    for base in wanted.bases:
        on = first if base == FIRST else parse_base(base)
        try:
            own = on is None or (base == FIRST and series.kind is Kind.PRICE)
            found.append(1.0 if own or on is None else base_factor(spans, values, on, wanted.scale))
        except Refused as refused:
            found.append(None)
            problems.append(refused.problem)
    return found, tuple(problems)


def _lines(
    rows: Sequence[ValueRow], spans: Sequence[Period], factors: Sequence[float | None], out: dict[str, PublishedRow]
) -> Iterator[IndexLine]:
    last: float | None = None
    for row, span in zip(rows, spans, strict=True):
        change = 100 * (row.value / last - 1) if row.value is not None and last else None
        last = last if row.value is None else row.value
        shown = None if row.status == Status.WITHDRAWN.value else last
        values = tuple(None if shown is None or factor is None else shown * factor for factor in factors)
        yield IndexLine(row, span, values, row.value is None and shown is not None, change, out.get(row.period))


def _curve(series: Series, wanted: Wanted, lines: Sequence[IndexLine], unit: str) -> Curve:
    shown = [line for line in lines if line.row.status != Status.WITHDRAWN.value]
    return curve_of(
        series.code,
        wanted.every,
        unit,
        [line.span for line in shown],
        [None if line.repeated else line.values[0] for line in shown],
        [line.row.status for line in shown],
        [line.row.trades for line in shown],
        [line.row.tonnes for line in shown],
    )
