"""Write the corpus: `python -m tests.data.make_corpus` makes tests/data/trades anew, the same to the byte."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tests.data import corpus_books, corpus_judged, corpus_text
from tests.data.corpus_model import Case

FOLDER = Path(__file__).parent / "trades"


def cases() -> Iterator[Case]:
    """Every case, in the order of expected.json."""
    return chain(corpus_text.cases(), corpus_books.cases(), corpus_judged.cases())


def made() -> dict[str, bytes]:
    """Every file of the folder by its name."""
    files: dict[str, bytes] = {}
    told = []
    for case in cases():
        told.append(case.told)
        if case.data is not None:
            if case.file in files:
                raise ValueError(case.file)
            files[case.file] = case.data
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in told)
    return {**files, "expected.json": f"[\n{lines}\n]\n".encode()}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, data in made().items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
