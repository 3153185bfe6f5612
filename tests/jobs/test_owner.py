"""Whoever brings a file in is to settle what waits of it, until it is handed to another."""

import getpass
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.list_batches import list_batches, list_held
from desk_app.jobs.mend_held import hand_over, set_aside
from desk_app.jobs.open_desk import Desk, open_desk

FILE = "成交单号,成交日期,品名,数量(吨),含税单价(元/吨)\nT1,2026-02-30,氧化镧,1,4500\nT2,2026-01-09,氧化镧,1,4500\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "data") as opened:
        yield opened


def take(desk: Desk, owner: str = "") -> None:
    file = desk.folder.parent / "trades.csv"
    file.write_text(FILE, encoding="utf-8")
    import_files(desk, [file], ImportOptions(owner=owner))


def test_it_is_who_was_named(desk: Desk) -> None:
    take(desk, "王敏")
    assert [batch.owner for batch in list_batches(desk)] == ["王敏"]
    assert [held.owner for held in list_held(desk)] == ["王敏"]


def test_it_is_else_who_is_logged_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "wang")
    take(desk)
    assert [held.owner for held in list_held(desk)] == ["wang"]


def test_a_machine_that_knows_nobody_is_no_obstacle(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no user")

    monkeypatch.setattr(getpass, "getuser", nobody)
    take(desk)
    assert [held.owner for held in list_held(desk)] == [""]


def test_a_row_is_handed_to_another_while_it_waits(desk: Desk) -> None:
    take(desk, "王敏")
    hand_over(desk, 1, " 李强 ")
    assert [held.owner for held in list_held(desk)] == ["李强"]
    assert [batch.owner for batch in list_batches(desk)] == ["王敏"]
    with pytest.raises(Refused, match="held_no_owner"):
        hand_over(desk, 1, " ")
    set_aside(desk, 1, "重复")
    with pytest.raises(Refused, match="held_unknown"):
        hand_over(desk, 1, "王敏")
