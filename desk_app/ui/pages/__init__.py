"""PAGES: one file each. A page builds widgets, reads them, runs a job, fills a model; it decides nothing else."""

from desk_app.ui.pages.curves_page import CurvesPage
from desk_app.ui.pages.ore_page import OrePage
from desk_app.ui.pages.page import Page
from desk_app.ui.pages.sheets_page import SheetsPage
from desk_app.ui.pages.trades_page import TradesPage

PAGES: tuple[type[Page], ...] = (TradesPage, CurvesPage, OrePage, SheetsPage)
"""In the order of the navigation rail; Ctrl+1 is the first."""
