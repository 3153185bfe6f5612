"""Two-step aggregation: against others' numbers, by hand, and what must hold whatever the prices."""

import csv
import random as chance
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.index.research.aggregate import MEANS, Mean, steps_of, tree_of
from desk_app.domain.index.research.compute import pair_named
from desk_app.domain.index.research.panel import Floats
from desk_app.domain.index.research.panel_lines import PanelText, panel_columns
from desk_app.domain.index.research.sample_lines import sample_fields, sample_of, weights_of
from desk_app.domain.index.research.two_step import Sample, TwoStep, two_step
from tests.domain.index.research.matrices import figures, matrices
from tests.shared import shared_path

MEAN = {mean.name: mean for mean in MEANS}
HEAD = ("period", "product", "class", "price", "weight")


def text_of(rows: Sequence[Sequence[str]], heading: Sequence[str] = HEAD) -> PanelText:
    fields = sample_fields(heading) if "period" in heading else ("class", "weight")
    text = PanelText(panel_columns(heading, "x", fields), len(heading), fields)
    text.add(2, rows)
    return text


def sample(rows: Sequence[Sequence[str]], heading: Sequence[str] = HEAD) -> Sample:
    return sample_of(text_of(rows, heading), "x")[0]


def levels(
    rows: Sequence[Sequence[str]],
    weights: Mapping[str, float],
    first: str = "young",
    second: str = "young",
    heading: Sequence[str] = HEAD,
) -> dict[str, list[float]]:
    found = two_step(sample(rows, heading), weights, pair_named(first), MEAN[second])
    return by_name(found, found.level)


def by_name(found: TwoStep, table: Floats) -> dict[str, list[float]]:
    return {name: table[:, at].tolist() for at, name in enumerate(found.names)}


