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


def fill_empty_desk() -> None:
    """The samples, when this user has no desk yet; what is in the way, the desk says, and the window again."""
    if not (_folder() / DATABASE).exists():
        print("filling an empty desk with the samples", flush=True)
        subprocess.run([PYTHON, "-m", "desk_app", "samples"], cwd=ROOT, stdin=subprocess.DEVNULL, check=False)


def _folder() -> Path:
    return Path(_said(["-c", WHERE]).strip())


def without_a_window() -> int:
    """Import, index, price, sheet to PDF, curve to PNG; nothing is entered twice when it is run again."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    print("No display here: the same tour without a window.")
    _import_sample()
    code = _indices()
    _ore_price()
    _sheet()
    _curve(code)
    print(f"The results lie in {RESULTS}")
    return 0


def _import_sample() -> None:
    """Checked against the desk, not entered: the samples are in it, and real trades may be."""
    for file in sorted((ROOT / "resources" / "samples").glob("*.csv"))[:1]:
        found = _json(["import", str(file), "--dry-run"])[0]
        print(f"import   {file.name}: {found.get('rows', 0)} rows, {found.get('same', 0)} known already")
        _keep("import.json", found)


def _indices() -> str:
    _json(["index", "build"])
    codes = _json(["index", "list"])
    code = str(codes[0]["code"])
    values = _desk(["index", "show", code, "--format", "csv"])
    (RESULTS / "index.csv").write_text(values, encoding="utf-8")
    print(f"index    {len(codes)} indices; {code}: {len(values.splitlines()) - 1} values in index.csv")
    return code


def _ore_price() -> None:
    lot = ("--quarter", QUARTER, "--reo", "51.2", "--moisture", "8.5", "--wet", "120")
    price = _json(["ore", "price", *lot])
    print(f"ore      120 t wet, 51.2 % REO, {QUARTER}: {price['total_inc_vat']} yuan with VAT")
    _keep("ore_price.json", price)


def _sheet() -> None:
    sheets = _json(["sheet", "list"])
    number = sheets[0]["id"] if sheets else _json(["sheet", "draft", "price-adjustment", "--quarter", QUARTER])["id"]
    _desk(["sheet", "pdf", str(number), str(RESULTS / "sheet.pdf")])
    print(f"sheet    {number}: sheet.pdf")


def _curve(code: str) -> None:
    _said(["-m", "desk_app.ui.snapshot", str(RESULTS / "curve.png"), "--data", str(_folder()), "--page", "curves"])
    print(f"curve    {code}: curve.png")


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
        stdout=subprocess.PIPE, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        raise NotReady(f"this failed (exit code {done.returncode}): {' '.join(arguments)}")
    return done.stdout
