"""Make the sample trades of `resources/samples/`: a synthetic year, seeded, the same bytes every time.

    python packaging/make_samples.py [FOLDER]

Levels follow public prices of late 2025 and early 2026 (yuan per tonne with VAT); what lies between and after
is invented. Parties are made up. Every file says in its first line that nothing in it was ever traded.
"""

import csv
import io
import math
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

SEED = 20251103
FIRST, LAST = date(2025, 11, 3), date(2026, 11, 18)
DROP_DAYS = (date(2026, 11, 19), date(2026, 11, 20))
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "samples"
DROP_FILE = "drop_me_拖到窗口试试.csv"
NOTICE = "示例数据（合成，非真实成交） Sample data: synthetic - no real trades"
HEADINGS = ("成交编号", "成交日期", "品名", "规格", "数量(吨)", "含税单价(元/吨)", "含税金额(元)", "买方", "卖方")
PARTIES = tuple(f"示例{sign}公司" for sign in "甲乙丙丁戊己庚辛壬癸")

HOLIDAYS = (
    (date(2026, 1, 1), date(2026, 1, 3)),  # 元旦
    (date(2026, 2, 15), date(2026, 2, 23)),  # 春节
    (date(2026, 4, 4), date(2026, 4, 6)),  # 清明节
    (date(2026, 5, 1), date(2026, 5, 5)),  # 劳动节
    (date(2026, 6, 19), date(2026, 6, 21)),  # 端午节
    (date(2026, 9, 25), date(2026, 9, 27)),  # 中秋节
    (date(2026, 10, 1), date(2026, 10, 7)),  # 国庆节
)


@dataclass(frozen=True)
class Product:
    """What is traded, how often, how much, at which price.

    `daily` is the daily volatility beside the levels, `trades` a day's mean count, `tonnes` a usual lot, `step`
    what prices are rounded to; `levels` are "months since November 2025:yuan per tonne with VAT".
    """

    name: str
    grade: str
    daily: float
    trades: float
    tonnes: float
    step: int
    levels: str


PRODUCTS = (
    Product("氧化镧", "La2O3/TREO≥99.9%", 0.004, 0.7, 60, 50, "0:4400 3:4500 6:4650 13:4550"),
    Product("氧化铈", "CeO2/TREO≥99.95%", 0.005, 0.8, 60, 50, "0:11200 3:12200 8:12700 13:12100"),
    Product("氧化镨", "Pr6O11/TREO≥99.5%", 0.007, 0.5, 5, 500, "0:562000 2:610000 3:752000 13:690000"),
    Product("氧化钕", "Nd2O3/TREO≥99.5%", 0.007, 0.7, 8, 500, "0:566000 2:615000 3:756000 13:705000"),
    Product("氧化镨钕", "Nd2O3 75±2%", 0.006, 3.0, 20, 500,
            "0:556000 1.5:575000 2:608000 2.5:682500 3.1:750000 6:705000 9:728000 13:692000"),
    Product("氧化钐", "Sm2O3/TREO≥99.5%", 0.005, 0.2, 10, 100, "0:15000 6:16200 13:15600"),
    Product("氧化钆", "Gd2O3/TREO≥99.5%", 0.007, 0.4, 8, 500, "0:168000 2.7:180000 7:188000 13:176000"),
    Product("氧化铽", "Tb4O7/TREO≥99.99%", 0.007, 0.7, 0.5, 10000,
            "0:6650000 1.7:6040000 2.9:6400000 7:6720000 13:6300000"),
    Product("氧化镝", "Dy2O3/TREO≥99.5%", 0.006, 0.8, 2, 5000,
            "0:1490000 1.4:1360000 3:1400000 8:1455000 13:1380000"),
    Product("氧化钬", "Ho2O3/TREO≥99.5%", 0.007, 0.3, 3, 1000, "0:505000 1.3:495000 2.7:527500 13:510000"),
    Product("氧化铒", "Er2O3/TREO≥99.5%", 0.006, 0.2, 5, 1000, "0:352000 1.3:349000 6:361000 13:345000"),
    Product("氧化钇", "Y2O3/TREO≥99.999%", 0.008, 0.4, 10, 100, "0:47500 1.3:46000 5:52500 13:50500"),
    Product("金属镧", "La≥99%", 0.005, 0.2, 15, 100, "0:25500 6:26300 13:25900"),
    Product("金属铈", "Ce≥99%", 0.005, 0.2, 15, 100, "0:26200 6:27400 13:26800"),
    Product("金属钕", "Nd≥99%", 0.007, 0.4, 5, 500, "0:692000 2:755000 3.1:918000 13:858000"),
    Product("金属镨钕", "PrNd-75", 0.006, 1.8, 15, 500,
            "0:676000 1.5:702000 2:740000 2.3:762000 3.1:913000 6:858000 9:886000 13:843000"),
    Product("金属铽", "Tb≥99.9%", 0.007, 0.2, 0.3, 10000, "0:8150000 1.7:7500000 2.9:7800000 13:7750000"),
    Product("镝铁合金", "Dy80", 0.006, 0.4, 2, 5000, "0:1440000 1.4:1330000 2.9:1385000 13:1362000"),
    Product("碳酸稀土", "REO 42-45%", 0.005, 0.6, 60, 100, "0:48600 2:49100 3.1:60700 7:57400 13:56200"),
    Product("中钇富铕矿", "REO≥92%", 0.005, 0.3, 20, 500, "0:212000 2:222000 3.1:247500 13:238000"),
)  # fmt: skip


