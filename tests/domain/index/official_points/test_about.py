"""What is said of an official series."""

import pytest

from desk_app.domain.base.period import Every
from desk_app.domain.base.problem import Refused
from desk_app.domain.index.official_points.about import code_of, series_about, series_entry, series_from
from desk_app.domain.index.official_points.official import OfficialSeries, StatedTax

SAID = {"name": "稀土价格指数", "owner": "某交易所", "base": "2010年=100", "every": "week", "tax": "unstated"}


def refused(code: str, given: dict[str, str], lines: dict[str, str], known: OfficialSeries | None) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        series_about(code, given, lines, known)
    return caught.value.problem.key, caught.value.problem.field


def test_user_and_file_complete_each_other() -> None:
    lines = {"owner": "某交易所", "base": "2010年=100", "every": "每周", "tax": "未注明", "published_at": "周五 16:00"}
    made = series_about("REPE-W", {"name": " 稀土价格\n指数 ", "every": "week"}, lines, None)
    assert (made.name, made.every, made.tax, made.published_at) == (
        "稀土价格 指数", Every.WEEK, StatedTax.UNSTATED, "周五 16:00",
    )  # fmt: skip
    assert made.called("en") == made.name
    assert series_from(series_entry(made)) == made


@pytest.mark.parametrize("field", list(SAID))
def test_nothing_is_assumed(field: str) -> None:
    assert refused("X", {**SAID, field: ""}, {}, None) == ("official_missing", field)


@pytest.mark.parametrize(
    ("field", "text", "key"),
    [
        ("every", "每季", "official_word"),
        ("tax", "也许", "official_word"),
        ("published_at", "25:00", "official_time"),
        ("owner", "长" * 201, "official_text"),
        ("owner", "\ud800", "official_text"),
    ],
)
def test_what_is_not_understood_is_refused(field: str, text: str, key: str) -> None:
    assert refused("X", {**SAID, field: text}, {}, None) == (key, field)


def test_two_that_differ_are_asked_about() -> None:
    assert refused("X", SAID, {"tax": "含税"}, None) == ("official_disagree", "tax")
    assert series_about("X", SAID, {"name": "另一名称"}, None).name == SAID["name"]


def test_a_known_code_needs_nothing_said_and_keeps_its_footing() -> None:
    known = series_about("X", SAID, {}, None)
    assert series_about("X", {}, {}, known) == known
    assert series_about("X", {"source": "某网址"}, {}, known).source == "某网址"
    for field, text in (("base", "2020年=100"), ("tax", "incl"), ("every", "day"), ("owner", "别家")):
        assert refused("X", {field: text}, {}, known) == ("official_other", field)


def test_codes() -> None:
    assert code_of(" A ", {"code": "B"}) == "A"
    assert code_of("", {"code": "B"}) == "B"
    with pytest.raises(Refused):
        code_of("", {})
    for code in ("a b", "a/b", "长" * 41, "a:b"):
        assert refused(code, SAID, {}, None) == ("official_code", "code")
