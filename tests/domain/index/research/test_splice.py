"""Windows joined to a series: numbers of others, and what every splice keeps."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.index.multilateral import METHODS
from desk_app.domain.index.multilateral.multilateral import Multilateral
from desk_app.domain.index.research.panel import Floats
from desk_app.domain.index.research.splice import SPLICES, Splice, joined, spliced
from tests.domain.index.research.matrices import METHOD, expected, figures, matrices, matrix_panel, near, vector_panel
from tests.shared import shared_path

SPLICE = {splice.name: splice for splice in SPLICES}
TOY = {"movement_published": "movement", "window_published": "wisp", "mean_published": "mean-pub"}
ROLLING = {
    "geks_fisher_window11_movement": ("geks-fisher", 11, "movement"),
    "chained_fisher_window2": ("geks-fisher", 2, "movement"),
    "geks_tornqvist_window7_mean": ("geks-tornqvist", 7, "mean"),
    "geks_fisher_window3_window": ("geks-fisher", 3, "window"),
}
Two = tuple[Floats, Floats]
some = settings(max_examples=6)
every_splice = pytest.mark.parametrize("splice", SPLICES, ids=lambda splice: splice.name)
every_method = pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)


def test_links_of_windows_as_others_join_them() -> None:
    toy = json.loads((shared_path("data/index_vectors") / "03_splice_toy/toy.json").read_text(encoding="utf-8"))
    windows = [np.concatenate([[0.0], np.cumsum(np.log(links))]) for links in toy["windows"]]
    for name, values in toy["expected"].items():
        found = np.exp(joined(windows, SPLICE[TOY.get(name, name)]))
        assert found[1:] == pytest.approx(values, rel=1e-12), name


def test_windows_of_three_as_others_have_them() -> None:
    panel = vector_panel("01_manual_6x5/input.csv")
    for name, values in expected("01_manual_6x5/expected_geksF_window3_splices.csv").items():
        found = spliced(panel, METHOD["geks-fisher"], 3, SPLICE[name.replace("_", "-")])
        assert near(np.exp(found), values, 1e-12), name


@pytest.mark.parametrize("column", ROLLING)
def test_rolling_windows_as_others_have_them(column: str) -> None:
    method, window, splice = ROLLING[column]
    panel = vector_panel("02_geks_13x5/input.csv")
    values = expected("02_geks_13x5/expected.csv")[column]
    assert near(np.exp(spliced(panel, METHOD[method], window, SPLICE[splice])), values, 1e-12)


@pytest.mark.parametrize(
    ("name", "value"),
    # The windows say 1, 2, 4, 8 | 1, 3, 5, 20: links at 2, 3 and 4 from the second on, before it 2, 4, 8.
    [
        ("movement", 8 * 20 / 5), ("wisp", 2 * 20), ("hasp", 4 * 20 / 3), ("mean-pub", (32 * 40 * 80 / 3) ** (1 / 3)),
        ("window", 8 * 20 / 4), ("half", 8 * (20 / 3) / 2), ("mean", (32 * 40 * 80 / 3) ** (1 / 3)),
        ("fbew", 8 * 20 / 5), ("fbmw", 8 * 20 / 5),
    ],
)  # fmt: skip
def test_by_hand(name: str, value: float) -> None:
    windows = [np.log([1.0, 2.0, 4.0, 8.0]), np.log([1.0, 3.0, 5.0, 20.0])]
    if name == "fbew":
        windows[1] = windows[1][2:]
    assert np.exp(joined(windows, SPLICE[name]))[-1] == pytest.approx(value, rel=1e-12)


def test_a_base_period_holds_for_a_window_less_one() -> None:
    """Of windows of three the first ends at period 3; periods 4 and 5 link at 3, and 6 at 5."""
    windows = [np.zeros(3), *(np.log([1.0, 2.0, 2.0 * factor]) for factor in (2.0, 3.0, 5.0))]
    found = np.exp(joined(windows, SPLICE["fbmw"]))
    assert found.tolist() == pytest.approx([1, 1, 1, 2, 6, 30])


@every_splice
@some
@given(matrices(gaps=True), st.sampled_from(METHODS), st.integers(2, 5))
def test_a_new_period_changes_no_bit_of_what_was_published(
    splice: Splice, matrix: Two, method: Multilateral, window: int
) -> None:
    price, quantity = matrix
    after = spliced(matrix_panel(price, quantity), method, window, splice)
    before = spliced(matrix_panel(price[:-1], quantity[:-1]), method, window, splice)
    if len(before) >= window:
        assert after[:-1].tolist() == before.tolist()


@every_splice
@some
@given(matrices(gaps=True), st.sampled_from(METHODS))
def test_a_window_of_all_periods_is_the_pure_index(splice: Splice, matrix: Two, method: Multilateral) -> None:
    panel = matrix_panel(*matrix)
    (pure,) = method.levels(panel, [(0, len(panel.periods))])
    for window in (len(panel.periods), 99):
        assert spliced(panel, method, window, splice).tolist() == pure.tolist()


@every_method
@some
@given(matrices(gaps=True), st.sampled_from(SPLICES), st.data())
def test_where_windows_agree_every_splice_gives_the_same(
    method: Multilateral, matrix: Two, splice: Splice, data: st.DataObject
) -> None:
    price, quantity = matrix
    level = np.array(data.draw(st.lists(figures, min_size=len(price), max_size=len(price))))
    gaps = np.isnan(price)
    price = np.broadcast_to(level[:, None], price.shape).copy()
    price[gaps] = np.nan
    if method.name != "geks-montgomery-vartia":
        found = spliced(matrix_panel(price, quantity), method, 3, splice)
        assert near(found, np.log(level / level[0]))


@every_method
@every_splice
def test_windows_of_every_method_are_joined_by_every_splice(method: Multilateral, splice: Splice) -> None:
    grid = np.arange(1.0, 46.0).reshape(9, 5)
    found = spliced(matrix_panel(grid, grid[::-1]), method, 4, splice)
    assert (len(found), found[0]) == (9, 0.0)
    assert (np.diff(found) > 0).all()


def test_names_are_unique() -> None:
    assert len(SPLICE) == len(SPLICES)
