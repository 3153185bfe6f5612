"""The indices that a file's prices may follow, read from the desk; and what they say of a file after a break."""

import math
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk_app.domain.trade.sniff import Finding
from desk_app.jobs.build_index import build_index
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_session import ImportSession
from desk_app.jobs.load_products import load_products
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.sniff_guides import guides_for
from desk_app.jobs.take_official import OfficialRequest, take_official, undo_take
from tests.jobs.official_files import ABOUT, write_points
from tests.jobs.trade_files import take, write_trades

MONDAY = date(2025, 3, 3)
DAYS = [MONDAY + timedelta(days=7 * (at // 5) + at % 5) for at in range(80)]
GAP, FILE = DAYS[60], DAYS[-1]


def market() -> dict[date, float]:
    """It falls by 5.7 % while the desk does not trade."""
    chance, level = random.Random(1), 0.0
    found = {}
    for day in DAYS:
        level += chance.gauss(0, 0.015)
        found[day] = level
    return found


LEVELS = market()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "data") as opened:
        yield opened


def points(desk: Desk, folder: Path, every: str = "day") -> int:
    lines = [(day.isoformat(), f"{100 * math.exp(log):.2f}") for day, log in LEVELS.items()]
    path = write_points(folder / "points.csv", lines if every == "day" else lines[4::5])
    return take_official(desk, OfficialRequest(path, "REPE", {**ABOUT, "every": every})).take or 0


def traded(desk: Desk, folder: Path, product: str = "氧化镨钕") -> None:
    lines = [
        (day.isoformat(), product, "1", f"{540_000 * math.exp(log):.0f}") for day, log in LEVELS.items() if day <= GAP
    ]
    take(desk, write_trades(folder / "past.csv", lines))


def findings(desk: Desk, folder: Path, factor: float) -> tuple[Finding, ...]:
    price = 540_000 * math.exp(LEVELS[FILE]) * factor
    path = write_trades(
        folder / "new.csv", [(FILE.isoformat(), "氧化镨钕", "1", f"{price + n:.0f}") for n in range(30)]
    )
    return ImportSession(desk, [path], ImportOptions()).drafts[0].check().findings


def test_after_a_break_official_points_say_what_the_market_did(desk: Desk, tmp_path: Path) -> None:
    traded(desk, tmp_path)
    assert not findings(desk, tmp_path, 1.13)
    number = points(desk, tmp_path)
    (found,) = findings(desk, tmp_path, 1.13)
    assert (found.kind, found.guide) == ("tax_incl", "REPE")
    assert found.factor == pytest.approx(1.13, rel=0.03)
    assert not findings(desk, tmp_path, 1.0)
    undo_take(desk, number)
    assert not findings(desk, tmp_path, 1.13)


@pytest.mark.parametrize(("every", "count", "lasts"), [("day", 80, 4), ("week", 16, 7)])
def test_days_and_weeks_are_read_a_month_is_not(desk: Desk, tmp_path: Path, every: str, count: int, lasts: int) -> None:
    points(desk, tmp_path, every)
    (guide,) = guides_for(desk.database.conn, load_products(desk), {"prnd_oxide"})
    assert (guide.code, len(guide.days), guide.lasts, guide.days[0]) == ("REPE", count, lasts, MONDAY)
    assert guide.logs[0] == pytest.approx(math.log(100) + LEVELS[DAYS[0 if every == "day" else 4]], abs=1e-3)


def test_months_are_too_coarse(desk: Desk, tmp_path: Path) -> None:
    path = write_points(tmp_path / "months.csv", [("2025-03", "100.0"), ("2025-04", "101.0")])
    take_official(desk, OfficialRequest(path, "M", {**ABOUT, "every": "month"}))
    assert not guides_for(desk.database.conn, load_products(desk), {"prnd_oxide"})


def test_own_indices_serve_other_products_than_their_own(desk: Desk, tmp_path: Path) -> None:
    traded(desk, tmp_path)
    build_index(desk)
    catalogue = load_products(desk)
    oxide = {guide.code for guide in guides_for(desk.database.conn, catalogue, {"prnd_oxide"})}
    other = {guide.code for guide in guides_for(desk.database.conn, catalogue, {"prnd_metal"})}
    assert not oxide
    assert other == {"oxides"}
