"""Cycles are collected, and only in the window's thread."""

import gc
import threading
import weakref

from pytestqt.qtbot import QtBot

from desk_app.ui.garbage import Garbage


class Knot:
    """Part of a cycle."""

    def __init__(self) -> None:
        self.self = self


def test_cycles_go_in_the_windows_thread_only(qtbot: QtBot) -> None:
    garbage = Garbage()
    garbage.start()
    garbage.settle()
    died_in: list[int] = []
    knots = [Knot() for _ in range(5000)]
    for knot in knots:
        weakref.finalize(knot, lambda: died_in.append(threading.get_ident()))
    thread = threading.Thread(target=lambda: [Knot() for _ in range(5000)])
    del knot
    knots.clear()
    thread.start()
    thread.join()
    assert not died_in
    garbage.look()
    assert len(died_in) == 5000
    assert set(died_in) == {threading.get_ident()}
    garbage.stop()
    assert gc.isenabled()
