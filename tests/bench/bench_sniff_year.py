"""The year of sample trades imported day by day or week by week, each file clean and with its prices slipped.

Whole imports into a desk that holds all that came before: what the effect would say of each file. The amounts are
left out, so that only the prices can tell. The first ten weeks only fill the desk. Nothing was tuned on these files.
Run: `python -m tests.bench.bench_sniff_year`; prints one JSON document, rates in percent.
"""

import csv
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from desk_app.assets import resource
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_session import ImportSession
from desk_app.jobs.open_desk import Desk, open_desk

HEADINGS = "成交编号,成交日期,品名,规格,数量(吨),含税单价(元/吨)"
SLIPS = {
    "clean": Decimal(1),
    "x10000": Decimal(10_000),
    "/10000": Decimal("0.0001"),
    "x1000": Decimal(1_000),
    "/1000": Decimal("0.001"),
    "x1.13": Decimal("1.13"),
    "/1.13": 1 / Decimal("1.13"),
}
FILLING = 10
Row = list[str]


def rows() -> list[Row]:
    """The lines of all quarters, in order of time."""
    found = []
    for path in sorted(resource("samples").glob("sample_trades_*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found += [line[:6] for line in csv.reader(file) if line and line[0].startswith("S0")]
    return sorted(found, key=lambda row: (row[1], row[0]))


def parts(every: str) -> list[list[Row]]:
    """The lines of each day or each week."""
    groups: dict[object, list[Row]] = defaultdict(list)
    for row in rows():
        day = date.fromisoformat(row[1])
        groups[day if every == "day" else day.isocalendar()[:2]].append(row)
    return list(groups.values())


def session(desk: Desk, folder: Path, lines: Iterable[Row], factor: Decimal) -> ImportSession:
    """An import of these lines, their prices times a factor."""
    path = folder / "trades.csv"
    priced = (",".join([*row[:5], f"{Decimal(row[5]) * factor:.4f}"]) for row in lines)
    path.write_text("\n".join([HEADINGS, *priced]), encoding="utf-8")
    return ImportSession(desk, [path], ImportOptions(source="bench"))


def measure(every: str, files: Sequence[list[Row]]) -> dict[str, object]:
    """Rates of files of which anything was told."""
    told: Counter[str] = Counter()
    seen = 0
    with tempfile.TemporaryDirectory() as name, open_desk(Path(name) / "data") as desk:
        for at, lines in enumerate(files):
            if at >= FILLING * (5 if every == "day" else 1):
                seen += 1
                for slip, factor in SLIPS.items():
                    (draft,) = session(desk, Path(name), lines, factor).drafts
                    told[slip] += bool(draft.check().findings)
            session(desk, Path(name), lines, Decimal(1)).commit()
    return {"files": seen, "lines a file": len(rows()) // len(files)} | {
        slip: round(100 * told[slip] / seen, 2) for slip in SLIPS
    }


if __name__ == "__main__":
    print(json.dumps({every: measure(every, parts(every)) for every in ("week", "day")}, indent=2))
