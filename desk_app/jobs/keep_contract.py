"""Ore contracts: other terms are proposed by one person and confirmed by another; nothing is lost."""

import tomllib
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desk_app.assets import resource_names, resource_text
from desk_app.domain.base.problem import Refused, refuse
from desk_app.domain.ore.contract import Contract, problems_of_contract, terms_of
from desk_app.domain.ore.contract_entry import contract_from
from desk_app.jobs.in_writing import needs_name, needs_reason, now_text
from desk_app.jobs.open_desk import Desk
from desk_app.store.contracts import ContractVersion, add_version, all_versions, confirm_version, versions_of
from desk_app.store.database import writing

_LONGEST_NAME = 60
_LARGEST = 1 << 20


def template_names() -> tuple[str, ...]:
    """The contracts that come with the program, to start from."""
    return tuple(name.removesuffix(".toml") for name in resource_names("contracts"))


def template(name: str) -> Contract:
    """One of them; `Refused` where there is none of that name."""
    if name not in template_names():
        raise refuse("ore_template_unknown", "template", name=name, known=", ".join(template_names()))
    return contract_from(tomllib.loads(resource_text("contracts", f"{name}.toml")))


def contract_day(text: str) -> date:
    """A day as someone wrote it; `Refused` for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise refuse("ore_contract_day", "from", text=text.strip()[:40]) from None


def read_contract(path: Path) -> Contract:
    """A contract that somebody wrote as TOML; `Refused` where it can't be read, or says what can't be."""
    if path.stat().st_size > _LARGEST:
        raise refuse("ore_contract_file", "file", file=path.name, detail=f"> {_LARGEST >> 20} MB")
    try:
        contract = contract_from(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise refuse("ore_contract_file", "file", file=path.name, detail=str(error)) from error
    for problem in problems_of_contract(contract):
        raise Refused(problem)
    return contract


def propose_contract(desk: Desk, name: str, contract: Contract, valid_from: date, by: str, why: str) -> ContractVersion:
    """Keep other terms of a contract, or a new one's first: they count once a second person has confirmed them."""
    name = _checked_name(name)
    needs_name(by)
    for problem in problems_of_contract(contract):
        raise Refused(problem)
    with writing(desk.database, desk.folder) as connection:
        before = versions_of(connection, name)
        if before:
            needs_reason(why)
        number = len(before) + 1
        version = ContractVersion(name, number, valid_from, contract, why.strip(), by.strip(), now_text())
        add_version(connection, version)
    return version


def confirm_contract(desk: Desk, name: str, number: int, by: str) -> ContractVersion:
    """The second person's word. `Refused` for the same person, for a version that stands already, and while a term is
    open that the price needs.
    """
    needs_name(by)
    with writing(desk.database, desk.folder) as connection:
        version = _find(versions_of(connection, name.strip()), name, number)
        if version.confirmed_by is not None:
            raise refuse("ore_contract_confirmed", "version", name=name, number=str(number), by=version.confirmed_by)
        if _folded(by) == _folded(version.made_by):
            raise refuse("ore_contract_same_person", "name", name=by.strip())
        terms_of(version.contract)
        confirm_version(connection, version.name, number, by.strip(), now_text())
        return _find(versions_of(connection, version.name), name, number)


def list_contracts(desk: Desk) -> list[ContractVersion]:
    """Every version of every contract, by name, oldest first."""
    return all_versions(desk.database.conn)


def find_version(desk: Desk, name: str, number: int | None = None) -> ContractVersion:
    """A version of a contract, the newest unless told; `Refused` where there is none."""
    versions = versions_of(desk.database.conn, name.strip())
    return _find(versions, name, len(versions) if number is None else number)


def contract_on(desk: Desk, name: str, day: date) -> ContractVersion:
    """What is in force on a day; `Refused` where there is no such contract, or none of its versions counts then."""
    versions = versions_of(desk.database.conn, name.strip())
    if not versions:
        raise _unknown(name)
    counting = in_force(versions, day)
    if counting is None:
        raise refuse("ore_contract_not_in_force", "contract", name=name, day=day.isoformat())
    return counting


def in_force(versions: Sequence[ContractVersion], day: date) -> ContractVersion | None:
    """Of the versions of one contract the confirmed one of the latest start up to a day; of two, the newer."""
    counting = [version for version in versions if version.confirmed_by is not None and version.valid_from <= day]
    return max(counting, key=lambda version: (version.valid_from, version.number), default=None)


def _find(versions: Sequence[ContractVersion], name: str, number: int) -> ContractVersion:
    if not versions:
        raise _unknown(name)
    if not 1 <= number <= len(versions):
        raise refuse("ore_contract_no_version", "version", name=name, number=str(number), count=str(len(versions)))
    return versions[number - 1]


def _unknown(name: str) -> Refused:
    return refuse("ore_contract_unknown", "contract", name=name.strip())


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise refuse("ore_contract_name", "contract", most=str(_LONGEST_NAME))
    return name


def _folded(name: str) -> str:
    """Full width, capitals and spaces make no other person."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
