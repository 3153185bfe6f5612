"""Gather what the methodology of a series is written from."""

import difflib
from collections.abc import Iterable
from datetime import datetime

from desk_app.domain.base.period import CHINA, Every
from desk_app.domain.base.problem import refuse
from desk_app.domain.index.fate import Fate
from desk_app.domain.index.group import Group
from desk_app.domain.index.method_record import (
    GroupChange,
    Made,
    Member,
    MethodRecord,
    MethodUse,
    Restated,
    RulesChange,
    SourceCount,
    Span,
)
from desk_app.domain.index.series import index_series, price_series
from desk_app.domain.index.status import Status
from desk_app.jobs.index_request import Asked, asked, group_from, rules_from
from desk_app.jobs.list_series import is_sample
from desk_app.jobs.load_products import load_products
from desk_app.jobs.open_desk import Desk
from desk_app.settings import Settings
from desk_app.store import index_settings, indexes, method_facts, published
from desk_app.store.database import Connection

_NEAR = 5


def method_record(desk: Desk, name: str) -> MethodRecord:
    """Of the index or product of this code, or product of this name; `Refused` names the near ones."""
    connection, wanted = desk.database.conn, asked(desk)
    group, code = _found(desk, wanted, name)
    members, untraded = _members(connection, wanted, group, code)
    keys = [member.key for member in members]
    settings = Settings(desk.folder)
    series = index_series(code) if group else price_series(code)
    counts = method_facts.fate_counts(connection, keys)
    newest = method_facts.newest_vintage(connection, code)
    return MethodRecord(
        code=code,
        group=group,
        method=wanted.method,
        rules=wanted.rules,
        owner=settings["owner"],
        contact=settings["contact"],
        sample=is_sample(desk, series),
        members=members,
        untraded=untraded,
        sources=tuple(SourceCount(*row) for row in method_facts.source_counts(connection, keys)),
        fates={Fate(fate): count for fate, count in counts.items()},
        spans=tuple(span for every in Every for span in _span(connection, code, every)),
        published=_published(connection, code),
        restated=tuple(one for every in Every for one in _restated(connection, code, every)),
        made=Made(newest[0], china(newest[1]), newest[2]) if newest else None,
        methods=tuple(_use(*row) for row in method_facts.method_uses(connection, code)),
        rules_log=tuple(
            RulesChange(china(at), who, rules_from(entry)) for at, who, entry in index_settings.rules_log(connection)
        ),
        group_log=tuple(_group_change(at, entry) for at, entry in index_settings.group_log(connection, code)),
    )


def china(at: str) -> datetime:
    """A UTC time of the store as China's."""
    return datetime.fromisoformat(at).astimezone(CHINA)


def _found(desk: Desk, wanted: Asked, name: str) -> tuple[Group | None, str]:
    """The group (None: a product's price) and the code of the series."""
    groups = {group.code: group for group in wanted.groups}
    if name in groups:
        return groups[name], name
    product = load_products(desk).find(name)
    if product:
        return None, product.key
    given_up = [entry for _, entry in index_settings.group_log(desk.database.conn, name) if not entry.get("gone")]
    if given_up:
        return group_from(given_up[-1]), name
    if name in indexes.latest_codes(desk.database.conn):
        return None, name
    known = [*groups, *wanted.products]
    near = difflib.get_close_matches(name, known, _NEAR, 0.4) or known[:_NEAR]
    raise refuse("series_unknown", "series", code=name, near=", ".join(near))


def _members(connection: Connection, wanted: Asked, group: Group | None, code: str) -> tuple[tuple[Member, ...], int]:
    """The members with a trade that counts, and how many have none; all of them where they are listed by name."""
    traded = method_facts.traded(connection)
    order = dict.fromkeys([*wanted.products, *traded])
    keys = group.members(wanted.products, order) if group else (code,)
    listed = group is None or bool(group.products)
    shown = [key for key in keys if listed or key in traded]
    none = method_facts.Traded("", 0, 0.0, "", "")
    members = tuple(
        Member(key, wanted.products.get(key), one.trades, one.tonnes, one.first, one.last)
        for key, one in ((key, traded.get(key, none)) for key in shown)
    )
    return members, len(keys) - len(shown)


def _span(connection: Connection, code: str, every: Every) -> Iterable[Span]:
    """One, or none where the series has no value at this frequency."""
    rows = [row for row in indexes.latest_values(connection, code, every.value) if row.status != Status.WITHDRAWN.value]
    values = [row for row in rows if row.value is not None]
    if values:
        first, last = values[0], values[-1]
        yield Span(every, first.period, first.value or 0.0, last, len(values), len(rows) - len(values))


def _published(connection: Connection, code: str) -> dict[Every, int]:
    counts = dict.fromkeys(Every, 0)
    for row in published.newest(connection):
        if row.code == code:
            counts[Every(row.every)] += 1
    return {every: count for every, count in counts.items() if count}


def _restated(connection: Connection, code: str, every: Every) -> Iterable[Restated]:
    for row in published.versions(connection, code, every.value):
        if row.version > 1:
            yield Restated(every, row.period, row.version, row.value, china(row.published_at), row.name, row.notice)


def _use(name: str, first: str, last: str, vintages: int) -> MethodUse:
    return MethodUse(name, china(first), china(last), vintages)


def _group_change(at: str, entry: dict[str, object]) -> GroupChange:
    return GroupChange(china(at), None if entry.get("gone") else group_from(entry))
