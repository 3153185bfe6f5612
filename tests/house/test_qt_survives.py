"""PySide6 6.12 on Python 3.11 loses a reference to True at every emit and to None at every void call."""

from tests.house.tree import python

MANY_CALLS = """
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Sender(QObject):
    told = Signal(bool)

application = QCoreApplication([])
sender, heard = Sender(), []
sender.told.connect(heard.append)
for _ in range(5_000):
    sender.told.emit(True)
for _ in range(50_000):
    sender.setObjectName("name")
print(len(heard))
"""


def test_emits_and_void_calls_survive() -> None:
    assert python(MANY_CALLS).strip() == "5000"
