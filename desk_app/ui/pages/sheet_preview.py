"""The sheet as it will be printed, with what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton

from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.widgets.paper_view import PaperView
from desk_app.ui.widgets.parts import Card, button, label, row

_TOOLS = ("previous", "next", "minus", "plus", "fit")


class SheetPreview(Card):
    """A tool row over the paper."""

    save_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__(margin=0, gap=0)
        self._hub = hub
        self.paper = PaperView(hub)
        self.place, self.scale = label("soft"), label("soft")
        self.tools = {name: QToolButton() for name in _TOOLS}
        self.print, self.save = button(), button("primary")
        tools = self.tools
        bar = row(
            *(tools["previous"], self.place, tools["next"]),
            *(tools["minus"], self.scale, tools["plus"], tools["fit"]),
            *(1, self.print, self.save),
        )
        bar.setContentsMargins(12, 10, 12, 10)
        bar.insertSpacing(3, 16)
        self.body.addLayout(bar)
        self.body.addWidget(self.paper, 1)
        self.paper.turned.connect(self._follow)
        tools["previous"].clicked.connect(lambda: self.paper.turn(-1))
        tools["next"].clicked.connect(lambda: self.paper.turn(1))
        tools["minus"].clicked.connect(lambda: self.paper.zoom_by(-1))
        tools["plus"].clicked.connect(lambda: self.paper.zoom_by(1))
        tools["fit"].clicked.connect(self.paper.fit)
        self.save.clicked.connect(self.save_wanted)
        self.print.clicked.connect(self.print_wanted)

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        for name, tool in self.tools.items():
            tool.setToolTip(words(f"ui.sheets.tool.{name}"))
            tool.setAccessibleName(words(f"ui.sheets.tool.{name}"))
        self.print.setText(words("ui.sheets.print"))
        self.save.setText(words("ui.sheets.save"))
        self.paper.setAccessibleName(words("ui.sheets.preview"))
        self._follow()

    def repaint_icons(self) -> None:
        """In the palette in force."""
        colours = self._hub.theme.palette
        for name, tool in self.tools.items():
            tool.setIcon(icon(name, colours["text_soft"]))
        self.print.setIcon(icon("print", colours["text_soft"]))
        self.save.setIcon(icon("save", colours["accent_text"]))

    def _follow(self) -> None:
        paper, words = self.paper, self._hub.words
        there = bool(paper.pages)
        page, pages = paper.page + 1, len(paper.pages)
        self.place.setText(words("ui.sheets.place", page=page, pages=pages) if there else "")
        self.scale.setText(f"{round(paper.scale * 100)} %" if there else "")
        self.tools["previous"].setEnabled(there and page > 1)
        self.tools["next"].setEnabled(there and page < pages)
        for each in (self.print, self.save, self.tools["minus"], self.tools["plus"], self.tools["fit"]):
            each.setEnabled(there)
