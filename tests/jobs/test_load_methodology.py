"""The methodology of a series, out of a desk: its facts, as Markdown and as PDF."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import typst

from desk_app.assets import resource
from desk_app.domain.base.period import Every
from desk_app.domain.base.problem import Refused
from desk_app.domain.index.fate import Fate
from desk_app.i18n import LANGUAGES, Words
from desk_app.jobs.build_index import build_index, today_in_china
from desk_app.jobs.load_methodology import load_methodology, methodology_pdf, set_compiler, write_methodology_pdf
from desk_app.jobs.method_record import method_record
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.publish_index import publish_index
from desk_app.jobs.restate_index import restate
from desk_app.jobs.set_index import drop_group, judge_trade, save_group, set_rules
from desk_app.paper.raster import page_count, page_text
from desk_app.paper.typst_pdf import as_inputs
from tests.domain.sheet.method.records import AT, FULL
from tests.jobs.trade_files import Line, take, write_trades

TODAY = date(2026, 2, 2)
TRADES: list[Line] = [
    (f"2026-01-{day:02}", product, tonnes, f"{price + 300 * day}")
    for day in (5, 6, 8, 12, 14, 20, 27)
    for product, tonnes, price in (("氧化镨钕", "10", 600_000), ("氧化镧", "100.5", 4_500), ("氧化镝", "2", 1_400_000))
]


@pytest.fixture
def desk(desk_data: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        yield opened


@pytest.fixture
def filled(desk: Desk, tmp_path: Path) -> Desk:
    take(desk, write_trades(tmp_path / "trades.csv", TRADES))
    build_index(desk, today=TODAY)
    return desk


def test_counts_and_days_are_those_of_the_trades(filled: Desk) -> None:
    record = method_record(filled, "composite")
    assert [(one.key, one.trades, one.tonnes, one.first, one.last) for one in record.members] == [
        ("la_oxide", 7, pytest.approx(703.5), "2026-01-05", "2026-01-27"),
        ("prnd_oxide", 7, 70.0, "2026-01-05", "2026-01-27"),
        ("dy_oxide", 7, 14.0, "2026-01-05", "2026-01-27"),
    ]
    assert [one.trades for one in record.sources] == [21]
    assert record.untraded > 20
    assert {span.every: span.first for span in record.spans}[Every.WEEK] == "2026-W02"


def test_a_group_counts_its_own_products_only(filled: Desk) -> None:
    assert [one.key for one in method_record(filled, "medium_heavy").members] == ["dy_oxide"]
    assert method_record(filled, "medium_heavy").sources[0].trades == 7


def test_a_price_is_found_by_key_and_by_name(filled: Desk) -> None:
    by_key, by_name = (load_methodology(filled, code, "en") for code in ("prnd_oxide", "氧化镨钕"))
    assert by_key == by_name
    assert by_key.startswith("# PrNd oxide: price series methodology\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["composite", "light", "magnets", "la_oxide", "ndfeb_scrap"])
def test_an_empty_desk_has_its_methods_already(desk: Desk, code: str, language: str) -> None:
    text = load_methodology(desk, code, language)
    assert Words(language)("method.latest.none") in text
    assert not re.findall(r"\{\w+\}", text)


def test_an_unknown_code_is_refused_with_the_near_ones(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        load_methodology(desk, "prnd_oxid", "en")
    assert refused.value.problem.key == "series_unknown"
    assert "prnd_oxide" in refused.value.problem.facts["near"]


def test_what_went_out_and_was_restated(filled: Desk, tmp_path: Path) -> None:
    publish_index(filled, ["composite"], Every.WEEK, None, "王", TODAY)
    before = load_methodology(filled, "composite", "en")
    assert re.search(r"Week: \d values have gone out so far", before)
    assert "No value has been restated so far." in before
    take(filled, write_trades(tmp_path / "late.csv", [("2026-01-13", "氧化镨钕", "400", "618000")], first=900))
    assert restate(filled, "李", "迟到的成交", today_in_china())
    restated = method_record(filled, "composite").restated
    assert {(one.every, one.version, one.name, one.notice) for one in restated} == {(Every.WEEK, 2, "李", "迟到的成交")}
    assert "| 李 | 迟到的成交 |" in load_methodology(filled, "composite", "en")


def test_rules_groups_and_words_by_hand_stand_in_the_log(filled: Desk, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('platforms = ["platform"]\n[least_mass]\nprnd_oxide = 1\n', encoding="utf-8")
    set_rules(filled, rules, "李")
    group = tmp_path / "group.toml"
    group.write_text(
        'code = "mine"\nzh = "自选"\nen = "Mine"\nproducts = ["prnd_oxide", "tb_oxide"]\n[weights]\nprnd_oxide = 2\n'
        "tb_oxide = 1.5\n",
        encoding="utf-8",
    )
    save_group(filled, group)
    (trade,) = filled.database.conn.execute("SELECT min(id) FROM trades WHERE product = 'prnd_oxide'").fetchone()
    judge_trade(filled, trade, Fate.EXCLUDED, "错行", "王")
    build_index(filled, today=TODAY)
    record = method_record(filled, "mine")
    assert [(one.key, one.trades) for one in record.members] == [("prnd_oxide", 6), ("tb_oxide", 0)]
    assert [(change.name, dict(change.rules.least_mass)) for change in record.rules_log] == [
        ("李", {"prnd_oxide": 1.0})
    ]
    text = load_methodology(filled, "mine", "en")
    assert "taken out: 1." in text
    assert "| Terbium oxide | 1.5 |" in text
    assert "Group: products prnd_oxide, tb_oxide; weights prnd_oxide 2, tb_oxide 1.5" in text


def test_a_group_given_up_keeps_its_method(filled: Desk, tmp_path: Path) -> None:
    group = tmp_path / "group.toml"
    group.write_text('code = "mine"\nzh = "自选"\nen = "Mine"\nproducts = ["prnd_oxide"]\n', encoding="utf-8")
    save_group(filled, group)
    drop_group(filled, "mine")
    text = load_methodology(filled, "mine", "zh_CN")
    assert text.startswith("# 自选编制方案\n")
    assert "分组停用" in text


def test_the_compiler_is_named_from_then_on(filled: Desk) -> None:
    set_compiler(filled, " 甲\n公司 ", None)
    set_compiler(filled, None, "desk@example.com")
    text = load_methodology(filled, "light", "zh_CN")
    assert "**编制单位**: 甲 公司" in text
    assert "desk@example.com" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["composite", "prnd_oxide"])
def test_the_pdf_says_the_same_with_the_label_on_each_page(filled: Desk, code: str, language: str) -> None:
    pdf = methodology_pdf(filled, code, language)
    label = Words(language)("index.label.in_house")
    pages = [page_text(pdf, page) for page in range(page_count(pdf))]
    assert len(pages) > 2
    assert all(label in page for page in pages)
    whole = "".join("".join(pages).split())
    for heading in re.findall(r"^## \d+  (.*)$", load_methodology(filled, code, language), re.MULTILINE):
        assert "".join(heading.split()) in whole
    assert b"pdfaid:part" in pdf
    assert b"pdfuaid:part" in pdf
    assert methodology_pdf(filled, code, language) == pdf


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_sets_without_a_warning(language: str) -> None:
    from desk_app.domain.sheet.method.document import methodology_sheet
    from desk_app.paper.method_text import method_text

    _, warnings = typst.compile_with_warnings(
        resource("sheets", "methodology.typ"),
        root=resource("sheets"),
        font_paths=[resource("fonts")],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=as_inputs(method_text(methodology_sheet(FULL), AT, language)),
    )
    assert not warnings


def test_the_pdf_is_written_whole_or_not_at_all(filled: Desk, tmp_path: Path) -> None:
    out = tmp_path / "方案.pdf"
    assert write_methodology_pdf(filled, "light", out, "zh_CN") == out.read_bytes()
    with pytest.raises(Refused) as refused:
        write_methodology_pdf(filled, "light", tmp_path, "zh_CN")
    assert refused.value.problem.key == "file_is_folder"
    assert not list(tmp_path.glob("*.new"))
