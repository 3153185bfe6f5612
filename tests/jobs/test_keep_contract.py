"""Contracts kept: two people, versions in force by day, templates with open fields, files that can't be read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.contract import Contract, problems_of_contract
from desk_app.jobs.keep_contract import (
    confirm_contract,
    contract_on,
    find_version,
    list_contracts,
    propose_contract,
    read_contract,
    template,
    template_names,
)
from desk_app.jobs.open_desk import Desk
from tests.domain.ore.test_contract import SAID
from tests.jobs.trade_files import sound_desk

TERMS = Contract(SAID)
JANUARY, APRIL = date(2026, 1, 1), date(2026, 4, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with sound_desk(tmp_path / "data") as opened:
        yield opened


def refusal(work: object) -> str:
    with pytest.raises(Refused) as refused:
        work()  # type: ignore[operator]  # a lambda
    return refused.value.problem.key


def propose(desk: Desk, start: date = JANUARY, contract: Contract = TERMS, why: str = "新季度") -> int:
    return propose_contract(desk, "包钢", contract, start, "李敏", why).number


def test_it_counts_once_a_second_person_has_confirmed_it(desk: Desk) -> None:
    assert propose(desk, why="") == 1
    assert refusal(lambda: contract_on(desk, "包钢", JANUARY)) == "ore_contract_not_in_force"
    for same in ("李敏", " 李 敏 ", "李　敏"):
        assert refusal(lambda same=same: confirm_contract(desk, "包钢", 1, same)) == "ore_contract_same_person"
    confirmed = confirm_contract(desk, "包钢", 1, "王主任")
    assert (confirmed.made_by, confirmed.confirmed_by) == ("李敏", "王主任")
    assert contract_on(desk, "包钢", date(2026, 2, 1)) == confirmed
    assert refusal(lambda: contract_on(desk, "包钢", date(2025, 12, 31))) == "ore_contract_not_in_force"
    assert refusal(lambda: confirm_contract(desk, "包钢", 1, "张博")) == "ore_contract_confirmed"


def test_a_change_is_another_version_and_the_old_one_stays(desk: Desk) -> None:
    propose(desk)
    confirm_contract(desk, "包钢", 1, "王主任")
    other = replace(TERMS, said={**SAID, "vat": "13"})
    assert refusal(lambda: propose(desk, APRIL, other, why=" ")) == "reason_needed"
    assert propose(desk, APRIL, other) == 2
    assert contract_on(desk, "包钢", APRIL).number == 1
    confirm_contract(desk, "包钢", 2, "王主任")
    assert (contract_on(desk, "包钢", APRIL).number, contract_on(desk, "包钢", JANUARY).number) == (2, 1)
    assert propose(desk, APRIL) == 3
    confirm_contract(desk, "包钢", 3, "王主任")
    assert contract_on(desk, "包钢", APRIL).contract == TERMS
    assert [version.number for version in list_contracts(desk)] == [1, 2, 3]
    assert find_version(desk, "包钢").number == 3
    assert find_version(desk, "包钢", 2).contract == other


def test_with_an_open_term_it_is_not_confirmed(desk: Desk) -> None:
    for name in template_names():
        contract = template(name)
        assert contract.open_fields
        assert list(problems_of_contract(contract)) == []
        propose_contract(desk, name, contract, JANUARY, "李敏", "")
        assert refusal(lambda name=name: confirm_contract(desk, name, 1, "王主任")) == "ore_contract_open"


def test_names_and_numbers_that_are_none(desk: Desk) -> None:
    propose(desk)
    assert refusal(lambda: find_version(desk, "没有")) == "ore_contract_unknown"
    assert refusal(lambda: contract_on(desk, "没有", JANUARY)) == "ore_contract_unknown"
    assert refusal(lambda: confirm_contract(desk, "包钢", 2, "王主任")) == "ore_contract_no_version"
    assert refusal(lambda: confirm_contract(desk, "包钢", 1, " ")) == "name_needed"
    assert refusal(lambda: propose_contract(desk, " ", TERMS, JANUARY, "李敏", "")) == "ore_contract_name"
    assert refusal(lambda: template("没有")) == "ore_template_unknown"
    wrong = replace(TERMS, said={**SAID, "vat": "130"})
    assert refusal(lambda: propose(desk, contract=wrong)) == "ore_vat_limits"
    assert len(list_contracts(desk)) == 1


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"basis = 50", "ore_contract_text"),
        (b"basis = '50", "ore_contract_file"),
        (b"\xff\xfe\x00", "ore_contract_file"),
        (b"basis = '50'", "ore_contract_missing"),
        (b"#" * (1 << 21), "ore_contract_file"),
    ],
)
def test_a_file_that_is_no_contract(tmp_path: Path, content: bytes, key: str) -> None:
    file = tmp_path / "contract.toml"
    file.write_bytes(content)
    assert refusal(lambda: read_contract(file)) == key


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "contract.toml"
    file.write_text("".join(f'{key} = "{text}"\n' for key, text in SAID.items()), encoding="utf-8-sig")
    assert read_contract(file) == TERMS
