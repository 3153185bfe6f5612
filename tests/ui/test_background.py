"""Work behind the window: values, refusals, cancelling, progress, order."""

import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desk_app.jobs.progress import Cancelled, Progress
from desk_app.ui.background import Background, Outcome


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def test_a_value_arrives_in_the_windows_thread(background: Background, qtbot: QtBot) -> None:
    seen: list[tuple[Outcome[int], int]] = []
    background.run(lambda _: threading.get_ident(), lambda outcome: seen.append((outcome, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    outcome, thread = seen[0]
    assert thread == threading.get_ident() != outcome.value
    assert not background.busy


def test_an_exception_arrives_as_a_value(background: Background, qtbot: QtBot) -> None:
    seen: list[Outcome[float]] = []
    background.run(lambda _: 1 / 0, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0].error, ZeroDivisionError)
    assert seen[0].value is None


def test_a_job_that_is_cancelled_hears_it_at_its_next_step(background: Background, qtbot: QtBot) -> None:
    seen: list[Outcome[None]] = []
    under_way, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        under_way.set()
        go_on.wait(10)
        progress.step(1, 2, "window.work.open")
        raise AssertionError("went on")

    task = background.run(work, seen.append, title="window.work.open")
    assert under_way.wait(10)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].cancelled
    assert seen[0].error is None


def test_what_is_cancelled_before_it_began_never_begins(background: Background, qtbot: QtBot) -> None:
    seen: list[Outcome[None]] = []
    hold = threading.Event()
    background.run(lambda _: hold.wait(10), lambda _: None, writes=True)
    second = background.run(lambda _: pytest.fail("began"), seen.append, writes=True)
    second.cancel()
    hold.set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].cancelled


def test_writers_take_turns(background: Background, qtbot: QtBot) -> None:
    order: list[int] = []

    def work(number: int, _: Progress) -> None:
        order.append(number)

    for number in range(20):
        background.run(partial(work, number), lambda _: None, writes=True)
    qtbot.waitUntil(lambda: not background.busy)
    assert order == list(range(20))


def test_progress_is_said_at_a_rate_the_eye_can_follow(background: Background, qtbot: QtBot) -> None:
    shown: list[int] = []

    def work(progress: Progress) -> None:
        for done in range(50_000):
            progress.step(done, 50_000, "window.work.open")

    task = background.run(work, lambda _: None, title="window.work.open")
    background.changed.connect(lambda: shown.append(task.step.done if task.step else -1))
    qtbot.waitUntil(lambda: not background.busy)
    assert 0 < len(shown) < 500


def test_closing_waits_for_what_is_under_way(qtbot: QtBot) -> None:
    background = Background()
    ended: list[str] = []

    def work(progress: Progress) -> None:
        try:
            while True:
                progress.step(0, 0, "window.work.open")
        except Cancelled:
            ended.append("cancelled")
            raise

    background.run(work, lambda _: None)
    background.close()
    assert ended == ["cancelled"] or not ended


def test_nothing_begins_after_the_end(qtbot: QtBot) -> None:
    background = Background()
    background.close()
    background.run(lambda _: pytest.fail("began"), lambda _: None)
    assert not background.busy


def test_what_only_the_windows_thread_may_do_is_done_a_little_at_a_time(background: Background, qtbot: QtBot) -> None:
    done: list[int] = []
    threads: set[int] = set()
    turns: list[int] = []

    def steps() -> Iterator[None]:
        for number in range(20):
            time.sleep(0.002)
            threads.add(threading.get_ident())
            done.append(number)
            yield

    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(len(done)))
    timer.start(0)
    ended: list[int] = []
    background.in_slices(steps(), lambda: ended.append(len(done)))
    assert background.busy
    assert not done
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [20]
    assert threads == {threading.get_ident()}
    assert len(set(turns)) > 2  # others had their turn in between
    assert not background.busy


def test_slices_end_with_the_program(background: Background, qtbot: QtBot) -> None:
    ended: list[bool] = []
    background.in_slices(iter(int, 1), lambda: ended.append(True))
    background.close()
    qtbot.waitUntil(lambda: not background.busy)
    background.in_slices(iter(()), lambda: ended.append(True))
    qtbot.wait(20)
    assert not ended


def test_an_error_in_a_slice_is_raised_and_ends_them(background: Background, qtbot: QtBot) -> None:
    ended: list[bool] = []
    with qtbot.captureExceptions() as raised:
        background.in_slices((1 // number for number in (1, 0, 1)), lambda: ended.append(True))
        qtbot.waitUntil(lambda: not background.busy)
        qtbot.wait(20)
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]
    assert not ended
