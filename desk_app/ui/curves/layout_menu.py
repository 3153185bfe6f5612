"""版面: what is shown, how, over which stretch, by name. A menu to choose, save, rename and delete."""

from collections.abc import Callable

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from desk_app.domain.base.problem import Refused
from desk_app.domain.curve.layout import Layout
from desk_app.jobs.keep_layouts import Layouts
from desk_app.ui.ask import ask_line
from desk_app.ui.hub import Hub


class LayoutMenu:
    """Fills a menu; `now` gives the page as it is, `show` makes it as a layout says."""

    def __init__(
        self, hub: Hub, parent: QWidget, kept: Layouts, now: Callable[[], Layout], show: Callable[[Layout], None]
    ) -> None:
        self._hub, self._parent, self.kept = hub, parent, kept
        self._now, self._show = now, show

    def fill(self, menu: QMenu) -> None:
        """All there are; then what can be done with them."""
        words = self._hub.words
        current = self._now()
        for at, (name, layout) in enumerate(self.kept.named.items(), 1):
            shown = name.replace("&", "&&")
            each = menu.addAction(f"&{at} {shown}" if at < 10 else shown)
            each.setCheckable(True)
            each.setChecked(_same(layout, current))
            each.triggered.connect(lambda _=False, layout=layout: self._show(layout))
        if not self.kept.named:
            menu.addAction(words("curve.layout.none")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(words("curve.layout.save")).triggered.connect(self.ask_name)
        for key, act in (("rename", self.ask_rename), ("delete", self.delete)):
            of = menu.addMenu(words(f"curve.layout.{key}"))
            of.setEnabled(bool(self.kept.named))
            for name in self.kept.named:
                of.addAction(name.replace("&", "&&")).triggered.connect(lambda _=False, name=name, act=act: act(name))

    def ask_name(self, _: bool = False) -> QInputDialog:
        """Save the page as it is."""
        words = self._hub.words
        return ask_line(self._parent, words("curve.layout.save"), words("curve.layout.name"), "", self.save)

    def ask_rename(self, name: str) -> QInputDialog:
        """Give one another name."""
        words = self._hub.words
        title = words("curve.layout.rename")
        return ask_line(self._parent, title, words("curve.layout.name"), name, lambda new: self.rename(name, new))

    def save(self, name: str) -> None:
        self._try(lambda: self.kept.save(self._now(), name), "curve.layout.saved")

    def rename(self, old: str, new: str) -> None:
        self._try(lambda: self.kept.rename(old, new), "curve.layout.saved")

    def delete(self, name: str) -> None:
        self._try(lambda: self.kept.delete(name), "curve.layout.deleted")

    def _try(self, act: Callable[[], object], told: str) -> None:
        try:
            act()
        except Refused as refused:
            self._hub.tell(self._hub.problem_line(refused.problem), "error")
        else:
            self._hub.tell(self._hub.words(told))


def _same(layout: Layout, current: Layout) -> bool:
    plain, now = layout.to_plain(), current.to_plain()
    return {**plain, "name": ""} == {**now, "name": ""}
