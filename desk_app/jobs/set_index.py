"""What the desk sets for its indices: which trades count, its own groups, its word on single trades."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desk_app.domain.base.problem import refuse
from desk_app.domain.index.fate import Fate
from desk_app.domain.index.group import checked
from desk_app.jobs.in_writing import needs_name, now_text
from desk_app.jobs.index_request import asked, group_from, rules_from
from desk_app.jobs.open_desk import Desk
from desk_app.store import dirty, index_settings
from desk_app.store.database import writing

_RULES = ("least_mass", "reference_purity", "house", "platforms", "source_factor", "party_cap")


def set_rules(desk: Desk, path: Path, name: str) -> None:
    """Take the rules of a TOML file instead of those in force, in the name of a person.

    `least_mass` and `reference_purity` are tables of product and number, `house` and `platforms` lists of names,
    `source_factor` is a table of source and number, `party_cap` a part of 1.
    """
    take_rules(desk, _toml(path), name)


def take_rules(desk: Desk, entry: Mapping[str, Any], name: str) -> None:
    """The same as data; what is not among them is not set. `Refused` names the rule that won't do."""
    needs_name(name)
    if unknown := sorted(set(entry) - set(_RULES)):
        raise refuse("rule_unknown", "rules", rule=unknown[0], near=", ".join(_RULES))
    products = asked(desk).products
    for key in ("least_mass", "reference_purity"):
        _numbers(key, entry.get(key, {}), {*products, ""} if key == "least_mass" else set(products))
    for key in ("house", "platforms"):
        if not isinstance(entry.get(key, []), list) or not all(isinstance(one, str) for one in entry.get(key, [])):
            raise refuse("rule_list", "rules", rule=key)
    _parts(entry)
    rules_from(entry)
    with writing(desk.database, desk.folder) as connection:
        index_settings.save_rules(connection, entry, name, now_text())
        dirty.mark(connection, [dirty.EVERYTHING])


def _numbers(rule: str, table: object, products: set[str]) -> None:
    if not isinstance(table, Mapping):
        raise refuse("rule_table", "rules", rule=rule)
    for product, number in table.items():
        if product not in products:
            raise refuse("rule_product", "rules", rule=rule, product=product)
        most = 100 if rule == "reference_purity" else 1e9
        if isinstance(number, bool) or not isinstance(number, int | float) or not 0 < number <= most:
            raise refuse("rule_number", "rules", rule=rule, product=product or "*")


def _parts(entry: Mapping[str, Any]) -> None:
    """What is a part of 1: each source's factor, and the cap."""
    factors = entry.get("source_factor", {})
    if not isinstance(factors, Mapping):
        raise refuse("rule_table", "rules", rule="source_factor")
    for source, factor in factors.items():
        if not _is_part(factor):
            raise refuse("rule_part", "rules", rule="source_factor", name=source or "*")
    if "party_cap" in entry and not _is_part(entry["party_cap"]):
        raise refuse("rule_part", "rules", rule="party_cap", name="*")


def _is_part(number: object) -> bool:
    return isinstance(number, int | float) and not isinstance(number, bool) and 0 < number <= 1


def save_group(desk: Desk, path: Path) -> str:
    """Add a group of the user's own out of a TOML file, or a new form of one; its code."""
    return take_group(desk, _toml(path), path.name)


def take_group(desk: Desk, entry: Mapping[str, Any], name: str) -> str:
    """The same as data; `name` says where it comes from."""
    wanted = asked(desk)
    try:
        group = group_from(entry)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise refuse("group_entry", "group", file=name, detail=str(error)) from error
    checked(group, wanted.products)
    with writing(desk.database, desk.folder) as connection:
        index_settings.save_group(connection, entry, now_text())
        dirty.mark(connection, ())
    return group.code


def drop_group(desk: Desk, code: str) -> None:
    """The user's group is computed no more; what was said of it stays readable."""
    own = {entry["code"] for entry in index_settings.group_entries(desk.database.conn)}
    if code not in own:
        raise refuse("group_unknown", "group", code=code, near=", ".join(sorted(own)))
    with writing(desk.database, desk.folder) as connection:
        index_settings.save_group(connection, {"code": code, "gone": True}, now_text())
        dirty.mark(connection, ())


def judge_trade(desk: Desk, trade: int, fate: Fate | None, reason: str, name: str) -> None:
    """Put a trade in, take it out, or (None) leave it to the screen again; by name and with a reason."""
    needs_name(name)
    if fate is not None and not reason.strip():
        raise refuse("reason_needed", "reason")
    with writing(desk.database, desk.folder) as connection:
        if fate is None:
            day = index_settings.leave_to_screen(connection, trade, now_text())
        else:
            day = index_settings.save_verdict(connection, trade, int(fate), reason, name, now_text())
        if day is None:
            raise refuse("trade_not_live", "trade", trade=str(trade))
        dirty.mark(connection, [day])


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise refuse("file_unreadable", "file", file=path.name, detail=str(error.strerror or error)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise refuse("toml_unreadable", "file", file=path.name, detail=str(error)) from error
