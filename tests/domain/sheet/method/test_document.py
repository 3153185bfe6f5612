"""The methodology: every disclosed item has its section, every constant is the engine's own, nothing is made up."""

import dataclasses
import importlib
import re
from dataclasses import replace
from typing import Any

import pytest

from desk_app.domain.index.correction import RESTATE_FROM, RESTATE_WITHIN
from desk_app.domain.index.group import GROUPS
from desk_app.domain.index.method_record import MethodRecord
from desk_app.domain.index.methodology import METHOD, PLACES, Method, Screen
from desk_app.domain.index.rules import Rules
from desk_app.domain.sheet.block import Block, Facts, Formula, Prose, Table, Word
from desk_app.domain.sheet.method import standing
from desk_app.domain.sheet.method.data import ORDER
from desk_app.domain.sheet.method.document import methodology_sheet
from desk_app.domain.sheet.method.log import DISCLOSED
from desk_app.domain.sheet.plain import from_plain, to_plain
from desk_app.i18n import LANGUAGES, Words
from tests.domain.sheet.method.records import FULL, OXIDE, PLAIN, PRICE, said

RECORDS = {"plain": PLAIN, "full": FULL, "price": PRICE, "product without trades": replace(PRICE, members=())}
MUST_BE_SAID = {
    # what each curve carries
    "name, owner, mark that it is not official": ("series", "purpose"),
    "formula": ("formula", "flash", "price"),
    "base period and value": ("base",),
    "products with grade and unit and tax basis": ("products", "normalisation"),
    "weights and their source": ("weights",),
    "data window": ("base", "formula"),
    "filters (least trades, outlier rule)": ("validity", "screen", "quality"),
    "hierarchy of the data": ("data",),
    "carry-forward rule and its mark": ("missing",),
    "count and tonnage behind each point": ("latest",),
    "version and change log": ("changes", "log"),
    "computed time": ("series",),
    # what NDRC Decree 2024 no. 22 asks for
    "compiler's basics": ("series", "governance"),
    "basis and process of the latest value": ("latest",),
    "self-assessment": ("limits",),
    "choice of collection points": ("data",),
    "conditions and priority of judgement": ("judgement",),
    "independence": ("governance",),
    # IOSCO 2012 and 2013
    "rationale": ("formula",),
    "minimum data": ("quality",),
    "exclusions": ("validity",),
    "sign-off, conflicts, complaints, audit": ("governance",),
    "corrections": ("corrections",),
    "publication": ("publication",),
    "changes and transition": ("changes",),
}


def sections(record: MethodRecord) -> dict[str, Block]:
    return {block.key: block for block in methodology_sheet(record).blocks}


@pytest.mark.parametrize("keys", MUST_BE_SAID.values(), ids=MUST_BE_SAID)
def test_each_item_of_the_disclosure_list_has_its_section(keys: tuple[str, ...]) -> None:
    found = sections(PLAIN)
    for key in keys:
        block = found[key]
        assert block.rows if isinstance(block, Facts) else isinstance(block, Prose) and block.lines, key


