"""How long the call bar takes: a phrase to its answer, and in the window from a key to the painted answer.

Run: `python -m tests.bench.bench_call [TIMES]`; measures on the display there is, or offscreen. Every phrase of
`tests/golden/call_phrases.toml` is answered TIMES times (5), each time anew; then the phrases that have one reading are
typed into the bar of a real window, key by key, and each key is timed until all that follows is painted. Prints one
JSON document, milliseconds; asked: p95 under 100.
"""

import json
import os
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk_app.jobs.answer_call import answer_call
from desk_app.jobs.load_price_list import load_price_list
from desk_app.settings import Settings
from desk_app.ui.app import Program

GOLDEN = Path(__file__).parents[1] / "golden" / "call_phrases.toml"
TODAY = date(2026, 11, 29)
TYPED = 60
PATIENCE = 60.0  # seconds


def phrases() -> dict[str, list[str]]:
    tables = tomllib.loads(GOLDEN.read_text(encoding="utf-8"))
    return {kind: list(table) for kind, table in tables.items()}


def spread(seconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    places = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    found = {name: ordered[min(int(len(ordered) * at), len(ordered) - 1)] for name, at in places.items()}
    return {name: round(one * 1000, 3) for name, one in {**found, "longest": ordered[-1]}.items()}


def answering(times: int) -> Iterator[float]:
    said = [phrase for of_kind in phrases().values() for phrase in of_kind]
    prices = load_price_list()
    for phrase in said * times:
        start = time.perf_counter()
        answer_call(phrase, prices, TODAY)
        yield time.perf_counter() - start


def typing(folder: Path) -> tuple[list[float], list[float]]:
    """Seconds of each key, and of each last key of a phrase: from the key to the painted answer."""
    app = QApplication(sys.argv[:1])
    program = Program(app, folder, Settings(folder), "zh_CN")
    program.window.show_page("trades")
    program.window.show()
    program.hub.open()
    ends = time.monotonic() + PATIENCE
    while (not program.hub.ready or program.hub.background.busy) and time.monotonic() < ends:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    bar = program.window.call_bar
    while not bar.ready and time.monotonic() < ends:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    keys, lasts = [], []
    for phrase in [each for each in phrases()["reading"] if each.isascii()][:TYPED]:
        bar.open()
        bar.line.clear()
        app.processEvents()
        for at, sign in enumerate(phrase):
            start = time.perf_counter()
            QTest.keyClicks(bar.line, sign)
            app.processEvents()
            keys.append(time.perf_counter() - start)
            if at == len(phrase) - 1:
                lasts.append(keys[-1])
    program.close()
    return keys, lasts


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    answered = list(answering(times))
    with tempfile.TemporaryDirectory() as name:
        keys, lasts = typing(Path(name))
    document = {
        "phrases": len(answered) // times,
        "phrase_to_answer_ms": spread(answered),
        "keys": len(keys),
        "key_to_painted_ms": spread(keys),
        "last_key_to_painted_answer_ms": spread(lasts),
    }
    print(json.dumps(document, indent=2))


if __name__ == "__main__":
    main()
