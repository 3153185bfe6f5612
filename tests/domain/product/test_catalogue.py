"""Every product is found by every name it goes under, and by no other."""

import tomllib

import pytest

from desk_app.assets import resource_text
from desk_app.domain.base.problem import Refused
from desk_app.domain.product.catalogue import Catalogue, catalogue_from, fold

OWN = tomllib.loads(resource_text("catalogue", "products.toml"))["product"]
KEYS = [
    "la_oxide",
    "ce_oxide",
    "pr_oxide",
    "nd_oxide",
    "prnd_oxide",
    "sm_oxide",
    "eu_oxide",
    "gd_oxide",
    "tb_oxide",
    "dy_oxide",
    "ho_oxide",
    "er_oxide",
    "tm_oxide",
    "yb_oxide",
    "lu_oxide",
    "y_oxide",
    "sc_oxide",
    "la_metal",
    "ce_metal",
    "pr_metal",
    "nd_metal",
    "prnd_metal",
    "tb_metal",
    "dy_metal",
    "dyfe",
    "gdfe",
    "hofe",
    "re_carbonate",
    "concentrate",
    "bastnaesite",
    "monazite",
    "ion_ore",
    "ndfeb",
    "ndfeb_scrap",
]


@pytest.fixture
def catalogue() -> Catalogue:
    return catalogue_from(OWN, ())


def test_all_keys_of_the_contract(catalogue: Catalogue) -> None:
    assert [product.key for product in catalogue.all()] == KEYS


def test_no_name_belongs_to_two_products() -> None:
    owner: dict[str, str] = {}
    for entry in OWN:
        for name in (entry["key"], entry["zh"], entry["en"], *entry["aliases"]):
            assert owner.setdefault(fold(name), entry["key"]) == entry["key"], name


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("金属镨钕", "prnd_metal"),
        ("镨钕金属", "prnd_metal"),
        ("镨钕合金", "prnd_metal"),
        ("*稀土产品*氧化镧", "la_oxide"),
        ("Ｌａ２Ｏ３", "la_oxide"),
        ("Nd₂O₃", "nd_oxide"),
        (" pr-nd  OXIDE ", "prnd_oxide"),
        ("镝铁", "dyfe"),
        ("Rare earth carbonate", "re_carbonate"),
    ],
)
def test_names(catalogue: Catalogue, name: str, key: str) -> None:
    found = catalogue.find(name)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("name", ["氧化钚", "", "金属", "oxide", "氧化"])
def test_unknown_names_are_not_guessed(catalogue: Catalogue, name: str) -> None:
    assert catalogue.find(name) is None


def test_every_price_band_names_its_day_and_source(catalogue: Catalogue) -> None:
    bands = [product.band for product in catalogue.all() if product.band]
    assert len(bands) > 20
    assert all(band.source and band.on.year >= 2023 and band.low <= band.high for band in bands)


def test_overlay_adds_aliases_and_products_and_leaves_the_rest() -> None:
    overlay: list[dict[str, object]] = [
        {"key": "la_oxide", "aliases": ["老镧"]},
        {"key": "own_mix", "zh": "自配混合料", "en": "Own mix", "unit": "yuan/t", "tax": "excl"},
    ]
    catalogue = catalogue_from(OWN, overlay)
    assert catalogue.find("老镧") == catalogue.find("氧化镧")
    own = catalogue.find("自配混合料")
    assert own is not None
    assert own.name("en") == "Own mix"
    assert len(catalogue.all()) == len(KEYS) + 1


@pytest.mark.parametrize(
    "entry",
    [
        {"key": "Bad Key", "zh": "x", "en": "x"},
        {"key": "nameless"},
        {"key": "x", "zh": "x", "en": "x", "unit": "yuan/lb"},
        {"key": "x", "zh": "x", "en": "x", "groups": ["noble"]},
        {"key": "x", "zh": "x", "en": "x", "tax": "maybe"},
        {"key": "x", "zh": "x", "en": "x", "band": {"low": "5", "high": "1", "on": "2026-01-01", "source": "s"}},
    ],
)
def test_wrong_entries_are_refused(entry: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        catalogue_from(OWN, [entry])
    assert refused.value.problem.key == "product_entry_wrong"
