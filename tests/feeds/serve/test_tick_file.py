"""A file of ticks that grows, is cut, replaced: ids that never mean two lines."""

import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.curve.tick import LONGEST, About, Spoiled, Tick, about_line, read_line, tick_line
from desk_app.domain.index.official_points.official import StatedTax
from desk_app.feeds.serve.tick_file import TickFile

ABOUT = about_line(About("a", "甲", "某公司", "yuan/t", StatedTax.EXCL, "tick"))


def tick(number: int) -> str:
    return tick_line(Tick("a", 1_700_000_000_000 + number, Decimal(number)))


def texts(file: TickFile, have: int = 0, most: int = 10_000) -> list[str]:
    file.look()
    return [text for _, text in file.lines(have, most)]


def test_lines_by_number_however_many(tmp_path: Path) -> None:
    path = tmp_path / "ticks.jsonl"
    written = [ABOUT, *map(tick, range(2_000))]
    path.write_text("\n".join(written) + "\n", encoding="utf-8")
    file = TickFile(path)
    assert file.look() == 2_001
    for have in (0, 1, 511, 512, 513, 1_024, 1_999, 2_000):
        found = file.lines(have, 700)
        assert [text for _, text in found] == written[have : have + 700]
        assert found[0][0] == f"{file.mark}-{have + 1}"
    assert file.lines(2_001, 10) == []
    assert file.series == [ABOUT]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=30))
def test_however_it_is_written_only_whole_lines_count(pieces: list[int]) -> None:
    import tempfile

    whole = "".join(f"{text}\n" for text in (ABOUT, "", *map(tick, range(5)), "  ")).encode()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "ticks.jsonl"
        file, at = TickFile(path), 0
        for length in [*pieces, len(whole)]:
            with path.open("ab") as opened:
                opened.write(whole[at : at + length])
            at += length
            lines = [line for line in whole[:at].decode("utf-8", "ignore").split("\n")[:-1] if line.strip()]
            assert texts(file) == lines


def test_a_line_that_is_too_long_is_cut_and_the_next_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "ticks.jsonl"
    path.write_text(f"{tick(1)}\n{'x' * 3_000_000}\n{tick(2)}\n", encoding="utf-8")
    found = texts(TickFile(path))
    assert (found[0], found[2]) == (tick(1), tick(2))
    assert LONGEST <= len(found[1]) <= LONGEST + 1
    assert isinstance(read_line(found[1]), Spoiled)


def test_a_client_goes_on_after_its_last_line_and_from_the_start_with_any_other_id(tmp_path: Path) -> None:
    path = tmp_path / "ticks.jsonl"
    path.write_text(f"{tick(1)}\n{tick(2)}\n", encoding="utf-8")
    file = TickFile(path)
    file.look()
    for number in (0, 1, 2):
        assert file.after(f"{file.mark}-{number}") == number
    for other in ("", "7", f"{file.mark}-3", f"{file.mark}--1", f"{file.mark}-x", "other-1", f"{file.mark}-²"):
        assert file.after(other) == 0


def test_cut_replaced_or_gone_it_begins_anew_under_another_mark(tmp_path: Path) -> None:
    path = tmp_path / "ticks.jsonl"
    path.write_text(f"{tick(1)}\n{tick(2)}\n", encoding="utf-8")
    file = TickFile(path)
    assert texts(file) == [tick(1), tick(2)]
    marks = {file.mark}
    path.write_text(f"{tick(1)}\n", encoding="utf-8")  # cut
    assert texts(file) == [tick(1)]
    marks.add(file.mark)
    other = tmp_path / "other"
    other.write_text(f"{tick(1)}\n{tick(3)}\n", encoding="utf-8")
    other.replace(path)
    assert texts(file) == [tick(1), tick(3)]
    marks.add(file.mark)
    path.unlink()
    assert texts(file) == []
    path.write_text(f"{tick(1)}\n", encoding="utf-8")
    assert texts(file) == [tick(1)]
    assert len(marks | {file.mark}) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_and_a_pipe_have_no_lines(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{tick(1)}\n")
    (tmp_path / "ticks.jsonl").symlink_to(tmp_path / "secret")
    assert TickFile(tmp_path / "ticks.jsonl").look() == 0
    (tmp_path / "folder").mkdir()
    assert TickFile(tmp_path / "folder").look() == 0
