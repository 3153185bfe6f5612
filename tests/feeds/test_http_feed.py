"""Bulletins over real sockets: fetched once and whole, however the connection breaks; every failure has its reason."""

import hashlib
import http.server
import os
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk_app.feeds import http_feed
from desk_app.feeds.bulletins import Bulletin, index_document
from desk_app.feeds.failing import Failing, Reason
from desk_app.feeds.feed import Post
from desk_app.feeds.folder_feed import Arrival
from desk_app.feeds.http_feed import HttpFeed, WebPace
from desk_app.feeds.mailbox import Mailbox
from desk_app.feeds.serve.server import LOOPBACK
from desk_app.feeds.web import Door, Limits
from tests.feeds.looking import until
from tests.feeds.web import answer, at_random, cutting, saying, serving

PACE = WebPace(interval=0.01, first_wait=0.01, longest_wait=0.02)
LIMITS = Limits(connect=5, silence=0.3)


class Fetching:
    """A feed that is looked with by hand."""

    def __init__(self, address: str, folder: Path, box: int = 100, ca: Path | None = None, token: str = "") -> None:
        self.folder = folder
        self.feed = HttpFeed(Door(address, ca, token=token), folder, PACE, LIMITS)
        self.box: Mailbox[Arrival] = Mailbox(box)
        self.post = Post(self.box)

    def look(self) -> list[str]:
        self.feed.look(self.post)
        return [arrival.path.name for arrival in self.box.drain()]

    def fails(self) -> Failing:
        with pytest.raises(Failing) as failing:
            self.feed.look(self.post)
        return failing.value


def write(folder: Path, name: str, content: bytes, at: int = 1) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    os.utime(folder / name, (at, at))


def bulletin(name: str, content: bytes, size: int | None = None) -> Bulletin:
    digest = hashlib.sha256(content).hexdigest()
    return Bulletin(name, len(content) if size is None else size, digest, datetime(2026, 1, 5, tzinfo=UTC))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir()
    return tmp_path / "source"


def test_files_come_once_the_oldest_first_and_changed_ones_again(source: Path, tmp_path: Path) -> None:
    write(source, "b 成交.csv", b"b", 2)
    write(source, "a.csv", b"a", 3)
    write(source, "empty.csv", b"", 4)
    with serving(source) as server:
        fetching = Fetching(server.address + "index.json", tmp_path / "in")
        assert fetching.look() == ["b 成交.csv", "a.csv", "empty.csv"]
        assert fetching.look() == []
        write(source, "a.csv", b"other", 5)
        assert fetching.look() == ["a.csv"]
        assert sorted(path.read_bytes() for path in (tmp_path / "in").rglob("a.csv")) == [b"a", b"other"]
        again = Fetching(server.address + "index.json", tmp_path / "in")
        assert len(again.look()) == 3  # told anew, for this run; fetched no more
    assert not list((tmp_path / "in").rglob("*.part"))


def test_an_unchanged_index_is_not_sent_again(source: Path, tmp_path: Path) -> None:
    write(source, "a.csv", b"a")
    document = index_document([bulletin("a.csv", b"a")])
    with saying(answer(document, ETag='"one"'), answer(b"a"), answer(b"", "304 Not Modified")) as server:
        fetching = Fetching(server.url("index.json"), tmp_path / "in")
        assert fetching.look() == ["a.csv"]
        assert fetching.look() == []
        assert b'if-none-match: "one"' in server.asked[2].lower()


def test_a_broken_download_goes_on_where_it_ended(source: Path, tmp_path: Path) -> None:
    content = os.urandom(300_000)
    write(source, "big.csv", content)
    with serving(source) as server, cutting(server.port, at_random(3, 40, 40_000)) as between:
        fetching = Fetching(f"http://{LOOPBACK}:{between.port}/index.json", tmp_path / "in")
        parts: set[int] = set()
        found: list[str] = []
        while not found:
            try:
                found = fetching.look()
            except Failing as failing:
                assert failing.reason is Reason.CLOSED, failing
                parts |= {path.stat().st_size for path in (tmp_path / "in").rglob("*.part")}
    assert found == ["big.csv"]
    assert len(parts) > 2
    assert next((tmp_path / "in").rglob("big.csv")).read_bytes() == content


