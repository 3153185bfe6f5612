"""The sample desk against its own files, added up apart."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from desk_app.domain.base.period import Every, period_of
from desk_app.domain.base.problem import Refused
from desk_app.jobs.fill_samples import fill_samples, sample_files
from desk_app.jobs.list_series import list_series
from desk_app.jobs.load_curve import load_values
from desk_app.jobs.open_desk import Desk, open_desk


@pytest.fixture
def desk(desk_data: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        fill_samples(opened)
        yield opened


def added_up(name: str, every: Every, out: set[tuple[str, int]]) -> dict[str, Fraction]:
    """Σpq/Σq without VAT of one product, exactly, out of the files."""
    value: dict[str, Fraction] = defaultdict(Fraction)
    mass: dict[str, Fraction] = defaultdict(Fraction)
    for path in sample_files():
        text = path.read_text(encoding="utf-8-sig").split("\n", 1)[1]
        for row, line in enumerate(csv.DictReader(io.StringIO(text)), 3):
            if line["品名"] == name and (path.name, row) not in out:
                key = period_of(date.fromisoformat(line["成交日期"]), every).key
                value[key] += Fraction(line["含税单价(元/吨)"]) * 100 / 113 * Fraction(line["数量(吨)"])
                mass[key] += Fraction(line["数量(吨)"])
    return {key: value[key] / mass[key] for key in value}


def screened_out(desk: Desk) -> set[tuple[str, int]]:
    sql = (
        "SELECT b.file, t.source_row FROM trade_fates f JOIN trades t ON t.id = f.trade"
        " JOIN batches b ON b.id = t.batch WHERE f.fate >= 10"
    )
    found = set(desk.database.execute(sql).fetchall())
    assert len(found) <= 2
    return found


@pytest.mark.parametrize("every", list(Every))
@pytest.mark.parametrize("name", ["氧化镨钕", "氧化铽"])
def test_prices_are_those_of_the_files(desk: Desk, name: str, every: Every) -> None:
    shown = {row.period: row.value for row in load_values(desk, name, every)[1] if row.value is not None}
    expected = added_up(name, every, screened_out(desk))
    assert shown.keys() == expected.keys()
    assert all(abs(shown[key] - float(expected[key])) < 0.001 for key in shown)


def test_every_series_is_marked(desk: Desk) -> None:
    assert all(info.sample for info in list_series(desk))


def test_a_desk_is_filled_once(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        fill_samples(desk)
    assert refused.value.problem.key == "desk_not_empty"
