"""The desk's own prices as the sniffer gets them: by day and source, before and after a file's days."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk_app.domain.trade.sniff import By, Finding
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_session import ImportSession
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.store.trades import recent_prices
from tests.jobs.trade_files import write_trades


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "data") as opened:
        yield opened


def session(desk: Desk, folder: Path, source: str, days: range, price: float) -> ImportSession:
    lines = [(f"2026-01-{day:02d}", "氧化镨钕", "1", f"{price + day:.0f}") for day in days]
    path = write_trades(folder / f"{source}{days.start}.csv", lines, first=days.start)
    return ImportSession(desk, [path], ImportOptions(source=source))


def findings(desk: Desk, folder: Path, source: str, days: range, price: float) -> tuple[Finding, ...]:
    return session(desk, folder, source, days, price).drafts[0].check().findings


def test_prices_on_both_sides_are_read_and_whose_they_are(desk: Desk, tmp_path: Path) -> None:
    session(desk, tmp_path, "", range(19, 20), 540_000).commit()
    session(desk, tmp_path, "北方", range(5, 7), 540_000).commit()
    session(desk, tmp_path, "南方", range(12, 14), 540_000).commit()
    found = recent_prices(desk.database.conn, date(2026, 1, 12), "北方")
    assert [(day[-2:], own) for day, _, _, own in found] == [("12", 0), ("06", 1), ("05", 1), ("13", 0), ("19", 0)]
    assert not any(own for *_, own in recent_prices(desk.database.conn, date(2026, 1, 12), ""))


def test_a_slip_between_older_and_newer_prices_is_found(desk: Desk, tmp_path: Path) -> None:
    session(desk, tmp_path, "", range(5, 10), 540_000).commit()
    session(desk, tmp_path, "", range(19, 24), 560_000).commit()
    assert not findings(desk, tmp_path, "", range(12, 17), 550_000)
    assert [one.kind for one in findings(desk, tmp_path, "", range(12, 17), 550_000 * 1.13)] == ["tax_incl"]


def test_a_source_that_is_always_cheap_is_not_taken_for_slipped(desk: Desk, tmp_path: Path) -> None:
    for source, price in (("dear", 540_000.0), ("cheap", 540_000 * 0.93)):
        session(desk, tmp_path, source, range(5, 17), price).commit()
    assert not findings(desk, tmp_path, "cheap", range(19, 24), 540_000 * 0.93)
    assert [one.kind for one in findings(desk, tmp_path, "cheap", range(19, 24), 540_000 * 0.93 / 1.13)] == ["tax_excl"]


def test_a_product_that_the_desk_never_traded_is_held_to_its_public_range(desk: Desk, tmp_path: Path) -> None:
    (found,) = findings(desk, tmp_path, "", range(5, 10), 54)
    assert (found.kind, dict(found.fix)) == ("wan", {"unit": "wan/t"})
    assert not findings(desk, tmp_path, "", range(5, 10), 540_000)


def test_two_price_columns_with_exchanged_headings_are_put_right_at_once(desk: Desk, tmp_path: Path) -> None:
    lines = "".join(
        f"T{day},2026-01-{day:02d},氧化镨钕,1,{540_000 + day},{(540_000 + day) * 1.13:.2f}\n" for day in range(5, 10)
    )
    path = tmp_path / "exchanged.csv"
    path.write_text(f"成交编号,成交日期,品名,数量(吨),含税单价(元/吨),不含税单价(元/吨)\n{lines}", encoding="utf-8")
    (draft,) = ImportSession(desk, [path], ImportOptions()).drafts
    effect = draft.check()
    (found,) = effect.findings
    assert (effect.held, found.by, found.rows) == (5, By.COLUMNS, 5)
    assert any(problem.key.startswith("swapped_") for problem in effect.problems)
    draft.apply(found)
    effect = draft.check()
    assert (effect.new, effect.held, effect.findings) == (5, 0, ())
