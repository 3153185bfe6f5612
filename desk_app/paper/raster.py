"""PDF pages as bitmaps, at the screen's or the printer's resolution; and their text, for a search or a test."""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_POINTS_PER_INCH = 72
_ONE_AT_A_TIME = threading.Lock()
"""PDFium knows no threads."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A page as `width` × `height` pixels, four bytes each: blue, green, red, and one that says nothing."""

    width: int
    height: int
    bgra: bytes


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with _ONE_AT_A_TIME, _opened(pdf) as document:
        return len(document)


def page_image(pdf: bytes, page: int, dpi: float) -> Raster:
    """One page, counted from 0, on white."""
    with _ONE_AT_A_TIME, _opened(pdf) as document:
        bitmap = document[page].render(
            scale=dpi / _POINTS_PER_INCH, prefer_bgrx=True, fill_color=(255, 255, 255, 255), rev_byteorder=False
        )
        return Raster(bitmap.width, bitmap.height, _packed(bytes(bitmap.buffer), bitmap.width * 4, bitmap.stride))


def page_text(pdf: bytes, page: int) -> str:
    """The text of one page, as a reader would copy it."""
    with _ONE_AT_A_TIME, _opened(pdf) as document:
        return str(document[page].get_textpage().get_text_bounded())


def page_size(pdf: bytes, page: int) -> tuple[float, float]:
    """Width and height in millimetres."""
    with _ONE_AT_A_TIME, _opened(pdf) as document:
        wide, high = document[page].get_size()
        return wide / _POINTS_PER_INCH * 25.4, high / _POINTS_PER_INCH * 25.4


def _opened(pdf: bytes) -> "PdfDocument":
    from pypdfium2 import PdfDocument

    return PdfDocument(pdf)


def _packed(data: bytes, row: int, stride: int) -> bytes:
    """The lines without the padding between them."""
    if stride == row:
        return data
    return b"".join(data[at : at + row] for at in range(0, len(data), stride))
