"""`note add|list|remove` through the real entry."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desk_app.main import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(desk_data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(*arguments: str, lang: str = "zh_CN") -> tuple[int, str, str]:
        code = main(["--data", str(desk_data), "--lang", lang, "note", *arguments])
        return code, *capsys.readouterr()

    return run_command


def test_a_note_is_written_changed_and_deleted(run: Run) -> None:
    kept = json.loads(run("add", "2026-01-09", "盘后公告", "--as", "李敏", "--json")[1])
    assert (kept["number"], kept["day"], kept["text"], kept["name"], kept["gone"]) == (
        1, "2026-01-09", "盘后公告", "李敏", False,
    )  # fmt: skip
    assert run("add", "2026-01-12", "改期", "--number", "1", "--as", "王")[1] == "已记下备注 1（2026-01-12）。\n"
    assert run("list")[1] == "2026-01-12  1 备注  改期  [王]\n"
    assert run("remove", "1", "--as", "王", lang="en")[1] == "Note 1 is deleted; what it said stays on file.\n"
    assert run("list")[1] == "没有备注和事件。\n"
    versions = json.loads(run("list", "--number", "1", "--json")[1])
    assert [(one["text"], one["name"], one["gone"]) for one in versions] == [
        ("盘后公告", "李敏", False),
        ("改期", "王", False),
        ("改期", "王", True),
    ]
    lines = run("list", "--number", "1")[1].splitlines()
    assert lines[0].endswith("李敏：盘后公告")
    assert lines[2].endswith("王：（已删除）")


def test_all_events_of_some_days(run: Run) -> None:
    run("add", "2026-01-09", "盘后公告", "--as", "李敏")
    found = json.loads(run("list", "--all", "--from", "2026-01-01", "--to", "2026-01-31", "--json")[1])
    assert [event["kind"] for event in found] == ["note", "ore_price", "policy"]
    assert all(event["source"] for event in found)
    out = run("list", "--all", "--from", "2025-10-01", "--to", "2025-10-31", lang="en")[1]
    assert "2025-10-10  ore price  2025Q4 concentrate announced at 26,205.00 yuan/dry t" in out
    assert "2025-10-09  policy  Export control" in out
    assert "盘后公告" not in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "2026-01-09", " ", "--as", "李敏"), "备注没有内容"),
        (("add", "2026-01-09", "x"), "请写明记录人"),
        (("add", "1926-01-09", "x", "--as", "李敏"), "不在 1990-01-01"),
        (("add", "2026-01-09", "x", "--number", "7", "--as", "李敏"), "没有编号 7"),
        (("remove", "7", "--as", "李敏"), "没有编号 7"),
        (("list", "--number", "7"), "没有编号 7"),
    ],
)
def test_what_is_refused_is_one_line(run: Run, arguments: tuple[str, ...], told: str) -> None:
    code, out, error = run(*arguments)
    assert (code, out) == (1, "")
    assert len(error.splitlines()) == 1
    assert told in error


def test_wrong_usage(run: Run) -> None:
    assert run("add", "yesterday", "x", "--as", "y")[0] == 2
    assert run("remove", "first")[0] == 2
