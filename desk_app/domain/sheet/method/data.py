"""Which trades a series is made of: data and their order, normalisation, what may enter, the screen, a word by hand."""

from collections.abc import Iterator, Mapping

from desk_app.domain.index.fate import FATE_KEYS, REJECTED_FROM, Fate
from desk_app.domain.index.method_record import MethodRecord
from desk_app.domain.index.methodology import MAD_SCALE, Screen
from desk_app.domain.index.rules import Rules
from desk_app.domain.sheet.block import Block, Cell, Column, Formula, Prose, Table, Text, Word
from desk_app.domain.sheet.cells import counted, number, or_none, percent
from desk_app.domain.sheet.method.opening import by_product
from desk_app.domain.trade.trade import PRICE_PLACES

ORDER = (
    Fate.NOT_FINITE,
    Fate.FUTURE,
    Fate.OFF_SPEC,
    Fate.BELOW_MINIMUM,
    Fate.AFFILIATE,
    Fate.DUPLICATE,
    Fate.EXCLUDED,
    Fate.OUTLIER,
    Fate.UNSCREENED,
    Fate.RELEASED,
    Fate.INCLUDED,
)
"""The reasons in the order they are looked at, then those for which a trade counts after all."""


def data(record: MethodRecord) -> Iterator[Block]:
    """From the trades of the desk to those that count."""
    yield Prose("data", Word("method.heading.data"), tuple(_hierarchy(record)))
    if record.sources:
        yield _source_table(record)
    yield from _normalisation(record)
    yield from _validity(record)
    yield Prose("screen", Word("method.heading.screen"), tuple(_screen(record.method.screen)))
    yield Prose("judgement", Word("method.heading.judgement"), tuple(_judgement(record.fates)))


def _hierarchy(record: MethodRecord) -> Iterator[Cell]:
    yield Word("method.data.concluded")
    yield Word("method.data.order")
    platforms = sorted(record.rules.platforms)
    if platforms:
        yield Word("method.data.platforms", {"names": Text(", ".join(platforms))})
    else:
        yield Word("method.data.no_platform")
    yield Word("method.data.points")
    yield from _weighting(record.rules)


def _weighting(rules: Rules) -> Iterator[Cell]:
    """With how much of its quantity a trade weighs."""
    if not rules.weighs:
        yield Word("method.data.parties")
        return
    factors = {source: factor for source, factor in sorted(rules.source_factor.items()) if source}
    if factors:
        said = ", ".join(f"{source} {factor:g}" for source, factor in factors.items())
        yield Word("method.data.source_factors", {"factors": Text(said)})
    if "" in rules.source_factor:
        yield Word("method.data.other_factor", {"factor": number(rules.source_factor[""])})
    if not rules.source_factor:
        yield Word("method.data.no_factor")
    yield Word("method.data.cap", {"cap": percent(rules.party_cap)}) if rules.party_cap else Word("method.data.no_cap")
    yield Word("method.data.share")


def _source_table(record: MethodRecord) -> Table:
    columns = (
        Column(Word("method.column.source"), figures=False, share=40),
        Column(Word("method.column.rank"), figures=False, share=20),
        Column(Word("method.column.live"), share=15),
        Column(Word("method.column.first"), figures=False, share=16),
        Column(Word("method.column.last"), figures=False, share=16),
    )
    platforms = record.rules.platforms
    rows = [
        (
            or_none(one.name),
            Word("method.rank.platform") if one.name in platforms else Word("method.rank.collected"),
            counted(one.trades),
            Text(one.first),
            Text(one.last),
        )
        for one in record.sources
    ]
    return Table("sources", Word("method.heading.sources"), columns, tuple(rows))


def _normalisation(record: MethodRecord) -> Iterator[Block]:
    purities = by_product(record, dict(record.rules.reference_purity))
    lines: list[Cell | Formula] = [Word("method.normalise.unit", {"places": counted(PRICE_PLACES)})]
    if purities:
        lines += [Word("method.normalise.purity"), Formula(Word("method.formula.purity"))]
        lines += [Word("method.normalise.purity_needed")]
    else:
        lines += [Word("method.normalise.no_purity")]
    lines += [Word("method.normalise.place")]
    yield Prose("normalisation", Word("method.heading.normalisation"), tuple(lines))
    if purities:
        columns = (
            Column(Word("method.column.product"), figures=False, share=60),
            Column(Word("method.column.purity"), share=40),
        )
        yield Table("purities", Word("method.heading.purities"), columns, purities)


def _validity(record: MethodRecord) -> Iterator[Block]:
    rules = record.rules
    masses = by_product(record, {key: rules.least_mass.get(key, 0.0) for key in _with_least(record)})
    lines: list[Cell] = [Word("method.validity.reasons"), _least(rules.least_mass, bool(masses))]
    if rules.house:
        lines += [Word("method.validity.house", {"count": counted(len(rules.house))})]
    else:
        lines += [Word("method.validity.no_house")]
    yield Prose("validity", Word("method.heading.validity"), tuple(lines))
    if masses:
        columns = (
            Column(Word("method.column.product"), figures=False, share=60),
            Column(Word("method.column.least_mass"), share=40),
        )
        yield Table("least_masses", Word("method.heading.least_masses"), columns, masses)
    yield _fate_table(record)


def _with_least(record: MethodRecord) -> list[str]:
    return [member.key for member in record.members if member.key in record.rules.least_mass]


def _least(least_mass: Mapping[str, float], some: bool) -> Cell:
    if least_mass.get("", 0.0) > 0:
        return Word("method.validity.least_mass", {"mass": number(least_mass[""])})
    return Word("method.validity.least_mass_some") if some else Word("method.validity.no_least_mass")


def _fate_table(record: MethodRecord) -> Table:
    columns = (
        Column(Word("method.column.fate"), figures=False, share=38),
        Column(Word("method.column.when"), figures=False, share=50),
        Column(Word("method.column.counts"), figures=False, share=12),
        Column(Word("method.column.so_far"), share=14),
    )
    rows = [
        (
            Word(f"index.fate.{FATE_KEYS[fate]}"),
            Word(f"method.reason.{FATE_KEYS[fate]}"),
            Word("method.text.no") if fate >= REJECTED_FROM else Word("method.text.yes"),
            counted(record.fates.get(fate, 0)),
        )
        for fate in ORDER
    ]
    return Table("fates", Word("method.heading.fates"), columns, tuple(rows))


def _screen(screen: Screen) -> Iterator[Cell | Formula]:
    yield Word("method.screen.why")
    yield Word("method.screen.reference", {"window": counted(screen.window), "need": counted(screen.need)})
    constants: dict[str, Cell] = {name: number(getattr(screen, name)) for name in ("cut", "floor", "daily")}
    yield Formula(Word("method.formula.spread", constants | {"scale": number(MAD_SCALE)}))
    yield Formula(Word("method.formula.within", constants))
    shares: dict[str, Cell] = {name: percent(getattr(screen, name)) for name in ("floor", "daily")}
    yield Word("method.screen.terms", shares)
    release: dict[str, Cell] = {"release": counted(screen.release), "days": counted(screen.release_days)}
    yield Word("method.screen.release", release | constants)


def _judgement(fates: Mapping[Fate, int]) -> Iterator[Cell]:
    counts: dict[str, Cell] = {
        "included": counted(fates.get(Fate.INCLUDED, 0)),
        "excluded": counted(fates.get(Fate.EXCLUDED, 0)),
    }
    yield Word("method.judgement.only")
    yield Word("method.judgement.order")
    yield Word("method.judgement.so_far", counts)
