"""The ore page of a window."""

from desk_app.ui.app import Program
from desk_app.ui.pages.ore_page import OrePage


def page_of(program: Program) -> OrePage:
    page = program.window.page("ore")
    assert isinstance(page, OrePage)
    return page
