"""The self-test of an installation: passes on a whole one, names the part that is broken."""

from pathlib import Path

import pytest

from desk_app.jobs import self_test as job


def test_every_part_of_this_installation_works() -> None:
    results = job.self_test()
    assert [result.part for result in results] == [
        "words", "fonts", "icons", "store", "price", "calendar", "curve", "sheet",
    ]  # fmt: skip
    assert [result.error for result in results] == [""] * 8


def test_a_missing_part_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(job, "resource", tmp_path.joinpath)
    broken = {result.part for result in job.self_test() if result.error}
    assert broken == {"fonts", "icons"}
