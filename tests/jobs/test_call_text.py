"""What an answer says, in both languages: figures with unit and tax basis, basis, age, one sentence."""

import dataclasses
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.tax import Tax
from desk_app.domain.ore.announced import Added
from desk_app.domain.ore.own_prices import merged
from desk_app.domain.ore.phrase import Choice, Reading, hear
from desk_app.domain.ore.phrase_period import SpokenPeriod
from desk_app.i18n import LANGUAGES, Words
from desk_app.jobs.answer_call import CallAnswer, CallQuestion, answer_call, answer_option, difference
from desk_app.jobs.call_text import (
    aloud,
    answer_lines,
    answer_text,
    basis_line,
    difference_line,
    notice_line,
    option_text,
    phrase_of,
    question_line,
    question_text,
    tonnes_text,
)
from desk_app.jobs.load_price_list import load_price_list

TODAY = date(2026, 11, 29)
CALL = "52.3 8.1 100 2026Q1"


def answered(phrase: str) -> CallAnswer:
    outcome = answer_call(phrase, load_price_list(), TODAY)
    assert isinstance(outcome, CallAnswer)
    return outcome


def asked(phrase: str) -> CallQuestion:
    outcome = answer_call(phrase, load_price_list(), TODAY)
    assert isinstance(outcome, CallQuestion)
    return outcome


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_carries_unit_and_tax_basis(language: str) -> None:
    words = Words(language)
    lines = {line.key: line for line in answer_lines(words, answered(CALL))}
    values = {key: line.value for key, line in lines.items()}
    assert values == {
        "dry_ex_vat": "28,068.36",
        "wet_ex_vat": "25,794.83",
        "dry_tonnes": "91.900",
        "net_ex_vat": "2,579,482.65",
        "vat": "335,332.74",
        "total_inc_vat": "2,914,815.39",
        "dry_inc_vat": "31,717.25",
        "wet_inc_vat": "29,148.15",
    }
    without, with_tax = ("不含税", "含税") if language == "zh_CN" else ("without VAT", "with VAT")
    assert all(lines[key].unit.endswith(without) for key in ("dry_ex_vat", "wet_ex_vat", "net_ex_vat"))
    assert all(lines[key].unit.endswith(with_tax) for key in ("total_inc_vat", "dry_inc_vat", "wet_inc_vat"))
    text = answer_text(words, answered(CALL))
    assert all(value in text for value in values.values())
    assert "{" not in text
    assert "call." not in text


def test_the_basis_names_price_step_rule_source_and_age() -> None:
    line = basis_line(Words("zh_CN"), answered(CALL))
    for part in ("2026Q1", "26,834", "536.68", "按比例", "中国基金报", "有出处", "2026-01-09 公告", "距今 324 天"):
        assert part in line
    second_hand = basis_line(Words("en"), answered("52.3 8.1 100 2026Q3"))
    for part in ("38,565", "second-hand", "day of announcement not known", "2026-07-01", "151 days ago"):
        assert part in second_hand


def test_a_price_that_the_desk_added_says_who_and_that_it_differs() -> None:
    shipped = load_price_list().prices
    own = dataclasses.replace(
        shipped[-1],
        price=Decimal(39000),
        step=Decimal(780),
        source="公告 2026-10-10",
        added=Added("2026-10-10T01:00:00+00:00", "李敏"),
    )
    answer = answer_call("52.3 8.1 100", merged(shipped, [own]), TODAY)
    assert isinstance(answer, CallAnswer)
    words = Words("zh_CN")
    assert answer.dry_ex_vat == Decimal("40794.00")
    assert "本台登记 2026-10-10 09:00 李敏" in basis_line(words, answer)
    assert "38,769" in notice_line(words, answer)


def test_the_sentence_follows_the_wish_for_tax() -> None:
    words = Words("zh_CN")
    plain, with_tax = aloud(words, answered(CALL)), aloud(words, answered(f"{CALL} 含税"))
    assert "28,068.36 元不含税" in plain
    assert "31,717.25 元含税" in with_tax
    assert "2,914,815.39 元含税" in with_tax


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_price_of_another_quarter_is_said_everywhere(language: str) -> None:
    words = Words(language)
    question = asked("52.3 8.1 100 2026Q2")
    option = option_text(words, question, question.options[0])
    assert "2026Q1" in option
    assert "324" in option
    assert "2026Q2" in question_text(words, question)
    answer = answer_option(question.options[0], load_price_list(), TODAY)
    assert isinstance(answer, CallAnswer)
    assert "2026Q2" in notice_line(words, answer)
    assert notice_line(words, answer) in answer_text(words, answer)
    assert aloud(words, answer).startswith(
        "2026Q2 没有公布价" if language == "zh_CN" else "No price is announced for 2026Q2"
    )
    assert not notice_line(words, answered(CALL))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("phrase", ["", "52.3", "8.1 52.3 100", "28 8.1 100", "52.3 8.1 100 2026Q2", "52.3 8.1 100 Q2"])
def test_every_question_is_one_line_in_words(language: str, phrase: str) -> None:
    line = question_line(Words(language), asked(phrase))
    assert line
    assert "\n" not in line
    assert "{" not in line
    assert "call." not in line


def test_missing_figures_are_named() -> None:
    assert question_text(Words("zh_CN"), asked("52.3")) == "还缺水分、湿重。已听到：REO 52.3 %。"
    assert question_text(Words("en"), asked("")) == "Still needed: the REO grade and the moisture and the wet mass."


def test_the_difference_has_its_signs() -> None:
    words = Words("zh_CN")
    line = difference_line(words, difference(answered(CALL), answered("52.0 8.1 100 2026Q1")))
    assert "-161.00 元（不含税）" in line
    assert "-14,796.27 元" in line
    assert "-16,719.78 元" in line
    same = difference(answered(CALL), answered(CALL))
    assert difference_line(words, same) == words("call.same")


@pytest.mark.parametrize(("tonnes", "text"), [("91.9", "91.900"), ("1200", "1,200.000"), ("30.86358", "30.86358")])
def test_a_mass_to_the_kilogram_or_finer(tonnes: str, text: str) -> None:
    assert tonnes_text(Decimal(tonnes)) == text


reos = st.decimals("0.01", 100, places=2)
moistures = st.decimals(0, "99.99", places=2)
wets = st.decimals("0.001", 10**6, places=3)
periods = st.none() | st.builds(SpokenPeriod, st.sampled_from(["Q1", "Q4", "H2"]), st.integers(2017, 2030))


@given(reos, moistures, wets, st.none() | st.sampled_from(Tax), periods, st.sampled_from(LANGUAGES))
def test_a_reading_written_as_a_phrase_is_read_as_it_was(
    reo: Decimal, moisture: Decimal, wet: Decimal, tax: Tax | None, period: SpokenPeriod | None, language: str
) -> None:
    reading = Reading(reo, moisture, wet, tax, period)
    heard = hear(phrase_of(Words(language), reading))
    if moisture < reo:
        assert heard == reading
    else:
        assert isinstance(heard, Choice)
        assert heard.readings[0] == reading
