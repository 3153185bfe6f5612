"""The printed sheet, read back from its PDF: figures, fonts, pages, both languages."""

import ctypes
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw
import pytest

from desk_app.domain.base.problem import Refused
from desk_app.i18n import LANGUAGES
from desk_app.jobs.draft_sheet import PriceAdjustmentRequest, draft_price_adjustment
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.sheet_pdf import sheet_pdf, write_sheet_pdf
from desk_app.paper.raster import page_count, page_size, page_text
from tests.jobs.sheets import delivery_file, many_deliveries

PRICES = (
    "26,205.00", "26,834.00", "+629.00", "+2.40 %", "524.10", "536.68", "+12.58", "29,611.65", "30,322.42", "+710.77",
    "23,584.50", "32,200.80", "27,370.68",
)  # fmt: skip
AMOUNTS = ("+35,395.40", "+19,257.14", "+54,652.54", "+7,104.83", "+61,757.37", "26,860.125", "27,504.850", "93.15")


WORDS = """
稀土精矿价格调整单 合同号 甲方（供方） 乙方（需方） 适用期间 2026年第一季度 依据 2026年1月9日 计价基准
不含税 原价 新价 增减 环比 含税价（税率 阶梯表 备注 本季首批 附件 制单 复核 业务负责人 财务 批准 合同专用章 一式
"""


@pytest.fixture
def desk(desk_data: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        yield opened


def texts(pdf: bytes) -> str:
    return "\n".join(page_text(pdf, page) for page in range(page_count(pdf)))


def fonts(pdf: bytes) -> set[tuple[str, bool]]:
    """Name and whether embedded, of every font any text uses."""
    found = set()
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=9):
                font = pypdfium2.raw.FPDFTextObj_GetFont(thing)
                name = ctypes.create_string_buffer(200)
                pypdfium2.raw.FPDFFont_GetBaseFontName(font, name, 200)
                found.add((name.value.decode(), pypdfium2.raw.FPDFFont_GetIsEmbedded(font) == 1))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_price(desk: Desk, language: str) -> None:
    number = draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1", contract="HT-2026-1"))
    pdf = sheet_pdf(desk, number, language)
    text = texts(pdf)
    assert page_count(pdf) == 1
    assert [figure for figure in PRICES if figure not in text] == []
    assert "HT-2026-1" in text
    assert "草稿 DRAFT" in text
    assert "人民币贰万陆仟捌佰叁拾肆元整" in text
    assert "人民币叁万零叁佰贰拾贰元肆角贰分" in text
    assert "REO=50 %" in text


def test_the_words_of_the_trade(desk: Desk) -> None:
    number = draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1", seller="甲公司", note="本季首批"))
    text = texts(sheet_pdf(desk, number, "zh_CN"))
    for words in WORDS.split():
        assert words in text, words


def test_deliveries_and_the_amount_in_capitals(desk: Desk, tmp_path: Path) -> None:
    request = PriceAdjustmentRequest("2026Q1", deliveries=delivery_file(tmp_path))
    number = draft_price_adjustment(desk, request)
    for language in LANGUAGES:
        text = texts(sheet_pdf(desk, number, language))
        assert [figure for figure in AMOUNTS if figure not in text] == []
        assert "人民币陆万壹仟柒佰伍拾柒元叁角柒分" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_fonts_are_embedded(desk: Desk, language: str) -> None:
    number = draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1", seller="甲公司"))
    found = fonts(sheet_pdf(desk, number, language))
    assert found
    assert all(embedded and "NotoSansSC" in name for name, embedded in found)


def test_the_same_bytes_every_time_archival_and_accessible(desk: Desk) -> None:
    number = draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1"))
    pdf = sheet_pdf(desk, number, "zh_CN")
    assert sheet_pdf(desk, number, "en") != pdf
    assert sheet_pdf(desk, number, "zh_CN") == pdf
    assert b"pdfaid:part" in pdf
    assert b"pdfuaid:part" in pdf
    assert b"/StructTreeRoot" in pdf
    with pypdfium2.PdfDocument(pdf) as document:
        assert document.get_metadata_value("Title") == "稀土精矿价格调整单"


