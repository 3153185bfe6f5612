"""Phrases on the telephone: the golden file, and what holds of every phrase."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.problem import Problem
from desk_app.domain.base.tax import Tax
from desk_app.domain.ore.phrase import LONGEST, Choice, Heard, Missing, Reading, hear
from desk_app.domain.ore.phrase_period import SpokenPeriod

GOLDEN: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[2] / "golden/call_phrases.toml").read_text(encoding="utf-8")
)
PHRASES = [(kind, phrase, expected) for kind, table in GOLDEN.items() for phrase, expected in table.items()]


def outcome(heard: Heard) -> tuple[str, Any]:
    """As the golden file writes it."""
    if isinstance(heard, Reading):
        return "reading", written(heard)
    if isinstance(heard, Choice):
        return "choice", [written(reading) for reading in heard.readings]
    if isinstance(heard, Missing):
        return "missing", " ".join(heard.fields)
    return "problem", heard.key


def written(reading: Reading) -> str:
    figures = (exact_text(value) for value in (reading.reo, reading.moisture, reading.wet))
    parts = (*figures, reading.tax.value if reading.tax else "", period_written(reading.period))
    return " ".join(part for part in parts if part)


def period_written(period: SpokenPeriod | None) -> str:
    if period is None:
        return ""
    if period.shift is not None:
        return f"year{period.shift:+d} {period.part}" if period.part else f"quarter{period.shift:+d}"
    return f"{period.year or ''}{period.part}"


def test_the_golden_file_is_large_and_has_every_kind() -> None:
    assert len(PHRASES) >= 200
    assert set(GOLDEN) == {"reading", "choice", "missing", "problem"}


@pytest.mark.parametrize(("kind", "phrase", "expected"), PHRASES)
def test_golden(kind: str, phrase: str, expected: Any) -> None:
    assert outcome(hear(phrase)) == (kind, expected)


def wide(text: str) -> str:
    """All that has a full-width twin, in it."""
    return "".join(
        chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else "\u3000" if sign == " " else sign for sign in text
    )


@pytest.mark.parametrize("phrase", [phrase for _, phrase, _ in PHRASES])
def test_full_width_is_half_width(phrase: str) -> None:
    assert outcome(hear(wide(phrase))) == outcome(hear(phrase))


reos = st.decimals("1.01", 100, places=2)
moistures = st.decimals("0.31", 99, places=2)
wets = st.decimals("0.001", 10**6, places=3)
REO_WAYS = ("REO {}", "reo{}", "品位{}%", "品位：{}", "{}% REO", "grade {}", "REO={}%")
MOISTURE_WAYS = ("水{}", "水分 {}%", "{}个水", "moisture {}", "含水率：{}", "H2O {}%")
WET_WAYS = ("{}吨", "湿重{}", "湿重 {} 吨", "{} t", "wet {} t", "{}湿吨", "净重：{}吨")
TAX_WAYS = {None: ("",), Tax.INCL: ("含税", "incl VAT"), Tax.EXCL: ("不含税", "ex VAT")}


@st.composite
def labelled(draw: st.DrawFn) -> tuple[list[str], Reading]:
    """Parts that name themselves, and what they say."""
    reo = draw(reos)
    moisture = draw(moistures.filter(lambda water: water < reo))
    wet, tax = draw(wets), draw(st.sampled_from(tuple(TAX_WAYS)))
    ways = zip((REO_WAYS, MOISTURE_WAYS, WET_WAYS), (reo, moisture, wet), strict=True)
    parts = [draw(st.sampled_from(names)).format(exact_text(value)) for names, value in ways]
    wish = draw(st.sampled_from(TAX_WAYS[tax]))
    return [part for part in (*parts, wish) if part], Reading(reo, moisture, wet, tax)


@given(labelled(), st.randoms(use_true_random=False), st.sampled_from([", ", "， ", "；", " / "]))
def test_parts_with_names_say_the_same_in_any_order(said: tuple[list[str], Reading], dice: Any, between: str) -> None:
    parts, reading = said
    dice.shuffle(parts)
    assert hear(between.join(parts)) == reading
    assert hear(wide(between.join(parts))) == reading


@given(labelled(), st.randoms(use_true_random=False), st.sampled_from([",", "，", "、", " ", "。"]))
def test_whatever_parts_them_they_never_say_something_else(
    said: tuple[list[str], Reading], dice: Any, between: str
) -> None:
    """水8，100吨 may be 8,100 t: then it is refused or asked, and not read as another lot."""
    parts, reading = said
    dice.shuffle(parts)
    heard = hear(between.join(parts))
    assert heard == reading if isinstance(heard, Reading) else isinstance(heard, Choice | Missing | Problem)


@given(reos, moistures, wets)
def test_figures_written_out_are_read_as_they_were(reo: Decimal, moisture: Decimal, wet: Decimal) -> None:
    """Or, where there is more water than ore, both ways are handed back."""
    heard = hear(f"REO {reo}% 水分 {moisture}% 湿重 {wet:,}吨")
    reading = Reading(reo, moisture, wet)
    assert heard == reading if moisture < reo else isinstance(heard, Choice) and heard.readings[0] == reading


@given(reos, moistures, wets)
def test_figures_without_names_are_never_given_another_order(reo: Decimal, moisture: Decimal, wet: Decimal) -> None:
    """Three numbers are one reading in their order, or a question, or refused; never one reading in another order."""
    heard = hear(f"{exact_text(reo)} {exact_text(moisture)} {exact_text(wet)}")
    assert not isinstance(heard, Missing)
    if isinstance(heard, Reading):
        assert (heard.reo, heard.moisture, heard.wet) == (reo, moisture, wet)
        assert moisture < reo


SIGNS = st.sampled_from("0123456789.,%-+ 　水分品位吨公斤百千万一二点半含不税季度年去reoReOtkgQ个:/，。２ＡⅫ²½\n")


@given(st.text(SIGNS, max_size=30) | st.text(max_size=40))
def test_nothing_typed_ever_breaks_it(text: str) -> None:
    heard = hear(text)
    if isinstance(heard, Problem):
        assert heard.key.startswith(("call_", "ore_", "number_"))
    if isinstance(heard, Reading):
        assert heard.moisture < heard.reo <= 100
        assert heard.wet > 0


def test_the_cursor_stands_behind_the_reo_figure() -> None:
    for phrase in ("52.3 8.1 100", "水8.1，52.3个点，一百吨", "moisture 8.1 grade ５２．３ wet 100"):
        heard = hear(phrase)
        assert isinstance(heard, Reading)
        assert wide(phrase)[: heard.cursor].endswith(wide("52.3"))


def test_a_long_phrase_is_refused() -> None:
    heard = hear("52.3 8.1 100" + " " * LONGEST)
    assert isinstance(heard, Problem)
    assert heard.key == "call_too_long"


def test_what_was_heard_is_handed_back_where_something_is_missing() -> None:
    heard = hear("水8.1 含税 2026Q1")
    assert isinstance(heard, Missing)
    assert (heard.heard.moisture, heard.heard.reo, heard.tax) == (Decimal("8.1"), None, Tax.INCL)
    assert heard.period == SpokenPeriod("Q1", 2026)
