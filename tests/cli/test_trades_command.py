"""The command line's contract for trades, through the real entry."""

import json
from pathlib import Path

import pytest

from desk_app.cli import COMMANDS
from desk_app.main import main

HEAD = "成交单号,成交日期,品名,数量(吨),含税单价(元/吨)"
GOOD = "T1,2026-01-16,氧化镨钕,10,640900"
BAD = "T2,2026-02-30,氧化钚,1,5000"


class Terminal:
    """Runs commands on one data folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def run(self, *arguments: str, lang: str = "zh_CN") -> tuple[int, str, str]:
        code = main(["--data", str(self.folder / "data"), "--lang", lang, *arguments])
        out, err = self._capsys.readouterr()
        return code, out, err

    def file(self, *lines: str) -> str:
        path = self.folder / "trades.csv"
        path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
        return str(path)


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(tmp_path, capsys)


def test_import_and_trades(terminal: Terminal) -> None:
    code, out, _ = terminal.run("import", terminal.file(GOOD, BAD), "--json")
    (result,) = json.loads(out)
    assert code == 0
    assert (result["rows"], result["new"], result["held"], result["batch"]) == (2, 1, 1, 1)
    assert {(p["row"], p["field"], p["level"]) for p in result["problems"]} == {
        (3, "trade_date", "error"),
        (3, "product", "error"),
    }
    _, out, _ = terminal.run("trades", "--format", "json")
    (trade,) = json.loads(out)
    assert trade["price_yuan_per_t_ex_vat"] == "567168.1416"
    assert trade["price_yuan_per_t_inc_vat"] == "640900.0000"
    assert trade["quantity_t"] == "10"
    assert (trade["source_row"], trade["ref"], trade["tax"]) == (2, "T1", "incl")
    _, out, _ = terminal.run("trades", "--product", "金属钕")
    assert len(out.splitlines()) == 1


def test_refused_is_one_clear_line_and_exit_1(terminal: Terminal) -> None:
    code, out, err = terminal.run("import", str(terminal.folder / "none.csv"))
    assert code == 1
    assert "找不到文件" in out
    assert "Traceback" not in out + err


def test_batches_held_undo(terminal: Terminal) -> None:
    terminal.run("import", terminal.file(GOOD, BAD))
    _, out, _ = terminal.run("held", "--json")
    assert json.loads(out)[0]["row"] == 3
    _, out, _ = terminal.run("batches", "--json")
    assert [batch["id"] for batch in json.loads(out)] == [1]
    code, out, _ = terminal.run("undo", "1", "--json")
    assert (code, json.loads(out)) == (0, {"reversed": 1, "kept": 0, "refused": 0})
    code, _, err = terminal.run("undo", "1")
    assert code == 1
    assert "撤销过" in err
    code, _, err = terminal.run("undo", "7", lang="en")
    assert (code, err) == (1, "reo-desk: There is no import batch 7.\n")


def test_held_rows_to_a_file_that_excel_opens(terminal: Terminal) -> None:
    held = terminal.folder / "held.csv"
    terminal.run("import", terminal.file(GOOD, BAD), "--held", str(held))
    lines = held.read_bytes().decode("utf-8-sig").splitlines()
    assert held.read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(lines) == 2
    assert "氧化钚" in lines[1]


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_people_read_it_too(terminal: Terminal, lang: str) -> None:
    for arguments in (("import", terminal.file(GOOD, BAD)), ("batches",), ("held",), ("products",), ("undo", "1")):
        code, out, err = terminal.run(*arguments, lang=lang)
        assert code == 0
        assert out.strip()
        assert "{" not in out + err
        assert "trade." not in out


def test_products_can_be_added(terminal: Terminal) -> None:
    file = terminal.folder / "own.toml"
    file.write_text('[[product]]\nkey = "own_mix"\nzh = "自配料"\nen = "Own mix"\n', encoding="utf-8")
    code, out, _ = terminal.run("products", "--add", str(file), "--json")
    assert code == 0
    assert json.loads(out)[-1]["key"] == "own_mix"
    file.write_text('[[product]]\nkey = "bad"\n', encoding="utf-8")
    code, _, err = terminal.run("products", "--add", str(file))
    assert code == 1
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [("import",), ("undo", "x"), ("nonsense",), ("trades", "--nope"), ("import", "f", "--tax", "maybe")]
)
def test_wrong_usage_is_exit_2_and_one_line(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    code, out, err = terminal.run(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("command", ["", *(command.name for command in COMMANDS)])
def test_help_in_both_languages(terminal: Terminal, lang: str, command: str) -> None:
    code, out, _ = terminal.run(*filter(None, [command]), "--help", lang=lang)
    assert code == 0
    assert "cli." not in out
    assert ("用法" in out) == (lang == "zh_CN")


def test_a_newer_database_is_refused_kindly(terminal: Terminal) -> None:
    from desk_app.store.database import open_connections

    connections = open_connections(terminal.folder / "data")
    connections.here().conn.execute("PRAGMA user_version = 999")
    connections.close()
    code, _, err = terminal.run("trades", lang="en")
    assert code == 1
    assert "newer program" in err
    assert err.count("\n") == 1
