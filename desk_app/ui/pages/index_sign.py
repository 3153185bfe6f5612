"""What the index page asks a person to stand for: values that go out, and a word on a single trade."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk_app.ui.hub import Hub
from desk_app.ui.importing import build_curves
from desk_app.ui.pages.index_fates import fate_text
from desk_app.ui.pages.index_why import ACTIONS
from desk_app.ui.pages.load_index import judge, publish
from desk_app.ui.pages.series_list import value_text
from desk_app.ui.widgets.sign_dialog import SignDialog

if TYPE_CHECKING:
    from desk_app.jobs.index_wanted import Wanted
    from desk_app.jobs.publish_index import WentOut
    from desk_app.store.fates import FateRow


def ask_publish(hub: Hub, parent: QWidget, name: str, wanted: "Wanted", period: str) -> SignDialog:
    """Who publishes the series `name` through a period."""
    words = hub.words

    def went_out(went: "list[WentOut]") -> None:
        told = [words("index.publish.went", code=name, values=each.values, last=each.last) for each in went]
        hub.tell(" ".join(told) or words("index.publish.nothing"))
        hub.curves_changed.emit()

    def signed(person: str, _: str) -> None:
        hub.run(
            lambda progress: publish(hub.desk, wanted, period, person, progress),
            went_out,
            title="ui.work.publish",
            writes=True,
        )

    dialog = SignDialog(words, hub.settings, parent)
    dialog.signed.connect(signed)
    every = words(f"ui.every.{wanted.every.value}")
    line = words("ui.index.publish_question", series=name, every=every, period=period)
    return dialog.ask(words("ui.index.publish"), line, words("ui.index.publish_yes"))


def ask_judge(hub: Hub, parent: QWidget, product: str, trade: "FateRow", key: str) -> SignDialog:
    """Who puts a trade in, takes it out or leaves it to the screen (`key` of ACTIONS), and why."""
    words, fate = hub.words, ACTIONS[key]

    def signed(person: str, reason: str) -> None:
        hub.run(
            lambda _: judge(hub.desk, trade.trade, fate, reason, person),
            lambda _: build_curves(hub),
            title="ui.work.index",
            writes=True,
        )

    dialog = SignDialog(words, hub.settings, parent)
    dialog.signed.connect(signed)
    facts = {"day": trade.day, "product": product, "price": value_text(trade.price, "yuan/t")}
    line = words("ui.index.judge_question", **facts, reason=fate_text(words, trade))
    asks = words("ui.index.reason") if fate is not None else ""
    return dialog.ask(words(f"ui.index.{key}"), line, words(f"ui.index.{key}"), asks)