def test_a_server_that_knows_no_ranges_starts_anew(tmp_path: Path) -> None:
    document = index_document([bulletin("a.csv", b"0123456789")])
    cut = answer(b"0123456789")[:-4]
    with saying(answer(document), cut, answer(document), answer(b"0123456789")) as server:
        fetching = Fetching(server.url("index.json"), tmp_path / "in")
        assert fetching.fails().reason is Reason.CLOSED
        assert fetching.look() == ["a.csv"]
        assert b"range: bytes=6-" in server.asked[3].lower()


def test_bytes_that_were_not_promised_are_thrown_away(tmp_path: Path) -> None:
    document = index_document([bulletin("a.csv", b"right"), bulletin("b.csv", b"b")])
    answers = [answer(document), answer(b"wrong"), answer(b"b"), answer(document), answer(b"right and more")]
    with saying(*answers, answer(document), answer(b"right")) as server:
        fetching = Fetching(server.url("index.json"), tmp_path / "in")
        assert fetching.fails().reason is Reason.DAMAGED
        assert [arrival.path.name for arrival in fetching.box.drain()] == ["b.csv"]  # one file does not stop the others
        assert fetching.fails().reason is Reason.DAMAGED
        fetching.look()
    assert [path.read_bytes() for path in (tmp_path / "in").rglob("a.csv")] == [b"right"]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (answer(b"<html>"), Reason.GARBAGE),
        (answer(b'{"kind": "other", "version": 1, "files": []}'), Reason.GARBAGE),
        (b"SSH-2.0-OpenSSH\r\n\r\n", Reason.GARBAGE),
        (answer(b"x" * 4_000_001), Reason.TOO_LARGE),
        (answer(index_document([bulletin("a.csv", b"", 2_000_000_001)])), Reason.TOO_LARGE),
        (answer(b"", "404 Not Found"), Reason.NOT_FOUND),
        (answer(b"", "401 Unauthorized"), Reason.DENIED),
        (answer(b"", "500 Oh"), Reason.SERVER),
        (answer(b"", "302 Found", Location="http://example.invalid/index.json"), Reason.REDIRECT),
        (answer(b"", "302 Found", Location="/again"), Reason.REDIRECT),
        (answer(b"", "302 Found", Location="ftp://127.0.0.1/"), Reason.REDIRECT),
        (b"", Reason.CLOSED),
        (answer(b"{}")[:-1], Reason.CLOSED),
        (answer(b"{}", Content_Encoding="gzip"), Reason.GARBAGE),
    ],
)
def test_each_failure_has_its_reason(said: bytes, reason: Reason, tmp_path: Path) -> None:
    with saying(said) as server:
        assert Fetching(server.url("index.json"), tmp_path / "in").fails().reason is reason


def test_a_redirect_on_the_same_host_is_followed(tmp_path: Path) -> None:
    with saying(answer(b"", "301 Moved", Location="/there.json"), answer(index_document([]))) as server:
        assert Fetching(server.url("index.json"), tmp_path / "in").look() == []
        assert b"/there.json" in server.asked[1]


def test_a_server_that_stalls_is_given_up(tmp_path: Path) -> None:
    with saying(answer(b"{}")[:-1], holds=True) as server:
        assert Fetching(server.url("index.json"), tmp_path / "in").fails().reason is Reason.STALLED


def test_stop_hangs_up_on_a_server_that_stalls(tmp_path: Path) -> None:
    with saying(b"", holds=True) as server:
        feed = HttpFeed(Door(server.url("index.json")), tmp_path / "in", PACE, Limits(silence=3_600))
        feed.start(Mailbox(10))
        until(lambda: bool(server.asked))
        feed.stop(patience=30)
        assert not [thread for thread in threading.enumerate() if thread.name == "feed"]


def test_a_full_mailbox_loses_nothing(source: Path, tmp_path: Path) -> None:
    names = [f"{number:02}.csv" for number in range(9)]
    for number, name in enumerate(names):
        write(source, name, name.encode(), number + 1)
    with serving(source) as server:
        fetching = Fetching(server.address + "index.json", tmp_path / "in", box=4)
        found = [fetching.look() for _ in range(4)]
    assert [name for names in found for name in names] == names
    assert max(map(len, found)) == 4


