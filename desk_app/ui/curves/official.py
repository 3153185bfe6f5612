"""A file of official points taken on the curves page: asked for, told, undone."""

from typing import TYPE_CHECKING

from desk_app.ui.pages.load_curves import undo_official
from desk_app.ui.pages.official_dialog import OfficialDialog

if TYPE_CHECKING:
    from desk_app.jobs.take_official import Taken
    from desk_app.ui.pages.curves_page import CurvesPage

_COUNTS = ("rows", "new", "same", "changed", "refused")


def ask_official(page: "CurvesPage") -> OfficialDialog:
    """The dialog that takes a file of official points."""
    dialog = OfficialDialog(page.hub, [info.series for info in page.side.official.values()], page)
    dialog.taken.connect(lambda taken: _taken(page, taken))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _taken(page: "CurvesPage", taken: "Taken") -> None:
    words = page.hub.words
    facts = {name: getattr(taken, name) for name in _COUNTS} | {"name": taken.series.called(words.language)}
    level = "warning" if taken.refused else "info"
    if taken.take is None:
        page.notice.say(words("ui.official.nothing_new", **facts), level)
        return
    take = taken.take
    page.notice.say(words("ui.official.done", **facts), level, (words("ui.batches.undo"), lambda: _undo(page, take)))
    page.side.expect(taken.series.chart_code)
    page.fill()


def _undo(page: "CurvesPage", take: int) -> None:
    page.hub.run(lambda _: undo_official(page.hub.desk, take), lambda _: page.fill(), writes=True)
