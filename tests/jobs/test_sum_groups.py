"""Groups' sums of percent points: of products that are in them, and only where they are not the whole."""

from pathlib import Path

import pytest

from desk_app.jobs.explain_index import Input
from desk_app.jobs.open_desk import open_desk
from desk_app.jobs.sum_groups import sum_groups


def moved(product: str, points: float | None) -> Input:
    return Input(product, 1.0, 1.0, 1.0, 1.0, 1, 1.0, 0, 0.5, points)


def test_sums_are_of_members_and_the_whole_is_none(desk_data: Path) -> None:
    inputs = [moved("prnd_oxide", 0.5), moved("la_oxide", -0.2), moved("dy_oxide", 0.1), moved("ce_oxide", None)]
    with open_desk(desk_data) as desk:
        found = {one.code: one for one in sum_groups(desk, inputs)}
    assert "composite" not in found
    assert "oxides" not in found  # all that moved are oxides
    assert found["light"].points == pytest.approx(0.3)
    assert not found["light"].part_of_whole
    assert found["medium_heavy"].points == pytest.approx(0.1)
    assert found["magnets"].part_of_whole


def test_nothing_moved_nothing_to_sum(desk_data: Path) -> None:
    with open_desk(desk_data) as desk:
        assert sum_groups(desk, [moved("prnd_oxide", None)]) == ()