def test_120_deliveries_and_long_names_stay_on_the_paper(desk: Desk, tmp_path: Path) -> None:
    request = PriceAdjustmentRequest(
        "2026Q1", contract="C" * 200, seller="S" * 200, buyer="买" * 200, deliveries=many_deliveries(tmp_path, 120)
    )
    pdf = sheet_pdf(desk, draft_price_adjustment(desk, request), "zh_CN")
    text = texts(pdf)
    assert page_count(pdf) >= 3
    assert all(f"蒙B{10000 + n}" in text for n in range(120))
    assert text.count("交货日期") >= page_count(pdf) - 2
    for page in range(page_count(pdf)):
        assert page_size(pdf, page) == pytest.approx((210, 297), abs=0.1)
        assert f"第 {page + 1} 页，共 {page_count(pdf)} 页" in page_text(pdf, page)
        assert not list(outside(pdf, page))


def outside(pdf: bytes, page: int) -> Iterator[tuple[float, ...]]:
    """Text that leaves the printable area (5 mm from the edge); the slanted watermark stays inside too."""
    edge = 5 / 25.4 * 72
    with pypdfium2.PdfDocument(pdf) as document:
        wide, high = document[page].get_size()
        for thing in document[page].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=9):
            left, bottom, right, top = thing.get_bounds()
            if left < edge or bottom < edge or right > wide - edge or top > high - edge:
                yield left, bottom, right, top


@pytest.mark.parametrize("count", [0, 3, 20, 24, 60])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_signs_a_page_that_says_nothing(desk: Desk, tmp_path: Path, count: int, language: str) -> None:
    path = many_deliveries(tmp_path, count) if count else None
    number = draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q3", "2026Q1", deliveries=path))
    pdf = sheet_pdf(desk, number, language)
    last = page_text(pdf, page_count(pdf) - 1)
    assert "SMM 2026-10-09" in last
    assert ("人民币" in last) or not count


def test_the_longest_contract_number_leaves_room_for_the_title(desk: Desk, tmp_path: Path) -> None:
    request = PriceAdjustmentRequest("2026Q1", contract="约" * 200, deliveries=many_deliveries(tmp_path, 30))
    pdf = sheet_pdf(desk, draft_price_adjustment(desk, request), "en")
    assert "Concentrate Price Adjustment Sheet" in page_text(pdf, 1).splitlines()
    assert not list(outside(pdf, 1))


@pytest.mark.parametrize(
    "text", ['#panic("x")', "*粗* _斜_ $x$", "`raw`", "<label>", "@ref", "\\u{0}", "//注释", "[[", '"']
)
def test_nobodys_words_are_markup(desk: Desk, text: str) -> None:
    number = draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1", seller=text, note=text))
    assert text in texts(sheet_pdf(desk, number, "zh_CN"))


def test_signs_the_font_lacks_still_print(desk: Desk) -> None:
    number = draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1", seller="甲公司 😀"))
    assert page_count(sheet_pdf(desk, number, "zh_CN")) == 1


def test_written_aside_and_renamed(desk: Desk, tmp_path: Path) -> None:
    number = draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1"))
    out = tmp_path / "调整单.pdf"
    out.write_bytes(b"old")
    pdf = write_sheet_pdf(desk, number, out, "zh_CN")
    assert out.read_bytes() == pdf
    assert [path.name for path in tmp_path.glob("*.pdf*")] == ["调整单.pdf"]


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("no/such/x.pdf", "file_system"),
        ("x" * 254, "file_system"),
        ("folder", "file_is_folder"),
        ("", "file_is_folder"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused(desk: Desk, tmp_path: Path, place: str, key: str) -> None:
    number = draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1"))
    (tmp_path / "folder").mkdir()
    with pytest.raises(Refused) as refused:
        write_sheet_pdf(desk, number, tmp_path / place if place else Path(), "zh_CN")
    assert refused.value.problem.key == key
    assert not list(tmp_path.glob("*.new"))


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no such device here")
def test_a_device_is_written_to_and_never_replaced(desk: Desk) -> None:
    number = draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1"))
    with pytest.raises(Refused):
        write_sheet_pdf(desk, number, Path("/dev/full"), "zh_CN")
    assert Path("/dev/full").is_char_device()


def test_a_link_stays_a_link(desk: Desk, tmp_path: Path) -> None:
    number = draft_price_adjustment(desk, PriceAdjustmentRequest("2026Q1"))
    (tmp_path / "real.pdf").write_bytes(b"old")
    link = tmp_path / "link.pdf"
    try:
        link.symlink_to(tmp_path / "real.pdf")
    except OSError:
        pytest.skip("links are not allowed here")
    pdf = write_sheet_pdf(desk, number, link, "zh_CN")
    assert link.is_symlink()
    assert (tmp_path / "real.pdf").read_bytes() == pdf
