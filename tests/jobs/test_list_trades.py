"""What trades come to."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.list_trades import Totals, list_trades, sum_up
from desk_app.jobs.open_desk import open_desk

ROWS = "成交日期,品名,数量(吨),含税单价(元/吨)\n2026-01-08,氧化镨钕,10.1,611000\n2026-01-09,氧化铽,0.2,6400000\n"


def test_totals_are_exact_and_say_what_they_are_of(desk_data: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(ROWS, encoding="utf-8")
    with open_desk(desk_data) as desk:
        assert sum_up(list_trades(desk)) == Totals()
        import_files(desk, [file], ImportOptions())
        found = sum_up(list_trades(desk))
    assert found == Totals(frozenset(("prnd_oxide", "tb_oxide")), Decimal("10.3"), date(2026, 1, 9), sample=False)
