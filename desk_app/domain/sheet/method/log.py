"""What has changed, when and by whom; and where each item that a methodology must disclose is said."""

from collections.abc import Iterator
from datetime import datetime

from desk_app.domain.index.group import Group
from desk_app.domain.index.method_record import GroupChange, MethodRecord, MethodUse, RulesChange
from desk_app.domain.sheet.block import Block, Cell, Column, Prose, Table, Text, Word
from desk_app.domain.sheet.cells import counted, moment, or_none, percent

Entry = tuple[datetime, Cell, str]

DISCLOSED: tuple[tuple[str, str], ...] = (
    ("name_and_owner", "series"),
    ("not_official", "purpose"),
    ("products", "products"),
    ("unit_and_tax", "normalisation"),
    ("hierarchy", "data"),
    ("collection_points", "data"),
    ("submitters", "data"),
    ("exclusions", "validity"),
    ("outliers", "screen"),
    ("judgement", "judgement"),
    ("weights", "weights"),
    ("formula", "formula"),
    ("rationale", "formula"),
    ("window", "formula"),
    ("carry_forward", "missing"),
    ("base", "base"),
    ("minimum_data", "quality"),
    ("latest_value", "latest"),
    ("counts", "latest"),
    ("computed_time", "series"),
    ("publication", "publication"),
    ("corrections", "corrections"),
    ("changes_and_transition", "changes"),
    ("version_and_log", "log"),
    ("independence", "governance"),
    ("sign_off", "governance"),
    ("complaints", "governance"),
    ("records_and_audit", "governance"),
    ("review", "governance"),
    ("self_assessment", "limits"),
)
"""Item and section. What NDRC Decree 2024 no. 22 and the IOSCO principles of 2012 and 2013 ask to be disclosed."""

_FOR_A_PRICE = {"formula": "price", "weights": "price"}
"""Where the price of one product says what an index says elsewhere."""


def closing(record: MethodRecord) -> Iterator[Block]:
    """The change log, and the table of items."""
    entries = list(_entries(record))
    rule = Word("method.log.how") if entries else Word("method.log.none")
    yield Prose("log", Word("method.heading.log"), (rule,))
    if entries:
        yield _log_table(entries)
    yield Prose("disclosure", Word("method.heading.disclosure"), (Word("method.disclosure.how"),))
    yield _disclosure_table(record)


def _entries(record: MethodRecord) -> list[Entry]:
    """By time; of equal ones the method first."""
    found: list[Entry] = [(use.first, _method(use), "") for use in record.methods]
    found += [(change.at, _rules(change), change.name) for change in record.rules_log]
    found += [(change.at, _group(change), "") for change in record.group_log]
    return sorted(found, key=lambda entry: entry[0])


def _method(use: MethodUse) -> Cell:
    facts: dict[str, Cell] = {"method": Text(use.name), "vintages": counted(use.vintages), "last": moment(use.last)}
    return Word("method.log.method", facts)


def _rules(change: RulesChange) -> Cell:
    rules = change.rules
    counts = {
        "least": len(rules.least_mass),
        "purity": len(rules.reference_purity),
        "house": len(rules.house),
        "platforms": len(rules.platforms),
    }
    said: dict[str, Cell] = {name: counted(many) for name, many in counts.items()}
    if rules.weighs:
        weighed: dict[str, Cell] = {"factors": counted(len(rules.source_factor)), "cap": percent(rules.party_cap)}
        return Word("method.log.rules_weighed", said | weighed)
    return Word("method.log.rules", said)


def _group(change: GroupChange) -> Cell:
    if change.group is None:
        return Word("method.log.group_gone")
    return Word("method.log.group", {"products": Text(_listed(change.group)), "weights": Text(_weighed(change.group))})


def _listed(group: Group) -> str:
    return ", ".join(group.products or sorted(group.tags)) or "–"


def _weighed(group: Group) -> str:
    return ", ".join(f"{key} {weight:g}" for key, weight in group.weights.items()) or "–"


def _log_table(entries: list[Entry]) -> Table:
    columns = (
        Column(Word("method.column.at"), figures=False, share=24),
        Column(Word("method.column.what"), figures=False, share=60),
        Column(Word("method.column.by"), figures=False, share=16),
    )
    rows = tuple((moment(at), what, or_none(name)) for at, what, name in entries)
    return Table("entries", Word("method.heading.entries"), columns, rows)


def disclosed(record: MethodRecord) -> tuple[tuple[str, str], ...]:
    """Item and section, for an index or for a price."""
    if record.group is not None:
        return DISCLOSED
    return tuple((item, _FOR_A_PRICE.get(section, section)) for item, section in DISCLOSED)


def _disclosure_table(record: MethodRecord) -> Table:
    columns = (
        Column(Word("method.column.item"), figures=False, share=60),
        Column(Word("method.column.section"), figures=False, share=40),
    )
    rows = tuple((Word(f"method.item.{item}"), _section(section)) for item, section in disclosed(record))
    return Table("items", Word("method.heading.items"), columns, rows)


def _section(section: str) -> Cell:
    return Word("sheet.heading.series") if section == "series" else Word(f"method.heading.{section}")