def is_trading_day(day: date) -> bool:
    """Monday to Friday, but for public holidays; make-up days (调休) bring no trades."""
    return day.weekday() < 5 and not any(first <= day <= last for first, last in HOLIDAYS)


def trading_days(first: date, last: date) -> tuple[date, ...]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in days if is_trading_day(day))


def level(product: Product, day: date) -> float:
    """The level between its stated points, even in logs."""
    month = (day - date(2025, 11, 1)).days / 30.4375
    points = [(float(at), float(price)) for at, price in (pair.split(":") for pair in product.levels.split())]
    for (before, low), (after, high) in pairwise(points):
        if month <= after:
            return low * math.exp(math.log(high / low) * (month - before) / (after - before))
    return points[-1][1]


def normal(chance: random.Random) -> float:
    """A standard normal number by Box and Muller: only `random()` is promised never to change."""
    return math.sqrt(-2 * math.log(1 - chance.random())) * math.cos(2 * math.pi * chance.random())


def paths(days: tuple[date, ...]) -> dict[str, list[float]]:
    """A price a day for each product: its level, swinging about it and pulled back within about a month."""
    chance = random.Random(SEED)
    found: dict[str, list[float]] = {}
    for product in PRODUCTS:
        away = 0.0
        found[product.name] = []
        for day in days:
            away = 0.96 * away + product.daily * normal(chance)
            found[product.name].append(level(product, day) * math.exp(away))
    return found


@dataclass(frozen=True)
class Trade:
    """One line of a file; `price` in yuan per tonne with VAT, `milli` the mass in thousandths of a tonne."""

    day: date
    product: Product
    milli: int
    price: int
    buyer: str
    seller: str


def trades_of_day(chance: random.Random, day: date, product: Product, price: float) -> Iterator[Trade]:
    """Busier in March and September; lots mostly from half to twice the usual one."""
    busy = 1.0 + 0.3 * math.sin((day.timetuple().tm_yday - 224) / 365 * 4 * math.pi)
    mean = product.trades * busy
    count = int(mean) + (chance.random() < mean - int(mean)) + (chance.random() < 0.06)
    for _ in range(count):
        tonnes = product.tonnes * math.exp(0.5 * normal(chance))
        milli = max(1, round(tonnes * 20)) * 50 if product.tonnes < 3 else max(1, round(tonnes)) * 1000
        asked = price * (1 + 0.003 * normal(chance))
        buyer, seller = chance.sample(PARTIES, 2)
        yield Trade(day, product, milli, round(asked / product.step) * product.step, buyer, seller)


def trades(days: tuple[date, ...], chance: random.Random, lift: float = 1.0) -> Iterator[Trade]:
    """The trades of some days; `lift` moves their prices off the year's path."""
    every_day = trading_days(FIRST, DROP_DAYS[-1])
    prices = paths(every_day)
    for day in days:
        for product in PRODUCTS:
            yield from trades_of_day(chance, day, product, prices[product.name][every_day.index(day)] * lift)


def cells(number: str, trade: Trade) -> tuple[str, ...]:
    amount = trade.milli * trade.price  # thousandths of a yuan
    tonnes = f"{trade.milli // 1000}.{trade.milli % 1000:03d}"
    return (
        number,
        trade.day.isoformat(),
        trade.product.name,
        trade.product.grade,
        tonnes,
        str(trade.price),
        f"{amount // 1000}.{amount % 1000 // 10:02d}",
        trade.buyer,
        trade.seller,
    )


def table(lines: list[tuple[str, ...]]) -> str:
    """A file's text as Excel writes it; the notice stands above the headings."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([(NOTICE,), HEADINGS, *lines])
    return out.getvalue()


def quarter(day: date) -> str:
    return f"{day.year}Q{(day.month + 2) // 3}"


def year_files() -> dict[str, bytes]:
    """One file a quarter, UTF-8 with the mark that Excel looks for."""
    chance = random.Random(SEED + 1)
    parts: dict[str, list[tuple[str, ...]]] = {}
    for number, trade in enumerate(trades(trading_days(FIRST, LAST), chance), 1):
        parts.setdefault(quarter(trade.day), []).append(cells(f"S{number:06d}", trade))
    return {f"sample_trades_{name}.csv": table(lines).encode("utf-8-sig") for name, lines in parts.items()}


def drop_file() -> bytes:
    """Two days like an exchange's export, in GB18030 with a line of totals; prices 4 % up: the curve moves."""
    found = list(trades(DROP_DAYS, random.Random(SEED + 2), lift=1.04))
    lines = [cells(f"D{number:06d}", trade) for number, trade in enumerate(found, 1)]
    milli = sum(trade.milli for trade in found)
    fen = sum(trade.milli * trade.price for trade in found) // 10
    lines.append(
        ("合计", "", "", "", f"{milli // 1000}.{milli % 1000:03d}", "", f"{fen // 100}.{fen % 100:02d}", "", "")
    )
    return table(lines).encode("gb18030")


def main(folder: Path = FOLDER) -> None:
    """Write all files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {**year_files(), DROP_FILE: drop_file()}.items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
