"""How much stands behind the chosen period's value, in one strip."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy

from desk_app.domain.base.exact import published
from desk_app.domain.base.money import grouped, signed
from desk_app.ui.hub import Hub
from desk_app.ui.pages.index_columns import change_figure, grade_text, out_text, out_tip, percent_text
from desk_app.ui.widgets.figure import Figure
from desk_app.ui.widgets.parts import Card, row

if TYPE_CHECKING:
    from desk_app.domain.index.drift import Drift
    from desk_app.jobs.tabulate_index import IndexLine

_NAMES = ("grade", "trades", "priced", "coverage", "imputed", "largest", "error", "closure", "gap", "out")
_DASH = "—"


class QualityStrip(Card):
    """Grade with its figures; the standard error follows when it has been worked out; drift of rolling indices."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(margin=10, gap=0)
        self._hub = hub
        self.figures = {name: Figure(hub.theme, "figure2") for name in _NAMES}
        for each in self.figures.values():
            each.unit.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.body.addLayout(row(*self.figures.values(), gap=10))

    def show_line(self, line: "IndexLine", drift: "Drift | None", error: float | None) -> None:
        """`error` of ln value in percent; None: not known, or not known yet. A value that went out keeps its own."""
        words, value, out = self._hub.words, line.row, line.published
        if out is not None and out.error_percent is not None:
            error = out.error_percent
        said = words(f"ui.index.status.{value.status}")
        self._say("grade", grade_text(words, value.grade) or _DASH, said)
        tonnes = grouped(published(value.tonnes, 2), 2)
        self._say("trades", str(value.trades), words("ui.index.behind", tonnes=tonnes))
        self._say("priced", f"{value.priced}/{value.expected}", words("ui.index.with_price"))
        for name, part in (("coverage", value.coverage), ("imputed", value.imputed), ("largest", value.largest_party)):
            figure = percent_text(part)
            self._say(name, f"{figure} %" if figure else _DASH, words(f"ui.index.unit.{name}"))
        self._say("error", f"± {published(error, 2)} %" if error is not None else _DASH, words("ui.index.unit.error"))
        self._say("out", out_text(line) or _DASH, line.published.name if line.published else "")
        self.figures["out"].setToolTip(out_tip(words, line))
        for name in ("closure", "gap"):
            found = getattr(drift, name) if drift else None
            self.figures[name].setVisible(drift is not None)
            self._say(name, _DASH if found is None else f"{_signed(found)} %", words(f"ui.index.unit.{name}"))

    def _say(self, name: str, value: str, unit: str) -> None:
        figure, words = self.figures[name], self._hub.words
        figure.say(words(f"ui.index.quality.{name}"), value, unit)
        figure.setToolTip(words(f"ui.index.quality_tip.{name}"))


def _signed(log: float) -> str:
    """A difference of logarithms as percent."""
    return change_figure(100 * log) if log else signed(published(0.0, 2), 2)
