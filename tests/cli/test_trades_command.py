"""The command line's contract for trades, through the real entry."""

import json
import logging
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


def test_dollars_with_dated_rates(terminal: Terminal) -> None:
    file = terminal.folder / "usd.csv"
    lines = [
        "成交日期,品名,数量(吨),单价(美元/公斤 不含税)",
        "2026-01-09,氧化钕,2,85.125",
        "2026-01-04,氧化钕,2,85.125",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    code, out, _ = terminal.run("import", str(file), "--json")
    (result,) = json.loads(out)
    assert (code, result["refused"]["field"], result["refused"]["key"]) == (1, "unit", "rate_missing")
    assert "--rate usd=" in result["refused"]["text"]
    rates = ("--rate", "usd=7.1023@2026-01-05", "--rate", "usd=7.0@2026-01-12")
    code, out, _ = terminal.run("import", str(file), *rates, "--json")
    (result,) = json.loads(out)
    assert [(p["row"], p["field"], p["key"]) for p in result["problems"]] == [(3, "unit", "rate_later")]
    _, out, _ = terminal.run("trades", "--format", "json")
    (trade,) = json.loads(out)
    assert list(trade)[-2:] == ["basis", "fx"]
    assert (trade["price_stated"], trade["unit_stated"], trade["fx"]) == ("85.125", "usd/kg", "7.1023")
    assert trade["price_yuan_per_t_ex_vat"] == "604583.2875"
    assert trade["price_yuan_per_t_inc_vat"] == "683179.1149"


def test_what_is_no_rate_is_said_before_anything_is_imported(terminal: Terminal) -> None:
    code, out, err = terminal.run("import", terminal.file(GOOD), "--rate", "usd=7,1@2026-01-05", lang="en")
    assert (code, out) == (1, "")
    assert err.startswith('reo-desk: The rate "usd=7,1@2026-01-05" can\'t be read')


def test_the_basis_is_told_and_listed(terminal: Terminal) -> None:
    file = terminal.folder / "ore.csv"
    lines = ["成交日期,品名,数量(吨),水分(%),不含税单价(元/吨)", "2026-01-09,稀土精矿,2,8.5,24522"]
    file.write_text("\n".join(lines), encoding="utf-8")
    _, out, _ = terminal.run("import", str(file), "--json")
    assert [p["key"] for p in json.loads(out)[0]["problems"]] == ["basis_open"]
    terminal.run("import", str(file), "--basis", "wet")
    _, out, _ = terminal.run("trades", "--format", "json")
    (trade,) = json.loads(out)
    assert (trade["basis"], trade["fx"], trade["quantity_t"]) == ("wet", "", "1.83")
    assert trade["price_yuan_per_t_ex_vat"] == "26800.0000"


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
    nothing: dict[str, object] = {
        "kept": 0,
        "kept_by": [],
        "refused": 0,
        "refused_by": [],
        "passed": 0,
        "passed_to": [],
    }
    assert (code, json.loads(out)) == (0, {"reversed": 1, **nothing})
    code, _, err = terminal.run("undo", "1")
    assert code == 1
    assert "撤销过" in err
    code, _, err = terminal.run("undo", "7", lang="en")
    assert (code, err) == (1, "reo-desk: There is no import batch 7.\n")


def test_what_came_right_is_listed_if_wanted(terminal: Terminal) -> None:
    terminal.run("import", terminal.file(GOOD, BAD))
    _, out, _ = terminal.run("import", terminal.file(GOOD, "T2,2026-02-20,氧化镨钕,1,640000"))
    assert "1 行（第 1 批）已由本次导入更正" not in out
    _, out, _ = terminal.run("import", terminal.file(GOOD, "T3,2026-02-30,氧化镨钕,1,640000"))
    _, out, _ = terminal.run("import", terminal.file(GOOD, "T3,2026-02-20,氧化镨钕,1,640000"))
    assert "1 行（第 3 批）已由本次导入更正" in out
    _, out, _ = terminal.run("held", "--json")
    assert [(row["batch"], row["state"]) for row in json.loads(out)] == [(1, "waiting")]
    _, out, _ = terminal.run("held", "--all", "--json")
    (_, right) = json.loads(out)
    assert (right["row"], right["state"], right["settled_by"], right["trade"]) == (3, "came_right", "4", 3)
    _, out, _ = terminal.run("held", "--all", lang="en")
    assert "Came right with import 4, as trade 3." in out


def test_what_waits_has_an_owner_who_can_change(terminal: Terminal) -> None:
    terminal.run("import", terminal.file(GOOD, BAD), "--owner", "王敏")
    assert terminal.run("mend", "1", "--owner", "李强")[0] == 0
    _, out, _ = terminal.run("held", "--owner", "李强", "--json")
    assert [row["owner"] for row in json.loads(out)] == ["李强"]
    assert "经手人 李强" in terminal.run("held")[1]
    assert json.loads(terminal.run("held", "--owner", "王敏", "--json")[1]) == []
    assert json.loads(terminal.run("batches", "--json")[1])[0]["owner"] == "王敏"
    assert terminal.run("mend", "1", "--owner", " ")[0] == 1


def test_a_file_without_headings_is_refused_until_its_columns_are_known(terminal: Terminal) -> None:
    file = terminal.folder / "dump.csv"
    file.write_text("2026-01-16,氧化镨钕,10,640900", encoding="utf-8")
    for options, field in (((), "file"), (("--no-headings",), "trade_date")):
        code, out, _ = terminal.run("import", str(file), *options, "--json")
        assert (code, json.loads(out)[0]["refused"]["field"]) == (1, field)


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


def test_held_rows_that_cannot_be_written_stop_the_import_before_it_begins(terminal: Terminal) -> None:
    file = terminal.file(GOOD, BAD)
    for held in (str(terminal.folder / "none" / "held.csv"), file):
        code, out, err = terminal.run("import", file, "--held", held)
        assert (code, out, err.count("\n")) == (1, "", 1)
    assert BAD in Path(file).read_text(encoding="utf-8")
    _, out, _ = terminal.run("batches", "--json")
    assert json.loads(out) == []


def test_days_the_wrong_way_round_are_refused(terminal: Terminal) -> None:
    code, out, err = terminal.run("trades", "--from", "2026-05-01", "--to", "2026-01-01")
    assert (code, out, err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("undo", "99999999999999999999"),
        ("undo", "1", "2"),
        ("trades", "--batch", "0"),
        ("trades", "--from", "2026-13-01"),
        ("import", "f.csv", "--held", "."),
    ],
)
def test_wrong_values_are_told_in_the_language_of_the_run(
    terminal: Terminal, arguments: tuple[str, ...], lang: str
) -> None:
    code, out, err = terminal.run(*arguments, lang=lang)
    assert (code, out, err.count("\n")) == (2, "", 1)
    if lang == "zh_CN":
        assert not {"is", "does", "not", "Got"} & set(err.split())


