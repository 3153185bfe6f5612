"""Work behind the window: functions on executors; what comes back arrives in the window's thread as a value."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desk_app.jobs.progress import Cancelled, Progress

T = TypeVar("T")
_SHORTEST = 1 / 30  # seconds between two signs of progress: the eye needs no more
_SLICE = 0.01  # seconds of the window's own time taken at once


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a job came to: its value, the exception it raised, or neither when it was cancelled."""

    value: T | None = None
    error: BaseException | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job is: `done` of `total` (0: not known) of what the words key `key` names."""

    done: int
    total: int
    key: str


class Task:
    """A job under way. Lives in the window's thread; only `stop` is looked at from elsewhere."""

    def __init__(self, title: str, shown: bool) -> None:
        self.title = title
        self.shown = shown
        self.step: Step | None = None
        self.stop = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self.stop.set()


class _Bridge(QObject):
    """The one object whose signal crosses threads. It belongs to the window's thread and outlives all work."""

    arrived = Signal(object)

    def __init__(self, take: Callable[[Callable[[], None]], None]) -> None:
        super().__init__()
        self._take = take
        self.arrived.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _arrive(self, call: Callable[[], None]) -> None:
        self._take(call)


class _Said:
    """A job's progress: throttled, and where it hears that it should stop."""

    def __init__(self, task: Task, say: Callable[[Step], None]) -> None:
        self._task = task
        self._say = say
        self._next = 0.0

    def step(self, done: int, total: int, key: str) -> None:
        """Tell the window, at most thirty times a second; `Cancelled` when the user asked to stop."""
        if self._task.stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _SHORTEST
            self._say(Step(done, total, key))


class Background(QObject):
    """Two executors: the store's writers one at a time, and a free one. `changed` when tasks or steps do."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._writers = ThreadPoolExecutor(1, "writer")
        self._free = ThreadPoolExecutor(2, "free")
        self._bridge = _Bridge(lambda call: call())
        self._closed = False
        self.tasks: list[Task] = []

    def run(
        self,
        work: Callable[[Progress], T],
        then: Callable[[Outcome[T]], None],
        *,
        title: str = "",
        writes: bool = False,
    ) -> Task:
        """Do `work` behind the window, then `then` in the window's thread, always exactly once.

        `title` is the words key the status strip shows it under (empty: not shown); `writes` puts it in the
        line of those that write to the store. After `close` nothing begins any more.
        """
        task = Task(title, bool(title))
        if self._closed:
            return task
        self.tasks.append(task)
        self.changed.emit()
        executor = self._writers if writes else self._free
        executor.submit(self._do, task, work, then)
        return task

    def in_slices(self, steps: Iterator[object], then: Callable[[], None]) -> None:
        """Do in the window's own thread what only it may do, a few steps at a time: it goes on answering.

        `then` is called once the steps have ended, in a later turn of the event loop; not at all after `close`.
        """
        if self._closed:
            return
        task = Task("", shown=False)
        self.tasks.append(task)
        timer = QTimer(self)
        timer.timeout.connect(lambda: self._slice(task, timer, steps, then))
        timer.start()

    def post(self, call: Callable[[], None]) -> None:
        """Call this in the window's thread, from any thread."""
        self._bridge.arrived.emit(call)

    @property
    def busy(self) -> bool:
        return bool(self.tasks)

    def close(self) -> None:
        """Ask all to stop and wait for it: nothing is left half-done."""
        self._closed = True
        for task in self.tasks:
            task.cancel()
        for executor in (self._writers, self._free):
            executor.shutdown(wait=True, cancel_futures=True)

    def _do(self, task: Task, work: Callable[[Progress], Any], then: Callable[[Outcome[Any]], None]) -> None:
        said = _Said(task, lambda step: self.post(lambda: self._show(task, step)))
        try:
            if task.stop.is_set():
                raise Cancelled
            outcome = Outcome(value=work(said))
        except Cancelled:
            outcome = Outcome(cancelled=True)
        except BaseException as error:  # it arrives as a value; whoever started the job decides
            outcome = Outcome(error=error)
        self.post(lambda: self._finish(task, outcome, then))

    def _slice(self, task: Task, timer: QTimer, steps: Iterator[object], then: Callable[[], None]) -> None:
        end = time.monotonic() + _SLICE
        going = not self._closed
        try:
            while going and time.monotonic() < end:
                going = next(steps, steps) is not steps
        except BaseException:
            going = False
            raise
        finally:
            if not going:
                timer.stop()
                timer.deleteLater()
                self.tasks.remove(task)
        if not going and not self._closed:
            then()

    def _show(self, task: Task, step: Step) -> None:
        task.step = step
        self.changed.emit()

    def _finish(self, task: Task, outcome: Outcome[Any], then: Callable[[Outcome[Any]], None]) -> None:
        self.tasks.remove(task)
        try:
            then(outcome)
        finally:
            self.changed.emit()
