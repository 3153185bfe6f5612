"""One window a data folder: a second start hands its files to the first, brings it to the front, and ends."""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 3000  # milliseconds
_AGAIN = 50  # milliseconds until the next try: the first may not be listening yet


def _name(folder: Path) -> str:
    return "reo-desk-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


class Instance(QObject):
    """Who has the folder. A folder that can't be written to has no lock; opening it says what is wrong."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._name = _name(folder)
        self._lock = QLockFile(str(folder / "desk.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self._callers: list[QLocalSocket] = []
        self._take: Callable[[list[Path]], None] = lambda files: None
        self.first = _taken(folder, self._lock)

    def hand_over(self, files: Sequence[Path]) -> bool:
        """Send `files` to the first window; whether it said it has them."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        if not self._reach(socket):
            return False
        socket.write(json.dumps([str(file.resolve()) for file in files]).encode() + b"\n")
        socket.waitForBytesWritten(_PATIENCE)
        heard = socket.waitForReadyRead(_PATIENCE) and socket.readAll().startsWith(b"ok")
        socket.disconnectFromServer()
        return bool(heard)

    def _reach(self, socket: "QLocalSocket") -> bool:
        deadline = QDeadlineTimer(_PATIENCE)
        socket.connectToServer(self._name)
        while not socket.waitForConnected(_PATIENCE):
            if deadline.hasExpired():
                return False
            QThread.msleep(_AGAIN)
            socket.connectToServer(self._name)
        return True

    def listen(self, take: Callable[[list[Path]], None]) -> None:
        """Call `take` with the files of every later start."""
        from PySide6.QtNetwork import QLocalServer

        self._take = take
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # what a crashed run left behind; the lock says we are first
        self._server.newConnection.connect(self._greet)
        self._server.listen(self._name)

    def close(self) -> None:
        """Let the next one be first."""
        if self._server is not None:
            self._server.close()
        self._callers.clear()
        if self.first:
            self._lock.unlock()

    @Slot()
    def _greet(self) -> None:
        server = self._server
        while server is not None and (caller := server.nextPendingConnection()) is not None:
            self._callers.append(caller)
            caller.readyRead.connect(self._listen_to_all)
        self._listen_to_all()

    @Slot()
    def _listen_to_all(self) -> None:
        """Answer whoever has said all; the server owns the sockets, we only forget those that are gone."""
        for caller in self._callers:
            if caller.canReadLine():
                files = [Path(name) for name in json.loads(bytes(caller.readLine().data()))]
                caller.write(b"ok\n")
                caller.flush()
                self._take(files)
        self._callers = [each for each in self._callers if each.isValid()]


def _taken(folder: Path, lock: QLockFile) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return True
    return lock.tryLock(0) or lock.error() != QLockFile.LockError.LockFailedError
