"""What `dev.py run` does besides opening the window: fill an empty desk, or walk the whole flow without a display."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from machine import PYTHON, ROOT, NotReady

RESULTS = ROOT / "build" / "tour"
DATABASE = "desk.sqlite"
WHERE = "from desk_app.paths import data_folder; print(data_folder())"
QUARTER = "2026Q1"
SAMPLE = "sample"


def fill_empty_desk() -> None:
    """The samples, when this user has no desk yet; what is in the way, the desk says, and the window again."""
    if not (_folder() / DATABASE).exists():
        print("filling an empty desk with the samples", flush=True)
        subprocess.run([PYTHON, "-m", "desk_app", "samples"], cwd=ROOT, stdin=subprocess.DEVNULL, check=False)


def _folder() -> Path:
    return Path(_said(["-c", WHERE]).strip())


def without_a_window() -> int:
    """Import, index, board, price, sheet to PDF, pictures; nothing is entered twice when it is run again."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    print("No display here: the same tour without a window. The samples are made up, no real trades.")
    _import_sample()
    _indices()
    _ore_price()
    _sheet()
    _board()
    _pictures()
    print(f"The results lie in {RESULTS}")
    return 0


def _import_sample() -> None:
    """One more day of samples; among real trades it is only tried."""
    file = next((ROOT / "resources" / "samples").glob("drop_me*.csv"))
    real = any(batch["source"] != SAMPLE for batch in _json(["batches"]))
    found = _json(["import", str(file), "--source", SAMPLE, *(["--dry-run"] if real else [])])[0]
    counts = ", ".join(f"{found[name]} {name}" for name in ("new", "same", "changed", "held"))
    print(f"import   {found['rows']} rows of {file.name}: {counts}{' (tried only)' if real else ''}")
    _keep("import.json", found)


def _indices() -> None:
    _json(["index", "build"])
    series = _json(["index", "list"])
    first = series[0]
    text = _desk(["index", "show", first["code"], "--format", "csv"])
    (RESULTS / "index.csv").write_text(text, encoding="utf-8")
    moved = f"{first['previous_value']} to {first['latest_value']}"
    print(f"index    {len(series)} curves; {first['code']} {moved} on {first['latest_period']}: index.csv")


def _ore_price() -> None:
    lot = ("--quarter", QUARTER, "--reo", "51.2", "--moisture", "8.5", "--wet", "120")
    price = _json(["ore", "price", *lot])
    print(f"ore      120 t wet, 51.2 % REO, {QUARTER}: {price['total_inc_vat']} yuan with VAT")
    _keep("ore_price.json", price)


def _sheet() -> None:
    sheets = _json(["sheet", "list"])
    number = sheets[0]["id"] if sheets else _json(["sheet", "draft", "price-adjustment", "--quarter", QUARTER])["id"]
    _desk(["sheet", "pdf", str(number), str(RESULTS / "sheet.pdf")])
    print(f"sheet    price adjustment {QUARTER}: sheet.pdf")


def _pictures() -> None:
    for page, name in (("board", "board.png"), ("curves", "curve.png")):
        _said(["-m", "desk_app.ui.snapshot", str(RESULTS / name), "--data", str(_folder()), "--page", page])
        print(f"{page:<8} {name}")


def _board() -> None:
    board = _json(["board"])
    _desk(["board", "--out", str(RESULTS / "board.csv")])
    print(
        f"board    {len(board['rows'])} series as of {board['on']}, averages over {board['period']['key']}: board.csv"
    )


def _keep(name: str, document: object) -> None:
    text = json.dumps(document, ensure_ascii=False, indent=2)
    (RESULTS / name).write_text(text, encoding="utf-8")


def _json(arguments: list[str]) -> Any:
    return json.loads(_desk([*arguments, "--json"]))


def _desk(arguments: list[str]) -> str:
    return _said(["-m", "desk_app", *arguments])


def _said(arguments: list[str]) -> str:
    """What our own Python printed; it must have ended well."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [PYTHON, *arguments], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if done.returncode:
        raise NotReady(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout
