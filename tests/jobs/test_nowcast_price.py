"""The nowcast out of a desk's own prices: the proxy, the pack, what is kept and scored, what is refused."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.nowcast import Way
from desk_app.jobs.build_index import build_index
from desk_app.jobs.load_price_list import load_price_list
from desk_app.jobs.nowcast_price import give_pack, nowcast_price
from desk_app.jobs.open_desk import Desk
from tests.jobs.trade_files import Line, sound_desk, take, write_trades

PACK = """
basis = "50"
[[methods]]
shares = {prnd_oxide = "20"}
recovery = "90"
cost = "15000"
profit = "5"
"""
TODAY = date(2026, 11, 27)


def trades(until: date = TODAY) -> list[Line]:
    """A price a month of PrNd oxide from 2023Q4 on, rising and falling."""
    months = [(year, month) for year in range(2023, 2027) for month in range(1, 13)]
    days = [date(year, month, 16) for year, month in months if date(2023, 10, 1) <= date(year, month, 16) <= until]
    lines = [(day.isoformat(), "氧化镨钕", "10", str(400_000 + 9_000 * (n * n % 17))) for n, day in enumerate(days)]
    return [*lines, ("2026-11-25", "氧化镨钕", "10", "565000")]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with sound_desk(tmp_path / "data") as opened:
        yield opened


def fill(desk: Desk, folder: Path, lines: list[Line]) -> None:
    take(desk, write_trades(folder / "a.csv", lines))
    build_index(desk)


def refusal(desk: Desk, way: Way, today: date = TODAY) -> str:
    with pytest.raises(Refused) as refused:
        nowcast_price(desk, way, today)
    return refused.value.problem.key


def test_the_proxy_says_its_range_and_how_it_would_have_done(desk: Desk, tmp_path: Path) -> None:
    fill(desk, tmp_path, trades())
    told = nowcast_price(desk, Way.PROXY, TODAY)
    found = told.nowcast
    assert (found.target, found.way, found.basis) == ("2027Q1", Way.PROXY, Decimal(50))
    so_far = found.inputs["prnd_oxide"]
    assert (so_far.quarter, so_far.locked, so_far.as_of) == ("2026Q4", 3, date(2026, 11, 25))
    assert so_far.left == 26  # weekdays from 26 November to the year's end: 2026 has no holiday left
    known = {each.quarter: each.announced for each in found.scored}
    assert len(known) >= 8
    prices = load_price_list()
    assert all(known[quarter] == price.price for quarter in known if (price := prices.get(quarter)))
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.flat < found.high


def test_each_day_is_kept_and_scored_when_the_price_comes(desk: Desk, tmp_path: Path) -> None:
    fill(desk, tmp_path, trades())
    give_pack(desk, _pack(tmp_path), "李敏")
    for day in (date(2026, 9, 28), date(2026, 9, 29)):
        with pytest.raises(Refused):
            nowcast_price(desk, Way.PACK, day)  # the quarter's prices end too early
    first = nowcast_price(desk, Way.PACK, date(2026, 9, 18))
    again = nowcast_price(desk, Way.PACK, date(2026, 9, 21))
    assert [said.day for said in again.moved] == ["2026-09-18", "2026-09-21"]
    assert first.nowcast.target == "2026Q4"
    told = nowcast_price(desk, Way.PACK, TODAY)
    assert [(each.quarter, each.said) for each in told.kept] == [("2026Q4", again.nowcast.flat)]
    assert told.kept[0].announced == 38769
    assert [said.target for said in told.moved] == ["2027Q1"]


def test_on_the_last_day_it_is_the_formula_on_final_averages(desk: Desk, tmp_path: Path) -> None:
    lines: list[Line] = [("2026-09-15", "氧化镨钕", "10", "600000"), ("2026-09-30", "氧化镨钕", "10", "640000")]
    fill(desk, tmp_path, lines)
    pack = give_pack(desk, _pack(tmp_path), "李敏")
    found = nowcast_price(desk, Way.PACK, date(2026, 9, 30)).nowcast
    average = found.inputs["prnd_oxide"].average()
    assert found.inputs["prnd_oxide"].left == 0
    assert found.flat == found.up == found.down == pack.price({"prnd_oxide": average})


def test_with_too_little_it_says_nothing(desk: Desk, tmp_path: Path) -> None:
    assert refusal(desk, Way.PROXY) == "nowcast_no_prices"
    assert refusal(desk, Way.PACK) == "nowcast_no_pack"
    fill(desk, tmp_path, trades()[-3:])
    assert refusal(desk, Way.PROXY) == "nowcast_few"
    assert refusal(desk, Way.PROXY, date(2026, 12, 7)) == "nowcast_stale"
    assert desk.database.conn.execute("SELECT count(*) FROM nowcasts").fetchone()[0] == 0


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("basis = ", "pack_unreadable"),
        (PACK.replace("prnd_oxide", "no_such"), "pack_product"),
        (PACK.replace('"20"', "20"), "pack_unreadable"),
    ],
)
def test_a_formula_that_cannot_be_kept(desk: Desk, tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        give_pack(desk, _pack(tmp_path, text), "李敏")
    assert refused.value.problem.key == key
    with pytest.raises(Refused):
        give_pack(desk, _pack(tmp_path), " ")
    assert refusal(desk, Way.PACK) == "nowcast_no_pack"


def _pack(folder: Path, text: str = PACK) -> Path:
    file = folder / "pack.toml"
    file.write_text(text, encoding="utf-8")
    return file
