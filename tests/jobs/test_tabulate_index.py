"""One series as a table: bases side by side, silent periods repeated and said so, past states, what went out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk_app.domain.base.period import Every, parse_period
from desk_app.domain.base.problem import Refused
from desk_app.jobs.build_index import build_index
from desk_app.jobs.explain_index import explain_index
from desk_app.jobs.index_wanted import FIRST, Wanted
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.publish_index import publish_index
from desk_app.jobs.tabulate_index import IndexTable, tabulate_index
from tests.jobs.trade_files import Line, take, write_trades

TRADES: list[Line] = [
    ("2026-01-05", "氧化镨钕", "10", "600000"),
    ("2026-01-06", "氧化镨钕", "10", "606000"),
    ("2026-01-06", "氧化镧", "10", "4500"),
    ("2026-01-08", "氧化镨钕", "10", "612000"),
]


@pytest.fixture
def desk(desk_data: Path, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        take(opened, write_trades(tmp_path / "成交.csv", TRADES))
        build_index(opened)
        yield opened


def table(desk: Desk, *bases: str, code: str = "prnd_oxide", scale: float = 100.0, known_on: str = "") -> IndexTable:
    return tabulate_index(desk, Wanted(code, Every.DAY, bases or (FIRST,), scale, known_on))


def test_a_price_stands_as_it_is_and_on_other_bases_in_points(desk: Desk) -> None:
    found = table(desk, FIRST, "2026-01-06", "2026-W02", scale=1000.0)
    assert found.units == ("yuan/t", "points", "points")
    first, second = found.lines[0].values, found.lines[1].values
    assert first[0] == 600_000.0
    assert second[1] == pytest.approx(1000.0, rel=1e-12)
    mean = [line.values[2] for line in found.lines if not line.repeated]
    assert sum(value or 0.0 for value in mean) / len(mean) == pytest.approx(1000.0, rel=1e-12)


def test_an_index_starts_at_the_scale(desk: Desk) -> None:
    found = table(desk, code="composite", scale=1000.0)
    assert found.lines[0].values[0] == pytest.approx(1000.0, rel=1e-12)


def test_a_silent_day_repeats_the_last_value_and_is_no_observation(desk: Desk) -> None:
    lines = {line.span.key: line for line in table(desk).lines}
    silent = lines["2026-01-07"]
    assert silent.repeated
    assert not silent.observed
    assert silent.values == lines["2026-01-06"].values
    assert silent.change is None
    assert lines["2026-01-08"].change == pytest.approx(100 * (612 / 606 - 1), rel=1e-12)


def test_the_curve_repeats_nothing(desk: Desk) -> None:
    curve = table(desk, "2026-01-05").curve
    assert curve.unit == "points"
    assert [curve.periods[at] for at in curve.known] == ["2026-01-05", "2026-01-06", "2026-01-08"]


def test_a_base_without_a_value_is_said_and_the_others_stand(desk: Desk) -> None:
    found = table(desk, FIRST, "2019")
    assert [problem.facts["base"] for problem in found.problems] == ["2019"]
    assert found.lines[0].values == (600_000.0, None)


def test_as_known_before_anything_was(desk: Desk) -> None:
    assert table(desk, known_on="2026-01-01").lines == ()
    assert len(table(desk, known_on="2999-01-01").lines) == len(table(desk).lines)
    with pytest.raises(Refused) as refused:
        table(desk, known_on="2026-13-01")
    assert refused.value.problem.key == "period_unreadable"


def test_what_went_out_is_marked_once_it_had(desk: Desk) -> None:
    publish_index(desk, ["composite"], Every.DAY, parse_period("2026-01-06"), "王", date(2026, 2, 1))
    out = {line.span.key: line.published for line in table(desk, code="composite").lines}
    first, last = out["2026-01-05"], out["2026-01-08"]
    assert first is not None
    assert (first.version, first.name) == (1, "王")
    assert last is None


def test_to_explain_a_value_leaves_no_transaction_open(desk: Desk) -> None:
    """One left open on a thread that only reads would show it the desk as it was for ever."""
    assert explain_index(desk, "composite", "2026-01-06").inputs
    assert not desk.database.conn.in_transaction
