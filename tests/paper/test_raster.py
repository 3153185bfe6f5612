"""Pages as bitmaps."""

from datetime import UTC, datetime

from desk_app.jobs.draft_sheet import PriceAdjustmentRequest, price_adjustment_of
from desk_app.paper.raster import page_count, page_image
from desk_app.paper.sheet_text import Filed, sheet_text
from desk_app.paper.typst_pdf import typst_pdf

MADE_AT = datetime(2026, 1, 9, tzinfo=UTC)


def test_a_page_at_the_resolution_asked_for() -> None:
    sheet = price_adjustment_of(PriceAdjustmentRequest("2026Q1"))
    pdf = typst_pdf("price_adjustment", sheet_text(sheet, Filed(1, "draft", MADE_AT), "zh_CN"), MADE_AT)
    assert page_count(pdf) == 1
    image = page_image(pdf, 0, 50)
    assert (image.width, image.height) == (414, 585)
    assert len(image.bgra) == 4 * image.width * image.height
    assert image.bgra[:3] == b"\xff\xff\xff"
    assert min(image.bgra) < 60
