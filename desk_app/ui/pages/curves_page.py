"""A page on its way."""

from typing import ClassVar

from desk_app.ui.pages.page import Page


class CurvesPage(Page):
    """To come."""

    key: ClassVar[str] = "curves"
