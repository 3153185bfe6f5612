"""What all pages share: the words, the theme, the work behind the window, the open desk, and who changed what."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QLocale, QObject, Signal

from desk_app.domain.base.problem import Problem, Refused
from desk_app.i18n import LANGUAGES, Words, system_language
from desk_app.jobs.progress import Progress
from desk_app.settings import Settings
from desk_app.ui.background import Background, Outcome, Task
from desk_app.ui.theme import Theme

if TYPE_CHECKING:
    from desk_app.jobs.open_desk import Desk
    from desk_app.ui.live import Live

T = TypeVar("T")


class Hub(QObject):
    """Made once by the window, handed to every page. Its signals say what changed; pages decide what to do."""

    language_changed = Signal()
    theme_changed = Signal()
    opened = Signal()
    refused = Signal(object)  # Problem: the data folder can't be used
    told = Signal(str, str)  # level ("info", "warning", "error") and a line for the status strip
    trades_changed = Signal()
    batches_changed = Signal()
    curves_changed = Signal()
    sheets_changed = Signal()
    prices_changed = Signal()  # the desk's announced ore prices
    age_changed = Signal()
    page_wanted = Signal(str)
    curve_wanted = Signal(str)  # a series' code: the curves page draws it
    alert_wanted = Signal(str)  # a series' code ("": none yet): the dialog of alerts opens on it
    files_given = Signal(list)  # by hand: the user looks at what they would do
    files_arrived = Signal(list)  # by themselves: what is known and clear comes in, the rest waits
    files_settled = Signal(
        list
    )  # paths that were imported, refused or left: a watched folder need not offer them again
    sheet_made = Signal(int)  # its number: the sheets page shows it
    asked_sheet = Signal(object)  # what the ore page hands to the sheets page
    asked_lot = Signal(object)  # a lot that was said on the telephone: the ore page takes it

    def __init__(self, folder: Path, settings: Settings, theme: Theme, language: str = "") -> None:
        super().__init__()
        self.folder = folder
        self.settings = settings
        self.theme = theme
        self.words = Words(_language(language, settings["language"]))
        self.background = Background()
        self.latest_trade: date | None = None
        self.has_samples = False
        self._desk: Desk | None = None
        self.live: Live | None = None  # the sources of the window, once it has them
        theme.changed.connect(self.theme_changed)

    @property
    def desk(self) -> "Desk":
        """The open desk; pages ask only after `opened`."""
        assert self._desk is not None  # noqa: S101 - a page that asks earlier is a mistake of ours
        return self._desk

    @property
    def ready(self) -> bool:
        return self._desk is not None

    def open(self) -> None:
        """Open the data folder behind the window."""
        self.background.run(lambda _: _open(self.folder), self._opened, title="window.work.open", writes=True)

    def run(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        *,
        title: str = "",
        writes: bool = False,
        ended: Callable[[], None] = lambda: None,
    ) -> Task:
        """Run a job; `then` gets its value. A refusal is told in the strip, anything unexpected is raised.

        `ended` is called before, however the job went.
        """

        def settle(outcome: Outcome[T]) -> None:
            ended()
            self._settle(outcome, then)

        return self.background.run(work, settle, title=title, writes=writes)

    def tell(self, text: str, level: str = "info") -> None:
        """A line for the status strip."""
        self.told.emit(level, text)

    def speak(self, language: str) -> None:
        """Switch the language of everything shown, and keep the choice."""
        self.words.switch(language)
        self.settings.set("language", language)
        self.language_changed.emit()

    def data_is(self, latest: date | None, has_samples: bool) -> None:
        """What the trades page found: the newest trade's day, and whether sample data is among it."""
        self.latest_trade, self.has_samples = latest, has_samples
        self.age_changed.emit()

    def close(self) -> None:
        """Stop the work, then close the desk."""
        self.background.close()
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _opened(self, outcome: "Outcome[Desk]") -> None:
        if isinstance(outcome.error, Refused):
            self.refused.emit(outcome.error.problem)
        elif outcome.error is not None:
            raise outcome.error
        elif outcome.value is not None:
            self._desk = outcome.value
            self.opened.emit()

    def _settle(self, outcome: Outcome[T], then: Callable[[T], None]) -> None:
        if outcome.cancelled:
            self.tell(self.words("window.told.cancelled"))
        elif isinstance(outcome.error, Refused):
            self.tell(self.problem_line(outcome.error.problem), "error")
        elif outcome.error is not None:
            raise outcome.error
        else:
            then(outcome.value)  # type: ignore[arg-type]  # no error and not cancelled: it is a T

    def problem_line(self, problem: Problem) -> str:
        """A problem as one line in the language in force."""
        from desk_app.i18n import problem_text

        return problem_text(self.words, problem)


def _language(*wanted: str) -> str:
    return next((each for each in wanted if each in LANGUAGES), _spoken_here())


def _spoken_here() -> str:
    """What Qt knows of the system's language reaches further than the environment (a Mac's desktop sets none)."""
    spoken = QLocale.system().uiLanguages()
    return "zh_CN" if spoken and spoken[0].lower().startswith("zh") else system_language()


def _open(folder: Path) -> "Desk":
    from desk_app.jobs.open_desk import open_desk

    return open_desk(folder)


def or_problem(work: Callable[[], T]) -> T | Problem:
    """What the work comes to, or why it was refused: to be read where it can be put right, not in the strip."""
    try:
        return work()
    except Refused as refused:
        return refused.problem
