"""What each tool of the curves page does: one function a tool, found by its name."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu

from desk_app.domain.curve.look import AVERAGES, LONGEST, SWITCHES, parse_average
from desk_app.ui.ask import ask_line
from desk_app.ui.rise import turn_rise

if TYPE_CHECKING:
    from desk_app.files.write_table import Table
    from desk_app.ui.pages.curves_page import CurvesPage

_LOADS = ("template", "deals")
"""Switches that want more of the desk than is there."""


class CurveTools:
    """The page's hands: turns switches, opens menus, asks for what is missing."""

    def __init__(self, page: "CurvesPage") -> None:
        self._page = page
        self._card = page.chart
        self._do: dict[str, Callable[[], object]] = {name: partial(self.turn, name) for name in SWITCHES}
        self._do |= {
            "compare": self.compare,
            "rebase": self.rebase,
            "percent": self.percent,
            "averages": lambda: self._card.tools.popup("averages"),
            "layouts": lambda: self._card.tools.popup("layouts"),
            "measure": lambda: self._card.measure(not self._card.measuring),
            "note": page.ask_note,
            "known": self.known,
            "alert": lambda: page.hub.alert_wanted.emit(page.side.codes[0] if page.side.codes else ""),
            "colours": lambda: turn_rise(page.hub),
            "reset": self.reset,
            "finer": lambda: self._card.step_frequency(-1),
            "coarser": lambda: self._card.step_frequency(1),
            "export": self.ask_place,
            "copy_picture": self._card.copy_picture,
            "copy_values": self.copy_values,
        }
        self._card.tools.asked.connect(self.do)
        self._card.tools.menu_of("averages", self.fill_averages)

    def do(self, name: str) -> None:
        """Use a tool; what it is on or off as is shown after it."""
        if self._card.view is not None:
            self._do[name]()
        self._card.show_state()

    def turn(self, name: str) -> None:
        """A switch the other way round."""
        self._card.set_look(self._card.looks.turned(name))
        if name in _LOADS:
            self._page.reload()

    def rebase(self) -> None:
        """All at 100 on the day under the crosshair, else at the left edge; as they are, where they were so."""
        look, view = self._card.looks, self._card.view
        if view is None or look.rebase is not None:
            self._card.set_look(look.rebased_at(None))
            return
        day = view.point_day
        self._card.set_look(look.rebased_at(view.days_shown[0] if day is None else day))

    def percent(self) -> None:
        """The change since the left edge, or as they are."""
        look = self._card.looks.rebased_at(None)
        self._card.set_look(look if self._card.looks.percent else look.turned("percent"))

    def known(self) -> None:
        """Show the slider, or put it away and come back to now."""
        bar = self._card.vintages
        if bar.isHidden():
            bar.show()
            self._page.reload()
            bar.slider.setFocus()
        else:
            bar.hide()
            bar.leave()
            self._page.reload()

    def reset(self) -> None:
        """The range that is chosen, or all."""
        self._card.apply_range()

    def compare(self) -> None:
        """Another series by its name."""
        from desk_app.ui.curves.finder import Finder

        finder = Finder(self._page.hub, self._page.side.candidates(), self._page)
        finder.found.connect(self._page.side.add)
        finder.finished.connect(finder.deleteLater)
        finder.open()

    # ---- averages
    def fill_averages(self, menu: QMenu) -> None:
        """Those offered, those typed, and a line for another count."""
        words, look = self._page.hub.words, self._card.looks
        for name in dict.fromkeys((*AVERAGES, *look.averages)):
            kind, count = parse_average(name) or ("sma", 0)
            each = menu.addAction(words(f"curve.average.{kind}", count=count))
            each.setCheckable(True)
            each.setChecked(name in look.averages)
            each.triggered.connect(lambda _=False, name=name: self.average(name))
        menu.addSeparator()
        for kind in ("sma", "ema"):
            other = menu.addAction(words(f"curve.average.other.{kind}"))
            other.triggered.connect(lambda _=False, kind=kind: self.ask_average(kind))
        menu.addAction(words("curve.average.none")).triggered.connect(self.no_averages)

    def average(self, name: str) -> None:
        """With it, or without it where it was there."""
        self._card.set_look(self._card.looks.averaged(name))

    def no_averages(self) -> None:
        """Without any."""
        for name in self._card.looks.averages:
            self.average(name)

    def ask_average(self, kind: str) -> QInputDialog:
        """Over how many values."""
        words = self._page.hub.words
        title = words(f"curve.average.other.{kind}")
        return ask_line(self._page, title, words("curve.average.count"), "", lambda text: self.take_count(kind, text))

    def take_count(self, kind: str, text: str) -> None:
        """What was typed; one clear line where it is no count."""
        from desk_app.domain.base.problem import refuse

        name = f"{kind}{text.strip()}"
        if parse_average(name) is None:
            problem = refuse("average_count", "count", count=text.strip() or "-", longest=str(LONGEST)).problem
            self._page.hub.tell(self._page.hub.problem_line(problem), "error")
        elif name not in self._card.looks.averages:
            self.average(name)

    # ---- what leaves
    def table(self) -> "Callable[[], Table] | None":
        """What makes a table of all that is on view; it may be called behind the window."""
        easel = self._card.easel
        if easel.view is None or easel.made is None:
            return None
        from desk_app.ui.curves.value_table import value_table

        names = [each.name for each in easel.view.shown]
        words, days = self._page.hub.words, easel.view.days_shown
        return partial(value_table, easel.made.pieces, names, easel.facts, words, days)

    def copy_values(self) -> None:
        """All that is on view as a table, to the clipboard."""
        from desk_app.ui.curves.value_table import as_text

        hub, table = self._page.hub, self.table()

        def copied(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            hub.tell(hub.words("curve.values_copied"))

        if table is not None:
            hub.run(lambda _: as_text(table()), copied)

    def ask_place(self) -> QFileDialog:
        """Where to, and as what, the chart is to be written."""
        from desk_app.ui.curves.export import ask_place

        easel = self._card.easel
        name = "+".join(easel.facts.name(code) for code in easel.codes[:3])
        return ask_place(self._page.hub, self._page, name, self.save)

    def save(self, path: str) -> None:
        """Write what is on view; the file's ending says as what."""
        from desk_app.ui.curves.export import save_chart

        save_chart(self._page.hub, self._card, self.table(), path)
