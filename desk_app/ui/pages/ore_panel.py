"""What stands below the calculator's figures: panels that follow what is on it, one shown at a time."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.ui.hub import Hub
from desk_app.ui.widgets.parts import Card, Segments, row

if TYPE_CHECKING:
    from desk_app.domain.ore.lot import BasePrice, Lot
    from desk_app.domain.ore.terms import Terms
    from desk_app.domain.ore.working import Working


@dataclass(frozen=True, slots=True)
class OnPage:
    """What the calculator holds: all four where the lot was priced, else no working. `splitting_limit`: the chosen
    contract's, in percentage points.
    """

    base: "BasePrice | None" = None
    lot: "Lot | None" = None
    terms: "Terms | None" = None
    working: "Working | None" = None
    splitting_limit: Decimal | None = None


class OrePanel(Protocol):
    """A widget that follows the calculator. Its title is `ui.ore.KEY`."""

    def follow(self, on_page: OnPage) -> None:
        """The calculator holds something else; called at every key."""

    def retranslate(self) -> None:
        """In the language in force."""


class OrePanels(Card):
    """The panels by key, and the row of buttons that chooses one."""

    def __init__(self, hub: Hub, panels: "dict[str, OrePanel]") -> None:
        super().__init__(margin=12, gap=8)
        self._hub = hub
        self.panels = panels
        self.views = Segments(tuple(panels))
        self.below = QStackedWidget()
        for panel in panels.values():
            assert isinstance(panel, QWidget)  # noqa: S101 - a protocol can't say so
            self.below.addWidget(panel)
        self.body.addLayout(row(self.views, 1))
        self.body.addWidget(self.below, 1)
        self.views.chosen.connect(lambda key: self.below.setCurrentIndex(tuple(panels).index(key)))
        self.views.choose(next(iter(panels)))

    def follow(self, on_page: OnPage) -> None:
        """Hand on what the calculator holds."""
        for panel in self.panels.values():
            panel.follow(on_page)

    def retranslate(self) -> None:
        """In the language in force."""
        for key, panel in self.panels.items():
            self.views.name(key, self._hub.words(f"ui.ore.{key}"))
            panel.retranslate()
