"""What is remembered of watched folders, whatever becomes of the file it is in."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.feeds import seen_files
from desk_app.feeds.seen_files import SeenFiles
from desk_app.feeds.settle import Stamp


def test_it_remembers_by_folder_across_restarts(tmp_path: Path) -> None:
    seen = SeenFiles(tmp_path / "seen")
    here, there = tmp_path / "成交", tmp_path / "other"
    seen.add({here / "a.csv": Stamp(1, 2), there / "a.csv": Stamp(3, 4)})
    seen.add({here / "b\udcff.csv": Stamp(5, 6)})
    again = SeenFiles(tmp_path / "seen")
    assert again.of(here) == {"a.csv": Stamp(1, 2), "b\udcff.csv": Stamp(5, 6)}
    assert again.of(there) == {"a.csv": Stamp(3, 4)}
    assert again.of(tmp_path) == {}


def test_the_newest_stamp_counts(tmp_path: Path) -> None:
    seen = SeenFiles(tmp_path / "seen")
    for size in range(3):
        seen.add({tmp_path / "a.csv": Stamp(size, 2**62)})
    assert seen.of(tmp_path) == {"a.csv": Stamp(2, 2**62)}


@given(st.binary(max_size=60))
def test_damaged_lines_count_as_none(junk: bytes) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        seen = SeenFiles(folder / "seen")
        seen.add({folder / "a.csv": Stamp(1, 2)})
        (folder / "seen").write_bytes((folder / "seen").read_bytes() + b"\n" + junk + b"\n")
        seen.add({folder / "b.csv": Stamp(3, 4)})
        found = seen.of(folder)
        assert found["a.csv"] == Stamp(1, 2)
        assert found["b.csv"] == Stamp(3, 4)


def test_it_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen_files, "_KEPT", 10)
    seen = SeenFiles(tmp_path / "seen")
    for number in range(25):
        seen.add({tmp_path / f"{number}.csv": Stamp(1, number)})
    assert list(seen.of(tmp_path)) == [f"{number}.csv" for number in range(15, 25)]
    assert len((tmp_path / "seen").read_text().splitlines()) == 10


def test_a_folder_that_cannot_be_written_to_costs_the_memory_only(tmp_path: Path) -> None:
    seen = SeenFiles(tmp_path / "not there" / "seen")
    seen.add({tmp_path / "a.csv": Stamp(1, 2)})
    assert seen.of(tmp_path) == {}
