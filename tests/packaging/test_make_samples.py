"""The sample files are what their script writes, believable, and say what they are."""

import csv
import io
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from desk_app.assets import resource
from desk_app.domain.base.period import Every
from desk_app.jobs.build_index import build_index
from desk_app.jobs.fill_samples import fill_samples, sample_files
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.list_trades import list_trades
from desk_app.jobs.load_curve import load_curve
from desk_app.jobs.load_products import load_products
from desk_app.jobs.open_desk import open_desk


def lines(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text.split("\n", 1)[1])))


def test_the_script_writes_the_very_same_bytes(tmp_path: Path) -> None:
    script = Path(__file__).parents[2] / "packaging" / "make_samples.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in resource("samples").glob("*.csv")}
    assert made == kept


def test_every_file_says_that_nothing_in_it_was_traded() -> None:
    for path in resource("samples").glob("*.csv"):
        encoding = "gb18030" if path.name.startswith("drop_me") else "utf-8-sig"
        first = path.read_text(encoding=encoding).splitlines()[0]
        assert first.startswith("示例数据（合成，非真实成交）")


def test_no_trades_on_weekends_and_holidays_and_only_made_up_parties() -> None:
    found = [line for path in sample_files() for line in lines(path)]
    days = {date.fromisoformat(line["成交日期"]) for line in found}
    assert all(day.weekday() < 5 for day in days)
    assert not days & {date(2026, 2, 17), date(2026, 5, 1), date(2026, 10, 1)}
    assert all(line["买方"].startswith("示例") and line["卖方"].startswith("示例") for line in found)
    assert all(line["买方"] != line["卖方"] for line in found)
    assert max(Counter(line["成交编号"] for line in found).values()) == 1


def test_levels_lie_within_the_catalogue_s_bands(desk_data: Path) -> None:
    with open_desk(desk_data) as desk:
        fill_samples(desk)
        catalogue = load_products(desk)
        for trade in list_trades(desk):
            product = catalogue.get(trade.product)
            assert product
            if product.band:
                assert product.band.low / 2 <= trade.price_inc_vat <= product.band.high * 2, trade


def test_the_file_to_drop_moves_the_curve(desk_data: Path) -> None:
    (drop,) = resource("samples").glob("drop_me*.csv")
    with open_desk(desk_data) as desk:
        fill_samples(desk)
        before = load_curve(desk, "composite", Every.DAY)
        (result,) = import_files(desk, [drop], ImportOptions())
        assert result.refused is None
        assert result.new > 15
        assert not result.held
        build_index(desk)
        after = load_curve(desk, "composite", Every.DAY)
        assert len(after.values) == len(before.values) + 2
        assert after.values[-1] / before.values[-1] > 1.02
