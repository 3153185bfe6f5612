"""Printing a PDF: its pages, drawn at the printer's own resolution."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageSize, QPaintEngine, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from desk_app.paper.raster import page_count, page_image
from desk_app.ui.widgets.paper_view import image_of

_FINEST = 600  # dots an inch: finer costs memory and shows nothing
_ON_SCREEN = 144  # in Qt's preview, which shrinks what it gets


def print_preview(parent: QWidget, pdf: bytes, title: str) -> QPrintPreviewDialog:
    """Qt's own preview and printer choice, showing exactly the pages of `pdf`."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setDocName(title)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.paintRequested.connect(lambda target: paint_pages(target, pdf))
    dialog.printer_kept = printer  # type: ignore[attr-defined]  # the dialog does not own it
    dialog.finished.connect(dialog.deleteLater)
    dialog.resize(900, 760)
    dialog.open()
    return dialog


def paint_pages(printer: QPrinter, pdf: bytes) -> None:
    """Put every page onto the printer's paper, edge to edge."""
    on_screen = printer.paintEngine().type() == QPaintEngine.Type.Picture
    dpi = _ON_SCREEN if on_screen else min(printer.resolution(), _FINEST)
    painter = QPainter(printer)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for page in range(page_count(pdf)):
        if page:
            printer.newPage()
        paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
        image = image_of(page_image(pdf, page, dpi))
        painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), image)
    painter.end()