def test_a_damaged_page_is_one_line_whichever_command_meets_it(terminal: Terminal) -> None:
    terminal.run("import", terminal.file(*(GOOD.replace("T1", f"T{n}") for n in range(400))))
    database = terminal.folder / "data" / "desk.sqlite"
    pages = database.read_bytes()
    database.write_bytes(pages[:8192] + b"\xff" * (len(pages) - 8192))
    for command in ("trades", "batches", "check"):
        code, _, err = terminal.run(command)
        assert (code, err.count("\n")) == (1, 1), command
        assert "数据库" in err


def test_an_unexpected_error_is_one_line_and_the_rest_is_in_the_log(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk_app.jobs.list_batches.list_batches", lambda desk: 1 / 0)
    handlers: list[logging.Handler] = []
    monkeypatch.setattr(logging.getLogger("desk_app"), "handlers", handlers)
    code, out, err = terminal.run("batches")
    for handler in handlers:
        handler.close()
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "ZeroDivisionError" in (terminal.folder / "data" / "log" / "desk.log").read_text(encoding="utf-8")


def test_what_a_file_says_cannot_break_the_line_or_steer_the_terminal(terminal: Terminal) -> None:
    _, out, _ = terminal.run(
        "import", terminal.file('T1,2026-01-16,"氧化\n@钕",10,640900', "T2,2026-01-16,@cli.interrupted,1,1")
    )
    assert "氧化�@钕" in out
    assert "@cli.interrupted" not in out or "已中断" not in out


def test_undo_says_what_a_later_file_keeps(terminal: Terminal, tmp_path: Path) -> None:
    for name, numbers in (("first.csv", (1, 2)), ("second.csv", (2, 3))):
        lines = "".join(f"T{n}000,2026-01-09,氧化镧,10,{4500 + n}\n" for n in numbers)
        path = tmp_path / name
        path.write_text(f"成交单号,成交日期,品名,数量(吨),含税单价(元/吨)\n{lines}", encoding="utf-8")
        terminal.run("import", str(path))
    code, out, _ = terminal.run("undo", "1", lang="en")
    assert code == 0
    assert "1 more go on counting: the files of imports 2" in out
