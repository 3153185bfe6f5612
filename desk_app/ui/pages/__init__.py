"""PAGES: one file each. A page builds widgets, reads them, runs a job, fills a model; it decides nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk_app.ui.pages.page import Page


@dataclass(frozen=True, slots=True)
class Entry:
    """A page's key and how its class is had: read when the page is first shown, not on the way to the window."""

    key: str
    load: "Callable[[], type[Page]]"


def _trades() -> "type[Page]":
    from desk_app.ui.pages.trades_page import TradesPage

    return TradesPage


def _board() -> "type[Page]":
    from desk_app.ui.pages.board_page import BoardPage

    return BoardPage


def _curves() -> "type[Page]":
    from desk_app.ui.pages.curves_page import CurvesPage

    return CurvesPage


def _index() -> "type[Page]":
    from desk_app.ui.pages.index_page import IndexPage

    return IndexPage


def _ore() -> "type[Page]":
    from desk_app.ui.pages.ore_page import OrePage

    return OrePage


def _sheets() -> "type[Page]":
    from desk_app.ui.pages.sheets_page import SheetsPage

    return SheetsPage


PAGES = (
    Entry("trades", _trades),
    Entry("board", _board),
    Entry("curves", _curves),
    Entry("index", _index),
    Entry("ore", _ore),
    Entry("sheets", _sheets),
)
"""In the order of the navigation rail; Ctrl+1 is the first."""


def read_pages() -> Iterator[None]:
    """What pages are made of, read a file at a time while nobody waits for it."""
    for one in iter_modules(__path__):
        import_module(f"{__name__}.{one.name}")
        yield
