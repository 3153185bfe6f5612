"""Layouts in the data folder: saved, renamed, deleted, found again; a damaged file counts as none."""

from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.curve.layout import Layout
from desk_app.domain.curve.look import Look
from desk_app.jobs.keep_layouts import Layouts

LIGHT = Layout(codes=("prnd_oxide", "composite"), look=Look(averages=("sma20",), band=True))


def test_what_was_saved_is_found_again(tmp_path: Path) -> None:
    kept = Layouts(tmp_path)
    kept.save(LIGHT, "  早会  ")
    kept.keep_last(Layout(codes=("dy_oxide",)))
    again = Layouts(tmp_path)
    assert list(again.named) == ["早会"]
    assert again.named["早会"].look == LIGHT.look
    assert again.last == Layout(codes=("dy_oxide",))


def test_saving_replaces_renaming_keeps_the_place_and_deleting_forgets(tmp_path: Path) -> None:
    kept = Layouts(tmp_path)
    for name in ("a", "b", "c", "a"):
        kept.save(LIGHT, name)
    kept.rename("b", "第二")
    kept.delete("c")
    assert list(Layouts(tmp_path).named) == ["a", "第二"]
    assert Layouts(tmp_path).named["第二"].name == "第二"


def test_names_that_cannot_be(tmp_path: Path) -> None:
    kept = Layouts(tmp_path)
    kept.save(LIGHT, "a")
    kept.save(LIGHT, "b")
    for act, key in (
        (lambda: kept.save(LIGHT, " \n "), "layout_nameless"),
        (lambda: kept.rename("a", ""), "layout_nameless"),
        (lambda: kept.rename("a", "b"), "layout_taken"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.problem.key == key
    assert list(Layouts(tmp_path).named) == ["a", "b"]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '"x"', '{"named": 3, "last": []}', '{"named": [{"name": 1}, 5, null]}', "[" * 100_000, "\0\0"],
)
def test_a_damaged_file_counts_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "layouts.json").write_text(content, encoding="utf-8")
    kept = Layouts(tmp_path)
    assert (kept.named, kept.last) == ({}, None)
    kept.save(LIGHT, "neu")
    assert list(Layouts(tmp_path).named) == ["neu"]


def test_where_nothing_can_be_written_only_what_was_asked_for_is_refused(tmp_path: Path) -> None:
    kept = Layouts(tmp_path / "no" / "folder")
    kept.keep_last(LIGHT)
    with pytest.raises(Refused):
        kept.save(LIGHT, "a")


def test_without_a_folder_nothing_is_kept() -> None:
    kept = Layouts(None)
    kept.save(LIGHT, "a")
    kept.keep_last(LIGHT)
    assert list(kept.named) == ["a"]