def test_a_folder_that_vanished_is_made_again(source: Path, tmp_path: Path) -> None:
    write(source, "a.csv", b"a")
    with serving(source) as server:
        fetching = Fetching(server.address + "index.json", tmp_path / "in")
        fetching.look()
        shutil.rmtree(tmp_path / "in")
        write(source, "b.csv", b"b", 2)
        assert fetching.look() == ["b.csv"]


def test_a_full_disk_is_said(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(source, "a.csv", b"a")

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(http_feed, "_hash", full)
    with serving(source) as server:
        assert Fetching(server.address + "index.json", tmp_path / "in").fails().reason is Reason.NO_SPACE


def test_a_token_opens_the_door(source: Path, tmp_path: Path) -> None:
    write(source, "a.csv", b"a")
    with serving(source, token="right") as server:
        address = server.address + "index.json"
        assert Fetching(address, tmp_path / "in").fails().reason is Reason.DENIED
        assert Fetching(address, tmp_path / "in", token="wrong").fails().reason is Reason.DENIED
        assert Fetching(address, tmp_path / "in", token="right").look() == ["a.csv"]


# ---- certificates
@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """One for 127.0.0.1, signed by itself."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here to make a certificate")
    folder = tmp_path_factory.mktemp("certificate")
    key, made = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(made), "-days", "2",
         "-subj", "/CN=desk", "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return made, key


class Quiet(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        document = index_document([])
        self.send_response(200)
        self.send_header("Content-Length", str(len(document)))
        self.end_headers()
        self.wfile.write(document)

    def log_message(self, *_: object) -> None: ...


class Unmoved(http.server.HTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that hangs up over the certificate is what is wanted here."""


@contextmanager
def over_tls(certificate: tuple[Path, Path]) -> Iterator[int]:
    server = Unmoved((LOOPBACK, 0), Quiet)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_certificate_of_ones_own_authority_is_trusted_only_when_named(
    certificate: tuple[Path, Path], tmp_path: Path
) -> None:
    with over_tls(certificate) as port:
        address = f"https://{LOOPBACK}:{port}/index.json"
        assert Fetching(address, tmp_path / "in").fails().reason is Reason.CERTIFICATE
        assert Fetching(address, tmp_path / "in", ca=certificate[0]).look() == []
        wrong_name = address.replace(LOOPBACK, "localhost")
        assert Fetching(wrong_name, tmp_path / "in", ca=certificate[0]).fails().reason is Reason.CERTIFICATE


def test_a_ca_file_that_is_none_is_a_matter_of_certificates(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("none")
    for ca in (tmp_path / "ca.pem", tmp_path / "missing.pem"):
        found = Fetching(f"https://{LOOPBACK}:1/index.json", tmp_path / "in", ca=ca).fails()
        assert found.reason is Reason.CERTIFICATE


def test_a_proxy_is_asked_for_what_is_elsewhere(tmp_path: Path) -> None:
    with saying(answer(index_document([]))) as proxy:
        door = Door("http://example.invalid/index.json", proxy=f"http://{LOOPBACK}:{proxy.port}")
        HttpFeed(door, tmp_path / "in", PACE, LIMITS).look(Post(Mailbox(1)))
        assert proxy.asked[0].startswith(b"GET http://example.invalid/index.json")


def test_the_systems_proxy_is_used_but_not_for_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with saying(answer(index_document([]))) as proxy, saying(answer(index_document([]))) as here:
        monkeypatch.setenv("HTTP_PROXY", f"http://{LOOPBACK}:{proxy.port}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        for address in ("http://example.invalid/index.json", here.url("index.json")):
            HttpFeed(Door(address), tmp_path / "in", PACE, LIMITS).look(Post(Mailbox(1)))
        assert (len(proxy.asked), len(here.asked)) == (1, 1)


def test_a_proxy_that_is_not_there_is_said(tmp_path: Path) -> None:
    with saying() as gone:
        port = gone.port
    door = Door("http://example.invalid/index.json", proxy=f"http://{LOOPBACK}:{port}")
    with pytest.raises(Failing):
        HttpFeed(door, tmp_path / "in", PACE, LIMITS).look(Post(Mailbox(1)))
