"""Deliveries booked, their stakes, the roll: 2025Q3 to Q4 to the cent; all of it or none, and none twice."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.contract import Contract
from desk_app.jobs.keep_contract import confirm_contract, propose_contract
from desk_app.jobs.list_sheets import list_sheets
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.roll_quarter import book_deliveries, exposure, list_deliveries, roll_quarter, unbook
from tests.jobs.trade_files import sound_desk

HEAD = "发货日期,车号,湿重(吨),水分%,REO%\n"
TERMS = {
    "seller": "甲矿业",
    "pricing": "quarter",
    "basis": "50",
    "grade_rule": "pro-rata",
    "moisture_in": "quantity",
    "moisture_excess": "reject",
    "rounding": "half-up",
    "vat": "13",
}
FEN = Decimal("0.01")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with sound_desk(tmp_path / "data") as opened:
        yield opened


def lots(count: int) -> list[tuple[str, str, str, str, str]]:
    """Of 2025Q4: day, truck, wet, moisture, REO."""
    return [
        (
            f"2025-{10 + n % 3}-{9 + n % 20:02d}",
            f"蒙A{n:04d}",
            f"{30 + n % 7}.{n % 10}",
            f"{6 + n % 5}.5",
            f"{48 + n % 9}.25",
        )
        for n in range(count)
    ]


def book(desk: Desk, folder: Path, rows: list[tuple[str, str, str, str, str]], contract: str = "") -> int:
    file = folder / "lots.csv"
    file.write_text(HEAD + "\n".join(",".join(row) for row in rows), encoding="utf-8")
    return book_deliveries(desk, file, contract, "2025Q3", "李敏")


def agree(desk: Desk, name: str = "包钢", start: date = date(2025, 1, 1), **more: str) -> None:
    number = propose_contract(desk, name, Contract(TERMS | more), start, "李敏", "定").number
    confirm_contract(desk, name, number, "王主任")


def refusal(work: object) -> str:
    with pytest.raises(Refused) as refused:
        work()  # type: ignore[operator]  # a lambda
    return refused.value.problem.key


def test_the_jump_of_2025q4_is_rolled_to_the_cent(desk: Desk, tmp_path: Path) -> None:
    rows = lots(60)
    assert book(desk, tmp_path, rows) == 60
    expected = Decimal(0)
    for _, _, wet, moisture, reo in rows:
        dry = Decimal(wet) * (100 - Decimal(moisture)) / 100
        expected += ((Decimal(26205) - Decimal(19109)) * Decimal(reo) / 50 * dry).quantize(FEN, ROUND_HALF_UP)
    (stake,) = exposure(desk)
    assert (stake.paid.period, stake.period, len(stake.deliveries)) == ("2025Q3", "2025Q4", 60)
    assert stake.true_up is not None
    assert stake.true_up.net_ex_vat == expected
    assert stake.one_percent == (stake.net / 100).quantize(FEN, ROUND_HALF_UP)
    (rolled,) = roll_quarter(desk, "2025Q4", "李敏")
    assert rolled.stake == stake
    (sheet,) = list_sheets(desk)
    assert sheet.id == rolled.sheet
    assert {(each.rolled, each.sheet) for each in list_deliveries(desk)} == {("2025Q4", rolled.sheet)}
    assert exposure(desk) == ()


def test_asked_again_it_does_nothing_twice_and_takes_what_came_meanwhile(desk: Desk, tmp_path: Path) -> None:
    book(desk, tmp_path, lots(3))
    assert len(roll_quarter(desk, "2025Q4", "李敏")) == 1
    assert roll_quarter(desk, "2025Q4", "李敏") == ()
    book(desk, tmp_path, lots(5)[3:])
    (late,) = roll_quarter(desk, "2025Q4", "李敏")
    assert len(late.stake.deliveries) == 2
    assert len(list_sheets(desk)) == 2


def test_a_sheet_is_of_one_contract_under_the_same_terms(desk: Desk, tmp_path: Path) -> None:
    agree(desk)
    agree(desk, start=date(2025, 11, 1), vat="9")
    book(desk, tmp_path, lots(6), "包钢")
    book(desk, tmp_path, lots(8)[6:])
    rolled = roll_quarter(desk, "2025Q4", "李敏")
    stakes = [(each.stake.contract, len(each.stake.deliveries)) for each in rolled]
    assert sorted(stakes) == [("", 2), ("包钢", 2), ("包钢", 4)]
    assert len({each.sheet for each in rolled}) == 3


def test_what_breaks_midway_leaves_nothing(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    agree(desk)
    book(desk, tmp_path, lots(3), "包钢")
    book(desk, tmp_path, lots(3))
    real, calls = roll_quarter.__globals__["add_sheet"], []

    def failing(*given: object) -> int:
        calls.append(given)
        if len(calls) == 2:
            raise OSError("the disk is full")
        return int(real(*given))

    monkeypatch.setattr("desk_app.jobs.roll_quarter.add_sheet", failing)
    with pytest.raises(OSError, match="full"):
        roll_quarter(desk, "2025Q4", "李敏")
    assert list_sheets(desk) == []
    assert {each.rolled for each in list_deliveries(desk)} == {None}
    assert len(roll_quarter(desk, "2025Q4", "李敏")) == 2


_ROLL = """
import sys
from pathlib import Path
from desk_app.jobs.open_desk import open_desk
from desk_app.jobs.roll_quarter import roll_quarter
with open_desk(Path(sys.argv[1])) as desk:
    print("ready", flush=True)
    roll_quarter(desk, "2025Q4", "李敏")
