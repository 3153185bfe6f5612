"""What benchmarks on a store of made-up trades have in common: their arguments, and one JSON document at the end."""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path


def tell(bench: Callable[[Path, int], object], trades: int) -> None:
    """Run `bench` on a folder with so many trades and print what it found: arguments are [TRADES] [FOLDER]. The folder
    is kept for the next run where one is named.
    """
    count = int(sys.argv[1]) if len(sys.argv) > 1 else trades
    if len(sys.argv) > 2:
        print(json.dumps(bench(Path(sys.argv[2]), count), indent=2))
        return
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(bench(Path(name), count), indent=2))
