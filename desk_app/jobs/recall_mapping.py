"""What is remembered of a source's files: found again by the headings, told of where they have moved, kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from desk_app.domain.base.problem import Level, Problem, refuse
from desk_app.domain.trade.heading_lines import Row
from desk_app.domain.trade.mapping import SEARCH_DEPTH
from desk_app.domain.trade.no_headings import fits, letters
from desk_app.domain.trade.profile import Drift, Profile, drift, fingerprint, is_near
from desk_app.files.reader import Table
from desk_app.jobs.import_options import NO_HEADINGS, ImportOptions
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.read_trade_file import OpenFile, TradeFile, choose_table, find_columns
from desk_app.store.database import Connection
from desk_app.store.mappings import all_mappings, save_mapping


@dataclass(frozen=True, slots=True)
class Known:
    """How a file is to be read: the user's word, and where he said nothing, what is remembered.

    `profile` is the one whose headings these are, or, with `drifts`, the one they come nearest to.
    """

    options: ImportOptions
    profile: Profile | None = None
    drifts: tuple[Drift, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether these very headings are known."""
        return self.profile is not None and not self.drifts


def recall_mapping(desk: Desk, file: OpenFile, options: ImportOptions) -> Known:
    """What is remembered of such a file; `Refused` when there is no such sheet, or several sources write such files.

    Where headings have moved nothing is taken over: what has changed is told, and what is open asked again.
    """
    profiles = [one.profile for one in all_mappings(desk.database.conn) if options.source in ("", one.profile.source)]
    if not profiles or options.sample:
        return Known(options)
    table = choose_table(file, _sheet(file, options, profiles))
    found = _same(table, profiles, file) if options.header != NO_HEADINGS else None
    if found:
        return _with_answers(table, options, *found)
    if options.header == NO_HEADINGS or find_columns(table, options) is None:
        same = _without_headings(table, profiles, file)
        return _with_answers(table, options, same, NO_HEADINGS) if same else Known(options)
    return _drifted(table, options, profiles)


def _sheet(file: OpenFile, options: ImportOptions, profiles: Sequence[Profile]) -> str | None:
    names = {table.name for table in file.tables}
    return options.sheet or next((one.sheet for one in profiles if one.sheet in names), None)


def _same(table: Table, profiles: Sequence[Profile], file: OpenFile) -> tuple[Profile, int] | None:
    """The profile whose headings stand in the table, with the line of the last of them, from 1.

    `Refused` where several named sources write the same headings: which it is, only the user knows.
    """
    for at, texts in _lines(table.head[:SEARCH_DEPTH]):
        mark = fingerprint(texts)
        found = _one_of([profile for profile in profiles if profile.fingerprint == mark], file)
        if found:
            return found, at + 1
    return None


def _one_of(found: Sequence[Profile], file: OpenFile) -> Profile | None:
    named = sorted({profile.source for profile in found} - {""})
    if len(named) > 1:
        raise refuse("source_open", "source", file=file.path.name, sources=", ".join(named))
    return found[0] if found else None


def _without_headings(table: Table, profiles: Sequence[Profile], file: OpenFile) -> Profile | None:
    """The profile of tables without a heading line that are as wide, if what it says of the columns fits these rows."""
    mark = fingerprint(letters(table.head))
    today = datetime.now().astimezone().date()
    alike = (profile for profile in profiles if profile.fingerprint == mark)
    return _one_of([profile for profile in alike if fits(table.head, dict(profile.told), today)], file)


def _lines(rows: Sequence[Row]) -> Iterator[tuple[int, list[str]]]:
    """Every line, and every two together, as headings are remembered."""
    for at, row in enumerate(rows):
        yield at, [cell.strip() for cell in row]
        if at:
            above = rows[at - 1]
            width = max(len(above), len(row))
            pairs = [((*above, *[""] * width)[n], (*row, *[""] * width)[n]) for n in range(width)]
            yield at, [" ".join(filter(None, map(str.strip, pair))) for pair in pairs]


def _with_answers(table: Table, options: ImportOptions, profile: Profile, header: int) -> Known:
    answered = replace(
        options,
        source=options.source or profile.source,
        unit=options.unit or profile.unit,
        tax=options.tax or profile.tax,
        sheet=options.sheet or (table.name if profile.sheet == table.name else None),
        day_form=options.day_form or profile.day_form,
        basis=options.basis or profile.basis,
        header=header if options.header is None else options.header,
        columns={**dict(profile.told), **options.columns},
        overrule=options.overrule | profile.overrule,
    )
    told = Problem("read_as_before", level=Level.WARNING, facts={"answers": _answers(options, answered)})
    problems = (told,) if told.facts["answers"] else ()
    if header == NO_HEADINGS:
        problems = (Problem("read_by_position", level=Level.WARNING), *problems)
    return Known(answered, profile, (), problems)


def _answers(options: ImportOptions, answered: ImportOptions) -> str:
    names = ("unit", "tax", "day_form", "basis")
    given = ((getattr(options, name), getattr(answered, name)) for name in names)
    return ", ".join(str(after) for before, after in given if after and before != after)


def _drifted(table: Table, options: ImportOptions, profiles: Sequence[Profile]) -> Known:
    mapping = find_columns(table, options)
    near = next((one for one in profiles if mapping and is_near(one, mapping.texts)), None)
    if mapping is None or near is None:
        return Known(options)
    drifts = drift(near, mapping.texts)
    return Known(options, near, drifts, tuple(_told(each) for each in drifts))


def _told(change: Drift) -> Problem:
    facts = {"was": change.was, "now": change.now}
    return Problem(f"column_{change.kind}", change.field or "file", level=Level.WARNING, facts=facts)


def remember_mapping(connection: Connection, read: TradeFile, options: ImportOptions) -> None:
    """Keep how this file was read, for the next one with these headings."""
    columns = tuple((read.headings[at], field) for field, at in sorted(read.mapping.columns.items(), key=_place))
    profile = Profile(
        source=options.source,
        headings=read.headings,
        columns=columns,
        unit=options.unit,
        tax=options.tax,
        sheet=options.sheet,
        day_form=options.day_form,
        basis=options.basis,
        told=tuple(sorted(options.columns.items())),
        overrule=options.overrule,
    )
    save_mapping(connection, profile, datetime.now(UTC).isoformat(timespec="seconds"))


def _place(pair: tuple[object, int]) -> int:
    return pair[1]