@pytest.mark.parametrize("record", [PLAIN, PRICE], ids=["index", "price"])
def test_the_table_of_items_names_sections_there_are(record: MethodRecord) -> None:
    found = sections(record)
    table = found["items"]
    assert isinstance(table, Table)
    assert len(table.rows) == len(DISCLOSED)
    named = [row[1].key.rpartition(".")[2] for row in table.rows if isinstance(row[1], Word)]
    assert [key for key in named if key not in found] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_all_words_are_there_and_filled(record: MethodRecord, language: str) -> None:
    text = said(record, language)
    assert not re.findall(r"\{\w+\}", text)
    assert not re.findall(r"\b(?:method|sheet|index)\.[a-z_]+\.?[a-z_]*\b(?!\.\w)", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_the_label_opens_and_closes_it(record: MethodRecord, language: str) -> None:
    label, lines = Words(language)("index.label.in_house"), said(record, language).splitlines()
    assert lines[2] == f"**{label}**"
    assert lines[-1].endswith(label)
    assert Words("zh_CN")("index.label.in_house") == "企业内部参考曲线(非稀交所官方指数)"


def other(value: Any) -> Any:
    return f"{value}-other" if isinstance(value, str) else value + 7 if isinstance(value, int) else 0.0713


METHOD_FIELDS = [field.name for field in dataclasses.fields(Method) if field.name != "screen"]
SCREEN_FIELDS = [field.name for field in dataclasses.fields(Screen)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", METHOD_FIELDS)
def test_another_constant_is_another_text(name: str, language: str) -> None:
    changed = replace(METHOD, **{name: other(getattr(METHOD, name))})
    assert said(replace(PLAIN, method=changed), language) != said(PLAIN, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCREEN_FIELDS)
def test_another_constant_of_the_screen_is_another_text(name: str, language: str) -> None:
    screen = replace(METHOD.screen, **{name: other(getattr(METHOD.screen, name))})
    changed = replace(PLAIN, method=replace(METHOD, screen=screen))
    assert said(changed, language) != said(PLAIN, language)


def test_the_numbers_are_those_of_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    text = said(PLAIN, "en")
    assert "a rolling window of 27 weeks, 13 months or 5 quarters" in text
    assert "s = √( max(1.4826 × MAD, 0.01)² + n × 0.008² )" in text
    assert "at least 30 % of the value of either period" in text
    assert f"wrong by {RESTATE_FROM:.1%} or more".replace("%", " %") in text
    assert f"within {RESTATE_WITHIN} weekdays of its publication" in text
    monkeypatch.setattr(standing, "RESTATE_WITHIN", 9)
    monkeypatch.setattr(standing, "RESTATE_FROM", 0.0025)
    assert "wrong by 0.25 % or more, and this is found within 9 weekdays" in said(PLAIN, "en")


def test_figures_are_shown_as_the_command_line_shows_them() -> None:
    shown = importlib.import_module("desk_app.cli.index_command")._PLACES
    assert shown == PLACES
    assert f"Values are shown to {PLACES} decimals" in said(PLAIN, "en")


def test_rules_that_are_not_set_are_said_not_to_be() -> None:
    text = said(PLAIN, "en")
    assert "The desk has named no source as a platform" in text
    assert "The desk has set no reference purity" in text
    assert "The desk has set no least quantity" in text
    assert "The desk has named no parties as belonging to one house" in text


def test_rules_that_are_set_are_said_with_their_figures() -> None:
    text = said(FULL, "en")
    assert "Sources that the desk counts as a platform: 平台." in text
    assert "| prnd_oxide | 99.25 |" in text
    assert "Trades of less than 0.05 tonnes do not count" in text
    assert "| prnd_oxide | 0.5 |" in text
    assert "named 2 parties that belong to one house" in text
    assert "甲" not in text.replace("甲公司", "")  # a party's name is nobody's business


def test_a_least_quantity_for_a_product_alone_is_no_general_one() -> None:
    text = said(replace(PLAIN, members=(OXIDE,), rules=Rules({"prnd_oxide": 0.5})), "en")
    assert "The desk has set a least quantity for the products below" in text
    assert "no least quantity" not in text


def test_weights_of_the_desk_take_the_place_of_value() -> None:
    text = said(FULL, "en")
    assert "The desk has set the weights of the table below" in text
    assert "| prnd_oxide | 3.5 |" in text
    assert "Weights are traded value" not in text
    assert "w are the weights set by the desk" in text
    assert "of traded value in s and t" not in text
    assert "no source of theirs is on record" in text


def test_how_products_belong() -> None:
    light = MethodRecord("light", next(group for group in GROUPS if group.code == "light"))
    metals = MethodRecord("metals", next(group for group in GROUPS if group.code == "metals"))
    assert "marks as light rare earths belong" in said(light, "en")
    assert "of which" not in said(light, "en").partition("## 3")[0]
    assert "marks as alloys, metals belong" in said(metals, "en")
    assert 'it is an "of which"' in said(metals, "en")
    assert "listed the products of this index itself" in said(FULL, "en")
    assert "Every product of the desk" in said(PLAIN, "en")


def test_every_outcome_of_a_trade_is_counted() -> None:
    table = sections(FULL)["fates"]
    assert isinstance(table, Table)
    assert len(table.rows) == len(ORDER)
    text = said(FULL, "zh_CN")
    assert "目前人工纳入 7 笔，人工剔除 5 笔。" in text
    assert "| 不计入：与此前成交相差过大 | 筛查认为其价格与此前成交相差过大。 | 否 | 2 |" in text


def test_what_stands_behind_the_newest_value() -> None:
    assert "| Week | 2026-W09 | 104.12 | B | 41 | 312.50 | 3/4 | 75.0 % | 3.1 % | 42.0 % | 2 |" in said(
        FULL, "en"
    )  # 104.125, half to even


def test_published_restated_and_changed() -> None:
    text = said(FULL, "en")
    assert "Week: 6 values have gone out so far." in text
    assert "| Week | 2026-W08 | 2 | 103.50 | 2026-03-02 17:05 (China time) | 王 | 录入错误 |" in text
    assert "No value has been restated" not in text
    log = text.partition("### Changes on record")[2].partition("##")[0]
    days = re.findall(r"^\| (\d{4}-\d\d-\d\d)", log, re.MULTILINE)
    assert days == ["2026-01-01", "2026-01-11", "2026-02-10"]
    assert "Group given up" in log


def test_a_price_is_told_shorter() -> None:
    index, price = said(PLAIN, "en"), said(PRICE, "en")
    assert not {"weights", "formula", "flash", "contributions"} & set(sections(PRICE))
    assert len(price) < 0.8 * len(index)
    assert "A price has no base." in price
    assert "ccdi" not in price.lower().replace("ccdi-flash", "")


def test_owner_and_contact_are_the_desks_or_left_open() -> None:
    assert "**Compiled by**: 甲公司" in said(FULL, "en")
    assert "named no contact" not in said(FULL, "en")
    assert said(PLAIN, "en").count("(not set:") == 2
    assert "the desk has named no contact" in said(PLAIN, "en")


def test_sample_data_are_said_to_be_that() -> None:
    sample = Words("en")("index.label.sample")
    assert sample in said(FULL, "en")
    assert sample not in said(PLAIN, "en")


def test_a_group_is_called_as_the_desk_calls_it() -> None:
    assert said(FULL, "zh_CN").startswith("# 自选编制方案\n")
    assert said(FULL, "en").startswith("# Own choice: index methodology\n")


def test_formulas_are_lines_of_their_own() -> None:
    formula = sections(PLAIN)["formula"]
    assert isinstance(formula, Prose)
    assert sum(isinstance(line, Formula) for line in formula.lines) == 3


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_it_is_plain_data(record: MethodRecord) -> None:
    sheet = methodology_sheet(record)
    assert from_plain(to_plain(sheet)) == sheet
