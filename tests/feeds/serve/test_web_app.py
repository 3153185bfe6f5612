"""The other end over real sockets: what is served and what never is."""

import hashlib
import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from desk_app.feeds.serve.served_folder import ServedFolder
from desk_app.feeds.serve.server import LOOPBACK, Server
from desk_app.feeds.serve.web_app import Bounds
from tests.feeds.looking import until
from tests.feeds.web import SOON, serving, shut


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "served"
    made.mkdir()
    for name, text in (("a.csv", "abcdef"), (".hidden", "h"), ("b.part", "p"), ("ticks.jsonl", ""), ("index.json", "")):
        (made / name).write_text(text)
        os.utime(made / name, (1, 1))
    (made / "sub").mkdir()
    (made / "sub" / "inside.csv").write_text("inside")
    (tmp_path / "secret.csv").write_text("secret")
    return made


def get(server: Server, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    with httpx.Client(trust_env=False) as client:
        return client.request(method, server.address + path, headers=headers)


def raw(server: Server, target: str) -> bytes:
    """The target exactly as it is given: no client makes it clean first."""
    with socket.create_connection((LOOPBACK, server.port)) as client:
        client.sendall(f"GET {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
        found = b""
        while piece := client.recv(4096):
            found += piece
    return found


def test_the_index_names_plain_files_with_their_hash(folder: Path) -> None:
    with serving(folder) as server:
        found = get(server, "index.json")
        (only,) = json.loads(found.text)["files"]
        assert (only["name"], only["size"]) == ("a.csv", 6)
        assert only["sha256"] == hashlib.sha256(b"abcdef").hexdigest()
        tag = found.headers["etag"]
        assert get(server, "index.json", **{"If-None-Match": tag}).status_code == 304
        (folder / "c.csv").write_text("c")
        os.utime(folder / "c.csv", (2, 2))
        again = get(server, "index.json", **{"If-None-Match": tag})
        assert [each["name"] for each in json.loads(again.text)["files"]] == ["a.csv", "c.csv"]


def test_a_file_that_is_being_written_is_not_named(tmp_path: Path) -> None:
    now = 1_700_000_000.0
    served = ServedFolder(tmp_path, lambda: now)
    for name, at in (("new.csv", now - 1), ("old.csv", now - 10), ("ahead.csv", now + 3_600)):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, (at, at))
    assert [each.name for each in served.bulletins()] == ["ahead.csv", "old.csv"]


def test_parts_of_files(folder: Path) -> None:
    with serving(folder) as server:
        part = get(server, "a.csv", Range="bytes=2-")
        assert (part.status_code, part.text, part.headers["content-range"]) == (206, "cdef", "bytes 2-5/6")
        assert get(server, "a.csv", Range="bytes=6-").status_code == 416
        assert get(server, "a.csv").text == "abcdef"


@pytest.mark.parametrize(
    "target",
    [
        "/", "/sub", "/sub/inside.csv", "/.hidden", "/b.part", "/ticks.jsonl", "/../secret.csv", "/..%2fsecret.csv",
        "/%2e%2e/secret.csv", "/..\\secret.csv", "/..%5csecret.csv", "//secret.csv", "/a.csv/", "/a.csv%00", "/nothing",
        "/sub/../../secret.csv", "/a.csv/../../secret.csv", "/%252e%252e/secret.csv", "/" + "a" * 8_000,
    ],
)  # fmt: skip
def test_no_path_leads_anywhere_else(folder: Path, target: str) -> None:
    with serving(folder) as server:
        found = raw(server, target)
    assert found.split(b" ")[1] in (b"404", b"400"), found[:80]
    assert b"secret" not in found.partition(b"\r\n\r\n")[2]
    assert b"inside" not in found.partition(b"\r\n\r\n")[2]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_are_neither_named_nor_followed(folder: Path, tmp_path: Path) -> None:
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "away").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.csv")
    with serving(folder) as server:
        names = [each["name"] for each in json.loads(get(server, "index.json").text)["files"]]
        assert names == ["a.csv"]
        for path in ("link.csv", "away/secret.csv", "pipe.csv"):
            assert get(server, path).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(folder: Path, method: str) -> None:
    with serving(folder) as server:
        for path in ("index.json", "a.csv", "new.csv", "ticks"):
            assert get(server, path, method).status_code == 405
    assert (folder / "a.csv").read_text() == "abcdef"


def test_a_folder_that_vanished_is_said_and_comes_back(folder: Path) -> None:
    with serving(folder) as server:
        away = folder.rename(folder.with_name("away"))
        assert get(server, "index.json").status_code == 503
        assert get(server, "a.csv").status_code == 404
        away.rename(folder)
        assert get(server, "index.json").status_code == 200


def test_only_so_many_streams_at_once_and_it_is_said_to_whom(folder: Path) -> None:
    told: list[tuple[str, str]] = []
    with (
        serving(folder, bounds=Bounds(streams=2, beat=0.005), told=told) as server,
        httpx.Client(trust_env=False) as client,
    ):
        address = server.address + "ticks"
        with client.stream("GET", address) as one, client.stream("GET", address) as two:
            assert (one.status_code, two.status_code) == (200, 200)
            assert client.get(address).status_code == 503
            assert [what for what, _ in told] == ["stream", "stream", "busy"]
            assert {who for _, who in told} == {LOOPBACK}
        until(lambda: [what for what, _ in told].count("left") == 2)
        with client.stream("GET", address) as again:
            assert again.status_code == 200


def test_a_client_that_takes_nothing_is_dropped(folder: Path) -> None:
    (folder / "ticks.jsonl").write_text(("x" * 4_000 + "\n") * 5_000)
    told: list[tuple[str, str]] = []
    with serving(folder, bounds=Bounds(beat=0.005, patience=0.2), told=told) as server:
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        client.connect((LOOPBACK, server.port))
        client.sendall(b"GET /ticks HTTP/1.1\r\nHost: a\r\n\r\n")
        until(lambda: "slow" in [what for what, _ in told])
        until(lambda: "left" in [what for what, _ in told])
        shut(client)
        assert get(server, "index.json").status_code == 200


def test_it_closes_while_clients_listen(folder: Path) -> None:
    with (
        httpx.Client(trust_env=False) as client,
        suppress(httpx.HTTPError),
        serving(folder, bounds=SOON) as server,
        client.stream("GET", server.address + "ticks") as listening,
    ):
        server.close()
        for _ in listening.iter_raw():
            pass


def test_a_token_is_asked_of_every_one(folder: Path) -> None:
    with serving(folder, token="right") as server:
        for path in ("index.json", "a.csv", "ticks", "nothing"):
            assert get(server, path).status_code == 401
            assert get(server, path, Authorization="Bearer wrong").status_code == 401
        assert get(server, "a.csv", Authorization="Bearer right").text == "abcdef"


def test_an_address_that_is_taken_is_an_error_of_the_system(folder: Path) -> None:
    with serving(folder) as server, pytest.raises(OSError, match=r"in use|address"):
        Server(folder, LOOPBACK, server.port, lambda *_: None)
