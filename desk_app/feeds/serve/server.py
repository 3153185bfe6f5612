"""The web server over a folder, from `open` to the end of `run`."""

import socket
from pathlib import Path

import uvicorn

from desk_app.feeds.serve.web_app import Bounds, Told, web_app

LOOPBACK = "127.0.0.1"
PORT = 8765
_CONNECTIONS = 64
_HEADERS = 16_384
_GRACE = 1
"""Seconds that are left to those being answered when it closes."""


class Server:
    """`OSError` when the address can't be had. Port 0 takes a free one."""

    def __init__(
        self, folder: Path, host: str, port: int, told: Told, token: str = "", bounds: Bounds | None = None
    ) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, port), family=family)
        self.host, self.port = self._socket.getsockname()[:2]
        app = web_app(folder, token, told, bounds or Bounds(), lambda: self._server.should_exit)
        self._server = uvicorn.Server(
            uvicorn.Config(
                app, http="h11", ws="none", lifespan="off", loop="asyncio", log_config=None, log_level="critical",
                access_log=False, server_header=False, proxy_headers=False, limit_concurrency=_CONNECTIONS,
                h11_max_incomplete_event_size=_HEADERS, timeout_keep_alive=5, timeout_graceful_shutdown=_GRACE,
            )
        )  # fmt: skip

    @property
    def address(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"

    def run(self) -> None:
        """Answer until `close`, or Ctrl+C in the main thread."""
        self._server.run(sockets=[self._socket])

    def close(self) -> None:
        """End `run`, from any thread."""
        self._server.should_exit = True
