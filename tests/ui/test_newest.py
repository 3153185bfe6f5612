"""Of several questions the last is answered, once; what came too late is dropped."""

import threading
from functools import partial

from pytestqt.qtbot import QtBot

from desk_app.jobs.progress import Progress
from desk_app.ui.newest import Newest
from tests.ui.conftest import Start, settle


def test_only_the_last_question_is_answered(start: Start, qtbot: QtBot) -> None:
    program = start()
    newest, gate = Newest(program.hub), threading.Event()
    done: list[int] = []
    answers: list[int] = []

    def question(number: int, _: Progress) -> int:
        gate.wait(10)
        done.append(number)
        return number

    for number in range(5):
        newest.ask(partial(question, number), answers.append)
    gate.set()
    settle(qtbot, program)
    assert answers == [4]
    assert done == [0, 4]  # the first was under way, those between were never begun


def test_what_is_forgotten_is_not_answered(start: Start, qtbot: QtBot) -> None:
    program = start()
    newest, gate = Newest(program.hub), threading.Event()
    answers: list[bool] = []
    newest.ask(lambda _: gate.wait(10), answers.append)
    newest.forget()
    gate.set()
    settle(qtbot, program)
    assert answers == []
    newest.ask(lambda _: True, answers.append)
    settle(qtbot, program)
    assert answers == [True]
