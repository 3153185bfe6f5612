"""What a series is, what it is of, and what it is not."""

from collections.abc import Iterator

from desk_app.domain.base.exact import published
from desk_app.domain.index.group import COMPOSITE_CODE, Group
from desk_app.domain.index.method_record import Member, MethodRecord
from desk_app.domain.sheet.block import Block, Cell, Column, Facts, Figure, Name, Prose, Table, Text, Word
from desk_app.domain.sheet.cells import counted, moment, number, or_none

MASS_PLACES = 2


def opening(record: MethodRecord) -> Iterator[Block]:
    """The series in a few lines, its purpose, its products."""
    yield _facts(record)
    yield Prose("purpose", Word("method.heading.purpose"), tuple(_purpose(record)))
    yield Prose("products", Word("method.heading.products"), tuple(_products(record)))
    if record.members:
        yield _member_table(record)


def series_name(record: MethodRecord) -> Cell:
    """What the series is called."""
    if record.group is None:
        return _product_name(record.members[0]) if record.members else Text(record.code)
    own = record.group.zh or record.group.en
    return Name(record.group.zh, record.group.en) if own else Word(f"index.series.{record.code}")


def _product_name(member: Member) -> Cell:
    return Name(member.product.zh, member.product.en) if member.product else Text(member.key)


def _facts(record: MethodRecord) -> Facts:
    kind = "price" if record.group is None else "index"
    made = record.made
    rows: list[tuple[str, Cell]] = [
        ("series", series_name(record)),
        ("code", Text(record.code)),
        ("standing", Word("index.label.in_house")),
        ("owner", _to_fill_in(record.owner)),
        ("contact", _to_fill_in(record.contact)),
        ("unit", Word(f"index.unit.{kind}")),
        ("every", Word("method.text.every")),
        ("method", Text(record.method.name)),
        ("vintage", Text(str(made.vintage)) if made else Word("method.text.not_computed")),
        ("computed_at", moment(made.at) if made else Word("method.text.not_computed")),
        ("inputs_hash", Text(made.inputs_hash) if made else Word("method.text.not_computed")),
    ]
    return Facts("series", tuple(rows))


def _to_fill_in(text: str) -> Cell:
    return Text(text) if text else Word("method.text.not_set")


def _purpose(record: MethodRecord) -> Iterator[Cell]:
    yield Word("method.purpose.price" if record.group is None else "method.purpose.index")
    yield Word("method.purpose.standing", {"label": Word("index.label.in_house")})
    yield Word("method.purpose.use", {"label": Word("index.label.in_house")})
    if record.sample:
        yield Word("method.purpose.sample", {"label": Word("index.label.sample")})


def _products(record: MethodRecord) -> Iterator[Cell]:
    group = record.group
    if group is None:
        yield Word("method.products.one")
    else:
        yield _belonging(group)
        if group.part_of_whole:
            yield Word("method.products.part", {"composite": Word(f"index.series.{COMPOSITE_CODE}")})
        yield Word("method.products.entry")
    if record.untraded:
        yield Word("method.products.untraded", {"count": counted(record.untraded)})
    yield Word("method.products.basis")


def _belonging(group: Group) -> Cell:
    if group.products:
        return Word("method.products.listed")
    if not group.tags:
        return Word("method.products.all")
    return Word("method.products.tagged", {"tags": _joined([Word(f"method.tag.{tag}") for tag in sorted(group.tags)])})


def _joined(cells: list[Word]) -> Cell:
    first, *others = cells
    joined: Cell = first
    for other in others:
        joined = Word("sheet.text.both", {"one": joined, "other": other})
    return joined


def _member_table(record: MethodRecord) -> Table:
    columns = (
        Column(Word("method.column.product"), figures=False, share=21),
        Column(Word("method.column.key"), figures=False, share=17),
        Column(Word("method.column.grade"), figures=False, share=25),
        Column(Word("method.column.standard"), figures=False, share=16),
        Column(Word("method.column.trades"), share=10),
        Column(Word("method.column.tonnes"), share=13),
        Column(Word("method.column.first"), figures=False, share=14),
        Column(Word("method.column.last"), figures=False, share=14),
    )
    return Table(
        "members", Word("method.heading.members"), columns, tuple(_member(member) for member in record.members)
    )


def _member(member: Member) -> tuple[Cell, ...]:
    product = member.product
    return (
        _product_name(member),
        Text(member.key),
        or_none(product.grade if product else ""),
        or_none(product.standard if product else ""),
        counted(member.trades),
        Figure(published(member.tonnes, MASS_PLACES), MASS_PLACES),
        or_none(member.first),
        or_none(member.last),
    )


def by_product(record: MethodRecord, values: dict[str, float]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of product and number, of the members that have one, in their order."""
    return tuple(
        (_product_name(member), number(values[member.key])) for member in record.members if member.key in values
    )
