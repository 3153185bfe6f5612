"""Every reader of large files asks on the way whether to go on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.files.heed import heed, heeding
from desk_app.files.pick import file_hash, read_tables
from tests.files.workbooks import text_cells, write_workbook


class Enough(Exception):
    pass


def stop() -> None:
    raise Enough


def test_outside_nobody_is_asked() -> None:
    with heeding(stop), pytest.raises(Enough):
        heed()
    heed()


def test_a_text_and_its_hash_are_left_in_the_middle(tmp_path: Path) -> None:
    file = tmp_path / "trades.csv"
    file.write_bytes(b"a,b\n" * 10)
    with heeding(stop):
        with pytest.raises(Enough):
            read_tables(file, len)
        with pytest.raises(Enough):
            file_hash(file)


def test_a_workbook_is_left_before_it_is_opened_and_while_its_cells_become_texts(tmp_path: Path) -> None:
    file = write_workbook(tmp_path / "b.xlsx", ("一", text_cells(("a",))))
    asked: list[int] = []
    with heeding(lambda: asked.append(1)):
        read_tables(file, len)
    for last in range(len(asked)):
        left = iter(range(last))

        def ask(left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise Enough

        with heeding(ask), pytest.raises(Enough):
            read_tables(file, len)
