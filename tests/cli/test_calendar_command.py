"""`calendar …` through the real entry: a key, a draft, a seal, and another desk that takes it."""

import json
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desk_app.main import main
from desk_app.settings import Settings
from tests.jobs.calendar_files import OURS, THEIRS, calendar_entry, write_calendar

Run = Callable[..., tuple[int, str, str]]
YEAR = ("--closed", "2027-01-01/2027-01-03", "--closed", "2027-02-05/2027-02-11", "--working", "2027-02-20")
PASSPHRASE = "correct horse"


@pytest.fixture
def run(desk_data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(*arguments: str, lang: str = "zh_CN") -> tuple[int, str, str]:
        code = main(["--data", str(desk_data), "--lang", lang, "calendar", *arguments])
        return code, *capsys.readouterr()

    return run_command


@pytest.fixture
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REO_DESK_PASSPHRASE", PASSPHRASE)


def test_what_is_known_and_from_where(run: Run) -> None:
    code, out, _ = run("show")
    assert code == 0
    assert out.splitlines()[0] == "日历已知 2004-01-01 至 2026-12-31；此外的日子未公布，不作假设。"
    assert "随程序提供：2004-2026 年，序号 20251104，来源 chinesecalendar" in out
    code, out, _ = run("show", "--year", "2026", lang="en")
    assert "Holidays: 2026-01-01/2026-01-03 2026-02-15/2026-02-23" in out
    assert "Worked weekend days: 2026-01-04 2026-02-14 2026-02-28" in out
    assert "Follows: 国办发明电〔2025〕7号" in out


def test_as_json(run: Run) -> None:
    document = json.loads(run("show", "--json")[1])
    assert (document["first"], document["last"]) == ("2004-01-01", "2026-12-31")
    assert len(document["years"]) == 23
    assert all(year["notices"] for year in document["years"].values())
    assert document["years"]["2025"]["working"][-2:] == ["2025-09-28", "2025-10-11"]


def test_a_year_that_is_not_known_is_refused(run: Run) -> None:
    code, out, error = run("show", "--year", "2027")
    assert (code, out) == (1, "")
    assert error == "reo-desk: 日历没有 2027 年，已知到 2026 年；未公布的年份不作假设。\n"


@pytest.mark.usefixtures("passphrase")
def test_from_a_key_to_a_calendar_that_another_desk_goes_by(run: Run, tmp_path: Path) -> None:
    key, draft, signed = (tmp_path / name for name in ("key", "draft.json", "signed.json"))
    code, out, _ = run("new-key", str(key))
    public = out.splitlines()[-1]
    assert code == 0
    assert public.startswith("ed25519:")
    if sys.platform != "win32":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    code, out, _ = run(
        "draft", "2027", str(draft), *YEAR, "--notice", "国办发明电〔2026〕x号", "--expires", "2099-12-31"
    )
    assert code == 0
    assert "放假 10 天，调休上班 1 天" in out
    assert run("take", str(draft))[2] == "reo-desk: 文件没有签名，未取入；请索取签名后的文件。\n"
    assert run("sign", str(draft), "--key", str(key), "--out", str(signed))[0] == 0
    code, _, error = run("take", str(signed))
    assert code == 1
    assert "未经本台信任" in error
    code, out, _ = run("trust", public, "--of", "市场部", "--as", "李敏")
    assert code == 0
    assert "今后信任 市场部 的公钥" in out
    code, out, _ = run("take", str(signed))
    assert code == 0
    assert out.splitlines()[1] == "  新增年份：2027"
    assert "市场部 签名" in run("show")[1]
    assert json.loads(run("show", "--year", "2027", "--json")[1])["last"] == "2027-12-31"
    assert "序号" in run("take", str(signed))[2]
    (listed,) = json.loads(run("keys", "--json")[1])
    assert (listed["key"], listed["label"], listed["name"]) == (public, "市场部", "李敏")
    code, out, _ = run("distrust", listed["fingerprint"], "--as", "王")
    assert code == 0
    shown = run("show")[1]
    assert shown.splitlines()[0].startswith("日历已知 2004-01-01 至 2026-12-31")
    assert "不计入：" in shown
    assert run("keys")[1] == "没有信任的公钥；只用随程序提供的日历。\n"


@pytest.mark.usefixtures("passphrase")
def test_a_sealed_file_can_be_sealed_anew(run: Run, tmp_path: Path) -> None:
    key, again = tmp_path / "key", tmp_path / "again.json"
    run("new-key", str(key))
    sealed = write_calendar(tmp_path / "a.json", calendar_entry(), THEIRS)
    assert run("sign", str(sealed), "--key", str(key), "--out", str(again))[0] == 0
    assert json.loads(again.read_text(encoding="utf-8"))["document"] == calendar_entry()


@pytest.mark.usefixtures("passphrase")
def test_keys_are_never_overwritten_and_wrong_passphrases_open_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, draft, out_file = tmp_path / "key", tmp_path / "draft.json", tmp_path / "out.json"
    run("new-key", str(key))
    before = key.read_bytes()
    code, _, error = run("new-key", str(key), lang="en")
    assert code == 1
    assert "is there already" in error
    assert key.read_bytes() == before
    run("draft", "2027", str(draft), *YEAR)
    assert "旧私钥不会被覆盖" in run("draft", "2027", str(key), *YEAR)[2]
    assert "旧私钥不会被覆盖" in run("sign", str(draft), "--key", str(key), "--out", str(key))[2]
    assert key.read_bytes() == before
    monkeypatch.setenv("REO_DESK_PASSPHRASE", "another one")
    code, out, error = run("sign", str(draft), "--key", str(key), "--out", str(out_file))
    assert (code, out, error) == (1, "", "reo-desk: 口令不对，私钥未打开。\n")
    assert not out_file.exists()
    monkeypatch.setenv("REO_DESK_PASSPHRASE", "short")
    assert "至少 8 个字符" in run("new-key", str(tmp_path / "other"))[2]
    assert not (tmp_path / "other").exists()


def test_the_passphrase_is_asked_for_only_at_a_terminal(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REO_DESK_PASSPHRASE", raising=False)
    code, _, error = run("new-key", str(tmp_path / "key"))
    assert code == 1
    assert "REO_DESK_PASSPHRASE" in error
    asked: list[bool] = []

    def prompt(text: str, *, hide_input: bool, **_: object) -> str:
        asked.append(hide_input)
        return PASSPHRASE

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.prompt", prompt)
    assert run("new-key", str(tmp_path / "key"))[0] == 0
    assert asked == [True]


@pytest.mark.usefixtures("passphrase")
def test_nothing_wrong_is_drafted_or_signed(run: Run, tmp_path: Path) -> None:
    key, draft = tmp_path / "key", tmp_path / "draft.json"
    run("new-key", str(key))
    assert "互相矛盾" in run("draft", "2027", str(draft), *YEAR, "--working", "2027-01-02")[2]
    assert "不应列为调休上班" in run("draft", "2027", str(draft), "--working", "2027-02-22")[2]
    assert "日历内容有误：2027 closed: 1 Jan" in run("draft", "2027", str(draft), "--closed", "1 Jan")[2]
    assert "日历内容有误：years" in run("draft", "27", str(draft))[2]
    assert not draft.exists()
    draft.write_text('{"kind": "reo-desk-calendar"}', encoding="utf-8")
    assert run("sign", str(draft), "--key", str(key), "--out", str(tmp_path / "out"))[0] == 1
    assert run("sign", str(tmp_path / "none"), "--key", str(key), "--out", str(tmp_path / "out"))[0] == 1
    assert not (tmp_path / "out").exists()


def test_taking_tells_which_known_days_changed(run: Run, tmp_path: Path) -> None:
    run("trust", OURS.public, "--of", "市场部", "--as", "李敏")
    entry = calendar_entry(issued="2025-12-01", expires="2099-12-31")
    entry["years"]["2026"] = json.loads(run("show", "--year", "2026", "--json")[1])["years"]["2026"]
    entry["years"]["2026"]["closed"].append("2026-12-30")
    document = json.loads(run("take", str(write_calendar(tmp_path / "a.json", entry)), "--json")[1])
    assert document == {
        "sequence": 20261105, "signed_by": "市场部", "key": OURS.public, "new_years": [2027], "changed": ["2026-12-30"],
    }  # fmt: skip


def test_a_day_is_closed_and_opened_again(run: Run) -> None:
    assert run("close", "2026-03-05")[2] == "reo-desk: 未写明由谁负责；请用 --as 写明姓名。\n"
    code, out, _ = run("close", "2026-03-05", "--why", "系统停机", "--as", "李敏")
    assert (code, out) == (0, "2026-03-05 已登记休市（李敏）。\n")
    assert "临时休市：2026-03-05 系统停机（李敏，" in run("show")[1]
    (closure,) = json.loads(run("show", "--json")[1])["closures"]
    assert (closure["day"], closure["why"], closure["name"]) == ("2026-03-05", "系统停机", "李敏")
    assert run("reopen", "2026-03-05", "--why", "记错", "--as", "王")[0] == 0
    assert "临时休市" not in run("show")[1]
    assert run("close", "5 March", "--why", "x", "--as", "y")[0] == 2


def test_the_desks_own_hour(run: Run, desk_data: Path) -> None:
    assert (
        run("hour", lang="en")[1]
        == "A trading day's own values should be in by 17:00 (China's time; this desk has set it).\n"
    )
    assert run("hour", "9:30")[0] == 0
    assert Settings(desk_data)["day_hour"] == "09:30"
    for wrong in ("25:00", "later", "每日 16:00"):
        code, _, error = run("hour", wrong)
        assert code == 1
        assert "不是时刻" in error
    assert Settings(desk_data)["day_hour"] == "09:30"
