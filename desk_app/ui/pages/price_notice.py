"""The line that says that the present quarter has no announced price, which one stands in, and how old that is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.base.money import grouped
from desk_app.domain.ore.announced import AnnouncedPrice
from desk_app.domain.ore.price_age import StandIn, stand_in
from desk_app.ui.ages import today
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.parts import button, label, row


class PriceNotice(QWidget):
    """Hidden while the present quarter's price is known. `wanted` brings the quarter that is to be registered.

    `stands_in`: the last known price is in use in place of the present quarter's.
    """

    wanted = Signal(str)

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._quarter = ""
        self.stands_in = False
        self.text = label("warn", wraps=True, selects=True)
        self.register = button()
        self.register.setText(hub.words("ore.announce.dialog.open"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.text)
        layout.addLayout(row(self.register, 1))
        self.register.clicked.connect(lambda: self.wanted.emit(self._quarter))
        self.hide()

    def look(self, prices: Sequence[AnnouncedPrice], used: AnnouncedPrice | None) -> None:
        """Hold what is known against today; `used` is the announced price in use, None where there is none."""
        found = stand_in(prices, today())
        self.setVisible(found is not None)
        self.stands_in = found is not None and found.last == used
        if found is None:
            return
        self._quarter = found.quarter
        self.text.setText(self._line(found))
        self.register.setText(self._hub.words("ore.announce.notice.action", quarter=found.quarter))

    def _line(self, found: StandIn) -> str:
        sure = "text" if found.last.announced_on else "text_unsure"
        facts = {"quarter": found.quarter, "last": found.last.period, "price": grouped(found.last.price)}
        key = f"ore.announce.notice.{sure if self.stands_in else 'other'}"
        return self._hub.words(key, since=found.since.isoformat(), days=found.days, **facts)


def in_force(prices: Sequence[AnnouncedPrice]) -> AnnouncedPrice | None:
    """The price of the present quarter, where it is known."""
    return next((price for price in prices if price.effective_from <= today() <= price.effective_to), None)
