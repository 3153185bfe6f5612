"""The calculator's right side: the figures, large; below them how they came."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHeaderView, QWidget

from desk_app.domain.base.money import FEN, grouped
from desk_app.domain.ore.announced import AnnouncedPrice
from desk_app.domain.ore.step import Step
from desk_app.domain.sheet.capitals import capitals
from desk_app.i18n import said
from desk_app.ui.hub import Hub
from desk_app.ui.pages.ore_panel import OnPage
from desk_app.ui.widgets.figure import Figure
from desk_app.ui.widgets.parts import Card, label
from desk_app.ui.widgets.record_model import RIGHT, Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desk_app.domain.ore.working import Working

_GRID = (("unit_price", "wet_unit_price", "dry_tonnes"), ("total", "net", "vat"))
"""Prices and mass above, money below; the first of each is large."""
_FINAL = ("unit_price_rounded", "unit_price_elements", "unit_price")
"""The dry tonne's price, the last that was said of it first."""
_UNITS = {"unit_price": "yuan/t", "wet_unit_price": "yuan/wet t", "dry_tonnes": "t"}


class OreResult(Card):
    """Follows a working; empty while there is none."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._working: Working | None = None
        self._wrong = False
        self.figures = {
            name: Figure(hub.theme, "figure2" if at else "figure") for line in _GRID for at, name in enumerate(line)
        }
        self.capital = label("", wraps=True, selects=True)
        self.waiting = label("soft", wraps=True)
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(14)
        for down, line in enumerate(_GRID):
            for across, name in enumerate(line):
                grid.addWidget(self.figures[name], down, across)
        for across, share in enumerate((4, 3, 3)):
            grid.setColumnStretch(across, share)
        self.body.addWidget(self.waiting)
        self.body.addWidget(self._grid)
        self.body.addWidget(self.capital)

    def show_working(self, working: "Working | None", *, wrong: bool = False) -> None:
        """Show these figures; None: say what is missing, or (`wrong`) that something is marked."""
        self._working, self._wrong = working, wrong
        self.retranslate()

    def retranslate(self) -> None:
        """In the language in force."""
        words, working = self._hub.words, self._working
        self.waiting.setText(words("ui.ore.wrong" if self._wrong else "ui.ore.waiting"))
        self.waiting.setVisible(working is None)
        self._grid.setVisible(working is not None)
        self.capital.setVisible(working is not None)
        if working is None:
            return
        steps = {step.key: step for step in working.steps}
        steps["unit_price"] = next(steps[key] for key in _FINAL if key in steps and steps[key].unit == "yuan/t")
        steps["dry_tonnes"] = replace(steps["dry_tonnes"], value=working.dry_tonnes)
        for name, figure in self.figures.items():
            unit = words(f"ore.unit.{_UNITS.get(name, 'yuan')}")
            figure.say(words(f"ore.name.{name}"), value_text(steps[name]), unit)
        capital = capitals(working.total_inc_vat)
        self.capital.setText(words("ui.ore.capital", capital=capital))


def value_text(step: Step) -> str:
    """A step's value with thousands; an ellipsis where the decimals never end."""
    return grouped(step.value, step.places) + ("…" if step.repeating else "")


class StepsTable(RecordTable):
    """Every step of the working: what, how, how much, in which unit."""

    def __init__(self, hub: Hub) -> None:
        words = hub.words
        columns: tuple[Column[Step], ...] = (
            Column("ore.column.step", lambda s: words(f"ore.name.{s.key}"), lambda s: s.key),
            Column("ore.column.how", lambda s: how_text(hub, s), lambda s: s.key, tip=lambda s: how_text(hub, s)),
            Column("ore.column.value", value_text, lambda s: s.value, RIGHT),
            Column("ore.column.unit", lambda s: words(f"ore.unit.{s.unit}"), lambda s: s.unit),
        )
        self._words = words
        self.model_of_steps: RecordModel[Step] = RecordModel(columns, words)
        super().__init__(self.model_of_steps, sorts=False)
        self.widths(124, 300, 104, 92, stretch=1)
        self.setWordWrap(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def follow(self, on_page: OnPage) -> None:
        """The steps of the working."""
        self.model_of_steps.fill(on_page.working.steps if on_page.working else ())

    def retranslate(self) -> None:
        """In the language in force."""
        self.setAccessibleName(self._words("ui.ore.steps"))
        self.model_of_steps.retitle()


def how_text(hub: Hub, step: Step) -> str:
    """How a step came, with its inputs."""
    return said(hub.words, f"ore.step.{step.key}", step.inputs)


def working_text(hub: Hub, working: "Working") -> str:
    """The whole working as lines, to paste into a message."""
    words, base = hub.words, working.base
    facts = {"price": grouped(base.price), "basis": grouped(base.basis)}
    head = words("ore.basis_typed", **facts)
    if isinstance(base, AnnouncedPrice):
        head = words("ore.basis_announced", period=base.period, step=grouped(base.step, FEN), **facts)
    lines = [
        f"{words(f'ore.name.{s.key}')}\t{value_text(s)}\t{words(f'ore.unit.{s.unit}')}\t{how_text(hub, s)}"
        for s in working.steps
    ]
    return "\n".join([head, *lines, words("ui.ore.capital", capital=capitals(working.total_inc_vat))])
