"""How good a value is, what goes out, what is corrected, how the method changes, and who answers for it."""

from collections.abc import Iterator

from desk_app.domain.base.exact import published
from desk_app.domain.index.bootstrap import REPLICATES, RESAMPLED
from desk_app.domain.index.correction import RESTATE_FROM, RESTATE_WITHIN
from desk_app.domain.index.method_record import MethodRecord, Restated, Span
from desk_app.domain.index.methodology import PLACES, Method
from desk_app.domain.sheet.block import Block, Cell, Column, Figure, Prose, Table, Text, Word
from desk_app.domain.sheet.cells import counted, moment, number, or_none, percent
from desk_app.domain.sheet.method.opening import MASS_PLACES

_SHARE_PLACES = 1


def standing(record: MethodRecord) -> Iterator[Block]:
    """From quality to limits."""
    yield from _quality(record)
    yield from _latest(record)
    yield Prose("publication", Word("method.heading.publication"), tuple(_publication(record)))
    yield Prose("corrections", Word("method.heading.corrections"), tuple(_corrections(record)))
    if record.restated:
        yield _restated_table(record)
    yield Prose("changes", Word("method.heading.changes"), tuple(_changes(record)))
    yield Prose("governance", Word("method.heading.governance"), tuple(_governance(record)))
    yield Prose("limits", Word("method.heading.limits"), tuple(_limits(record)))


def _quality(record: MethodRecord) -> Iterator[Block]:
    method, is_price = record.method, record.group is None
    lines: list[Cell] = [
        Word("method.quality.figures"),
        _grading(method) if is_price else Word("method.quality.coverage"),
    ]
    if not is_price:
        lines += [Word("method.quality.error", {"times": counted(REPLICATES), "many": counted(RESAMPLED)})]
    lines += [Word("method.quality.minimum_price") if is_price else _minimum(method)]
    yield Prose("quality", Word("method.heading.quality"), tuple(lines))
    if not is_price:
        yield _grade_table(method)


def _grading(method: Method) -> Cell:
    return Word("method.quality.price", {"trades": counted(method.grade_a_trades)})


def _minimum(method: Method) -> Cell:
    return Word("method.quality.minimum", {"least": percent(method.grade_c), "impute": percent(method.impute_from)})


def _grade_table(method: Method) -> Table:
    columns = (
        Column(Word("method.column.grade_name"), figures=False, share=15),
        Column(Word("method.column.coverage_from"), share=30),
        Column(Word("method.column.trades_from"), share=25),
        Column(Word("method.column.shown"), figures=False, share=30),
    )
    shown, none = Word("method.text.shown"), Word("sheet.text.none")
    rows: tuple[tuple[Cell, ...], ...] = (
        (Text("A"), percent(method.grade_a), counted(method.grade_a_trades), shown),
        (Text("B"), percent(method.grade_b), none, shown),
        (Text("C"), percent(method.grade_c), none, shown),
        (Text("n/p"), none, none, Word("method.text.not_shown")),
    )
    return Table("grades", Word("method.heading.grades"), columns, rows)


def _latest(record: MethodRecord) -> Iterator[Block]:
    yield Prose("latest", Word("method.heading.latest"), (_how_latest(record),))
    if record.spans:
        names = ("trades", "tonnes", "priced", "coverage", "imputed", "largest_party", "rejected")
        columns = (
            Column(Word("method.column.every"), figures=False, share=8),
            Column(Word("method.column.period"), figures=False, share=15),
            Column(Word("method.column.value"), share=16),
            Column(Word("method.column.grade_name"), figures=False, share=8),
            *(Column(Word(f"method.column.{name}"), share=12) for name in names),
        )
        rows = tuple(_latest_row(span) for span in record.spans)
        yield Table("latest_values", Word("method.heading.latest_values"), columns, rows)


def _how_latest(record: MethodRecord) -> Cell:
    if not record.spans:
        return Word("method.latest.none")
    return Word("method.latest.price" if record.group is None else "method.latest.index", {"code": Text(record.code)})


def _latest_row(span: Span) -> tuple[Cell, ...]:
    one = span.latest
    return (
        Word(f"method.every.{span.every.value}"),
        Text(one.period),
        Figure(published(span.latest_value, PLACES), PLACES),
        Text(one.grade),
        counted(one.trades),
        Figure(published(one.tonnes, MASS_PLACES), MASS_PLACES),
        Text(f"{one.priced}/{one.expected}"),
        _share(one.coverage),
        _share(one.imputed),
        Word("sheet.text.none") if one.largest_party is None else _share(one.largest_party),
        counted(one.rejected),
    )


def _share(value: float) -> Figure:
    return Figure(published(100 * value, _SHARE_PLACES), _SHARE_PLACES, unit="percent")


def _publication(record: MethodRecord) -> Iterator[Cell]:
    yield Word("method.publication.vintages")
    if record.group is None:
        yield Word("method.publication.price")
        return
    yield Word("method.publication.stands")
    if record.published:
        for every, values in record.published.items():
            yield Word("method.publication.so_far", {"every": Word(f"method.every.{every.value}"), **_many(values)})
    else:
        yield Word("method.publication.none")
    yield Word("method.publication.time")


def _many(values: int) -> dict[str, Cell]:
    return {"count": counted(values)}


def _corrections(record: MethodRecord) -> Iterator[Cell]:
    if record.group is None:
        yield Word("method.corrections.price")
        return
    yield Word("method.corrections.rule", {"share": percent(RESTATE_FROM), "days": counted(RESTATE_WITHIN)})
    yield Word("method.corrections.shown")
    if not record.restated:
        yield Word("method.corrections.none")


def _restated_table(record: MethodRecord) -> Table:
    columns = (
        Column(Word("method.column.every"), figures=False, share=8),
        Column(Word("method.column.period"), figures=False, share=14),
        Column(Word("method.column.version"), share=8),
        Column(Word("method.column.value"), share=14),
        Column(Word("method.column.at"), figures=False, share=24),
        Column(Word("method.column.by"), figures=False, share=14),
        Column(Word("method.column.notice"), figures=False, share=34),
    )
    rows = tuple(_restated(one) for one in record.restated)
    return Table("restated", Word("method.heading.restated"), columns, rows)


def _restated(one: Restated) -> tuple[Cell, ...]:
    return (
        Word(f"method.every.{one.every.value}"),
        Text(one.period),
        counted(one.version),
        Figure(published(one.value, PLACES), PLACES),
        moment(one.at),
        or_none(one.name),
        or_none(one.notice),
    )


def _changes(record: MethodRecord) -> Iterator[Cell]:
    yield Word("method.changes.name", {"method": Text(record.method.name)})
    yield Word("method.changes.transition")
    yield Word("method.changes.settings")
    yield Word("method.changes.notice")


def _governance(record: MethodRecord) -> Iterator[Cell]:
    yield Word("method.governance.conflict")
    yield Word("method.governance.discretion")
    yield Word("method.governance.sign_off")
    yield Word("method.governance.complaints" if record.contact else "method.governance.no_contact")
    yield Word("method.governance.records")
    yield Word("method.governance.audit")


def _limits(record: MethodRecord) -> Iterator[Cell]:
    yield Word("method.limits.coverage")
    yield Word("method.limits.thin")
    yield Word("method.limits.specification")
    if record.group is not None:
        yield Word("method.limits.drift", {"code": Text(record.code), "week": number(record.method.week_window)})
    yield Word("method.limits.calendar")
    yield Word("method.limits.rules")