def lines_of(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def test_as_others_have_it() -> None:
    """Levels and price-updated weights of a sample with missing prices, which piar was confirmed to give."""
    folder = shared_path("data/index_vectors/05_aggregation_fixed_sample")
    heading, *rows = csv.reader(lines_of(folder / "prices.csv"))
    head, *shares = csv.reader(lines_of(folder / "weights.csv"))
    weights = weights_of(text_of(shares, head), "x")
    found = two_step(sample(rows, heading), weights, pair_named("young"), MEAN["young"])
    wanted = list(csv.DictReader(lines_of(folder / "expected.csv")))
    places = [(found.periods.index(row["period"]), found.names.index(row["level"])) for row in wanted]
    assert len(set(places)) == len(wanted) == found.level.size
    for table, name, scale in ((found.level, "index", 100.0), (found.weight, "weight", 1.0)):
        got = [scale * table[place] for place in places]
        assert got == pytest.approx([float(row[name]) for row in wanted], rel=1e-10, abs=1e-10)


BY_HAND = [
    ("1", "镨钕", "oxide/light", "100", "1"),
    ("1", "镧", "oxide/light", "10", "3"),
    ("1", "镝", "oxide/heavy", "50", "1"),
    ("1", "镨钕合金", "metal", "200", "1"),
    ("2", "镨钕", "oxide/light", "120", "1"),
    ("2", "镧", "oxide/light", "11", "3"),
    ("2", "镝", "oxide/heavy", "", "1"),
    ("2", "镨钕合金", "metal", "220", "1"),
    ("3", "镨钕", "oxide/light", "120", "1"),
    ("3", "镧", "oxide/light", "11", "3"),
    ("3", "镝", "oxide/heavy", "60", "1"),
    ("3", "镨钕合金", "metal", "242", "1"),
]
WEIGHTS = {"oxide/light": 40.0, "oxide/heavy": 20.0, "metal": 40.0}


def test_by_hand() -> None:
    found = two_step(sample(BY_HAND), WEIGHTS, pair_named("young"), MEAN["young"])
    level, weight = by_name(found, found.level), by_name(found, found.weight)
    # light in 2: (1 x 1.2 + 3 x 1.1) / 4 = 1.125; heavy has no price, so oxide is light's and heavy takes oxide's
    assert level["oxide/light"] == pytest.approx([1, 1.125, 1.125])
    assert level["oxide"] == pytest.approx([1, 1.125, 1.125])
    assert level["oxide/heavy"] == pytest.approx([1, 1.125, 1.125])  # in 3 there is no price before to compare with
    assert level["metal"] == pytest.approx([1, 1.1, 1.21])
    assert level["*"] == pytest.approx([1, 0.6 * 1.125 + 0.4 * 1.1, 0.6 * 1.125 + 0.4 * 1.21])
    assert weight["*"] == pytest.approx([100, 100, 60 * 1.125 + 40 * 1.1])
    assert found.names == ("*", "metal", "oxide", "oxide/heavy", "oxide/light")
    assert found.imputed == 2


def test_geometric_means_keep_their_weights() -> None:
    found = two_step(sample(BY_HAND), WEIGHTS, pair_named("geoyoung"), MEAN["geoyoung"])
    light = 1.2**0.25 * 1.1**0.75
    assert by_name(found, found.level)["*"] == pytest.approx([1, light**0.6 * 1.1**0.4, light**0.6 * 1.21**0.4])
    assert by_name(found, found.weight)["*"] == pytest.approx([100, 100, 100])


QUANTITIES = ("period", "product", "class", "price", "quantity")


def test_elementary_indices_by_any_formula() -> None:
    rows = [("1", "a", "x", "1", "1"), ("1", "b", "x", "1", "1"), ("2", "a", "x", "2", "1"), ("2", "b", "x", "1", "4")]
    rows += [("1", "c", "y", "1", "1"), ("2", "c", "y", "3", "1")]
    fisher = (1.5 * (6 / 5)) ** 0.5
    assert levels(rows, {"x": 1, "y": 1}, "fisher", heading=QUANTITIES)["*"][1] == pytest.approx((fisher + 3) / 2)
    assert levels(rows, {"x": 1, "y": 3}, "jevons", heading=QUANTITIES)["x"][1] == pytest.approx(2**0.5)


@given(matrices(), st.lists(figures, min_size=5, max_size=5))
def test_where_nothing_is_missing_the_chain_is_the_direct_young_index(
    panel: tuple[Floats, Floats], shares: list[float]
) -> None:
    price, _ = panel
    rows = [
        (f"{t + 1}", f"p{i}", str(i % 2 + 1), repr(float(price[t, i])), repr(shares[i]))
        for t, i in np.ndindex(price.shape)
    ]
    weights = {code: 7.0 if code == "1" else 2.0 for code in dict.fromkeys(row[2] for row in rows)}
    own = np.array(shares[: price.shape[1]])
    code = np.arange(price.shape[1]) % 2
    split = np.array([weights[str(one + 1)] for one in code]) * own / np.array([own[code == one].sum() for one in code])
    direct = (price / price[0]) @ split / split.sum()
    found = levels(rows, weights)
    np.testing.assert_allclose(next(iter(found.values())), direct, rtol=1e-9)


@given(matrices(gaps=True), st.sampled_from(sorted(MEAN)), st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing_and_proportional_prices_move_all_alike(
    panel: tuple[Floats, Floats], mean: str, random: chance.Random
) -> None:
    price, _ = panel
    factor = np.arange(1, len(price) + 1)[:, None]
    moved = np.where(np.isnan(price), np.nan, price[0, 0] * factor)
    for figures_, wanted in ((moved, factor[:, 0]), (price, None)):
        rows = [
            (f"{t + 1}", f"p{i}", "1" if i < 2 else "23", repr(float(figures_[t, i])), "1")
            for t, i in np.argwhere(~np.isnan(figures_)).tolist()
        ]
        weights = dict.fromkeys(dict.fromkeys(row[2] for row in rows), 1.0)
        found = levels(rows, weights, mean, mean)
        if wanted is not None:
            assert all(np.allclose(level, wanted, rtol=1e-9) for level in found.values())
        random.shuffle(rows)
        assert levels(rows, weights, mean, mean) == found


def test_classes_lie_in_what_their_names_say() -> None:
    assert steps_of("121") == ("1", "12", "121")
    assert steps_of("oxide/light") == ("oxide", "oxide/light")
    assert steps_of("轻稀土") == ("轻稀土",)
    assert tree_of([("1", "11"), ("1", "12")]).names == ("1", "11", "12")
    assert tree_of([("a",), ("b",)]).names == ("*", "a", "b")


def test_a_class_without_products_moves_with_the_one_above_and_is_told() -> None:
    found = two_step(sample(BY_HAND), {**WEIGHTS, "oxide/other": 5.0}, pair_named("young"), MEAN["young"])
    assert found.silent == ("oxide/other",)
    level = by_name(found, found.level)
    assert level["oxide/other"] == level["oxide"]


def test_a_product_without_a_weight_in_the_first_period_does_not_count_and_is_told() -> None:
    more = [("2", "钇", "metal", "1", "9"), ("3", "钇", "metal", "9", "9")]
    found = two_step(sample([*BY_HAND, *more]), WEIGHTS, pair_named("young"), MEAN["young"])
    assert found.weightless == ("钇",)
    assert by_name(found, found.level) == levels(BY_HAND, WEIGHTS)


def refused(rows: Sequence[Sequence[str]], weights: Mapping[str, float] = WEIGHTS, first: str = "young") -> str:
    mean: Mean = MEAN["young"]
    with pytest.raises(Refused) as found:
        two_step(sample(rows), weights, pair_named(first), mean)
    return found.value.problem.key


def test_what_can_not_be_put_together_is_refused() -> None:
    assert refused(BY_HAND, {"metal": 1.0}) == "two_step_class_weight"
    assert refused(BY_HAND, {**WEIGHTS, "oxide": 1.0}) == "two_step_class_above"
    assert refused([*BY_HAND, ("3", "镧", "metal", "1", "1")]) == "two_step_class_twice"
    assert refused([*BY_HAND, ("4", "镧", "oxide/light", "", "3")]) == "index_no_overlap"
    assert refused([*BY_HAND, ("4", "镧", "", "1", "3")]) == "panel_name_missing"
    assert refused([*BY_HAND, ("4", "镧", "oxide/light", "1", "0")]) == "panel_not_positive"
    assert refused([*BY_HAND, ("4", "镧", "oxide/light", "1", "")]) == "panel_figure_missing"
    assert refused([*BY_HAND, ("4", "镧", "oxide/light", "-1", "3")]) == "panel_not_positive"


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([("x", "0")], "two_step_weight"),
        ([("x", "nan")], "two_step_weight"),
        ([("x", "a")], "two_step_weight"),
        ([("", "1")], "panel_name_missing"),
        ([("x", "1"), ("x", "2")], "two_step_weight_twice"),
        ([], "panel_no_lines"),
    ],
)
def test_wrong_weights_are_refused(rows: list[tuple[str, str]], key: str) -> None:
    with pytest.raises(Refused) as found:
        weights_of(text_of(rows, ("class", "weight")), "x")
    assert found.value.problem.key == key