"""


@pytest.mark.parametrize("milliseconds", [0, 5, 20, 40, 80, 160])
def test_a_killed_roll_is_whole_or_nothing(tmp_path: Path, milliseconds: int) -> None:
    folder = tmp_path / "data"
    with open_desk(folder) as desk:
        for number in range(4):
            agree(desk, f"合同{number}")
            book(desk, tmp_path, lots(40), f"合同{number}")
    process = subprocess.Popen([sys.executable, "-c", _ROLL, str(folder)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"ready"
    time.sleep(milliseconds / 1000)  # the instant of the kill is what is tried
    process.kill()
    process.wait()
    process.stdout.close()
    with sound_desk(folder) as desk:
        before = len(list_sheets(desk))
        assert before in (0, 4)
        assert len(roll_quarter(desk, "2025Q4", "李敏")) == 4 - before
        assert len(list_sheets(desk)) == 4
        sheets = [each.sheet for each in list_deliveries(desk)]
        assert sorted(sheets.count(number) for number in set(sheets)) == [40] * 4


def test_one_percent_of_the_price_paid_is_said(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "next.csv"
    file.write_text(f"{HEAD}2026-11-20,蒙A1,100,8.1,52.3", encoding="utf-8")
    book_deliveries(desk, file, "", "2026Q3", "李敏")
    (stake,) = exposure(desk)
    assert stake.period == "2026Q4"
    assert stake.net == (Decimal(38565) * Decimal("52.3") / 50 * Decimal("91.9")).quantize(FEN, ROUND_HALF_UP)
    assert stake.true_up is not None  # 2026Q4 is announced
    assert refusal(lambda: roll_quarter(desk, "2027Q3", "李敏")) == "ore_quarter_not_yet"


def test_what_was_settled_at_its_own_price_is_not_open(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text(f"{HEAD}2026-11-20,蒙A1,100,8.1,52.3", encoding="utf-8")
    book_deliveries(desk, file, "", "2026Q4", "李敏")
    assert exposure(desk) == ()
    assert roll_quarter(desk, "2026Q4", "李敏") == ()


def test_what_is_not_booked(desk: Desk, tmp_path: Path) -> None:
    assert refusal(lambda: book(desk, tmp_path, lots(2), "没有")) == "ore_contract_unknown"
    agree(desk, start=date(2026, 1, 1))
    assert refusal(lambda: book(desk, tmp_path, lots(2), "包钢")) == "ore_contract_not_in_force"
    book(desk, tmp_path, lots(2))
    assert refusal(lambda: book(desk, tmp_path, lots(3)[1:])) == "booking_twice"
    nameless = tmp_path / "nameless.csv"
    nameless.write_text("车号,湿重(吨),水分%,REO%\n蒙A1,30,8.1,52.3", encoding="utf-8")
    assert refusal(lambda: book_deliveries(desk, nameless, "", "2025Q3", "李敏")) == "booking_no_day"
    assert refusal(lambda: book_deliveries(desk, nameless, "", "2025Q3", " ")) == "name_needed"
    assert len(list_deliveries(desk)) == 2


def test_one_booked_by_mistake_is_withdrawn_while_it_is_open(desk: Desk, tmp_path: Path) -> None:
    book(desk, tmp_path, lots(2))
    first, second = list_deliveries(desk)
    assert refusal(lambda: unbook(desk, first.id, " ", "李敏")) == "reason_needed"
    unbook(desk, first.id, "重复", "李敏")
    assert [each.id for each in list_deliveries(desk)] == [second.id]
    assert refusal(lambda: unbook(desk, first.id, "重复", "李敏")) == "booking_unknown"
    book(desk, tmp_path, [row for row in lots(2) if row[1] == first.delivery.ref])
    roll_quarter(desk, "2025Q4", "李敏")
    assert refusal(lambda: unbook(desk, second.id, "重复", "李敏")) == "booking_unknown"


def test_wet_terms_are_not_put_on_a_sheet_of_dry_tonnes(desk: Desk, tmp_path: Path) -> None:
    agree(desk, moisture_in="price")
    book(desk, tmp_path, lots(1), "包钢")
    assert refusal(lambda: roll_quarter(desk, "2025Q4", "李敏")) == "sheet_wet_terms"
    assert list_sheets(desk) == []
