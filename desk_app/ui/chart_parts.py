"""What charts are drawn with, read in steps by the window's own thread.

pyqtgraph walks through all of Qt's modules while it is read, and PySide6 makes each class when it is first asked for:
in another thread that can end the program, in one go it would stop the window for a third of a second.
"""

import sys
from collections.abc import Iterator
from importlib import import_module

_QT = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtTest", "QtOpenGLWidgets")
_OTHERS = ("multiprocessing.connection", "multiprocessing.shared_memory", "xml.etree.ElementTree", "cProfile", "pstats")


def read_chart_parts() -> Iterator[None]:
    """Steps of a few milliseconds, then pyqtgraph itself; none when it is there already."""
    if "pyqtgraph" in sys.modules:
        return
    for name in _QT:
        module = import_module(f"PySide6.{name}")
        for each in dir(module):
            getattr(module, each, None)
            yield
    for name in (*_OTHERS, "colorama", "numpy.fft", "pyqtgraph", "desk_app.ui.widgets.chart.chart_view"):
        import_module(name)
        yield
