"""Groups of the catalogue and the user's own."""

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.index.group import GROUPS, Group, basket_of, checked
from desk_app.domain.product.product import Product, product_from


def product(key: str, *groups: str) -> Product:
    return product_from({"key": key, "zh": key, "en": key, "groups": groups})


KNOWN = {
    one.key: one for one in (product("la_oxide", "light", "oxide"), product("dyfe", "medium_heavy", "alloy", "magnet"))
}
KEYS = ("dyfe", "la_oxide", "unheard_of")


def members(code: str) -> tuple[str, ...]:
    return next(group for group in GROUPS if group.code == code).members(KNOWN, KEYS)


def test_the_composite_is_over_all_that_is_traded() -> None:
    assert members("composite") == KEYS


def test_groups_follow_the_catalogue() -> None:
    assert (members("light"), members("metals"), members("magnets")) == (("la_oxide",), ("dyfe",), ("dyfe",))


def test_only_light_and_heavy_are_parts_that_add_up() -> None:
    assert {group.code for group in GROUPS if not group.part_of_whole} == {"composite", "light", "medium_heavy"}


def test_a_basket_has_the_users_weights() -> None:
    own = Group("own", products=("la_oxide", "dyfe"), weights={"dyfe": 3.0})
    basket = basket_of(own, KNOWN, KEYS)
    assert basket.columns.tolist() == [0, 1]
    assert basket.weights is not None
    assert basket.weights.tolist() == [3.0, 0.0]


@pytest.mark.parametrize(
    ("group", "key"),
    [
        (Group("composite", products=("dyfe",)), "group_code"),
        (Group("dyfe", products=("dyfe",)), "group_code"),
        (Group("我的", products=("dyfe",)), "group_code"),
        (Group("own", products=("gold",)), "group_product"),
        (Group("own", products=("dyfe",), weights={"gold": 1.0}), "group_product"),
        (Group("own"), "group_empty"),
        (Group("own", products=("dyfe",), weights={"dyfe": float("nan")}), "group_weight"),
        (Group("own", products=("dyfe",), weights={"dyfe": 0.0}), "group_weightless"),
    ],
)
def test_what_no_index_can_be_made_of_is_refused(group: Group, key: str) -> None:
    with pytest.raises(Refused) as refused:
        checked(group, KNOWN)
    assert refused.value.problem.key == key


def test_a_sound_group_passes() -> None:
    own = Group("own", products=("dyfe",), weights={"dyfe": 1.0})
    assert checked(own, KNOWN) is own
