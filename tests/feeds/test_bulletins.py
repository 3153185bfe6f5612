"""The index document: exactly what it should be, or garbage as a whole."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.feeds.bulletins import MOST, Bulletin, Garbage, index_document, is_plain, read_index

FILE = {"name": "a.csv", "size": 1, "sha256": "0" * 64, "time": "2026-01-05T00:00:00+08:00"}


def document(*files: object, **changed: object) -> bytes:
    return json.dumps({"kind": "reo-desk bulletins", "version": 1, "files": list(files), **changed}).encode()


def test_what_is_written_is_read_again_the_oldest_first() -> None:
    files = [Bulletin(f"{n} 成交.csv", n, f"{n:064x}", datetime(2026, 1, n, tzinfo=UTC)) for n in (3, 1, 2)]
    assert read_index(index_document(files)) == sorted(files, key=lambda each: each.time)


@pytest.mark.parametrize(
    "name",
    [
        "", "..", ".", "../a.csv", "a/b.csv", "a\\b.csv", "/etc/passwd", "C:a.csv", ".hidden", "~$a.xlsx", "a.part",
        "a.tmp", "con", "NUL.csv", "com1.txt", "a\nb", "a\x00b", "a.csv ", "a.csv.", "a?.csv", "a" * 201, "中" * 100,
        "\u202egpj.csv", "\ud800",
    ],
)  # fmt: skip
def test_names_that_could_do_harm_are_none(name: str) -> None:
    assert not is_plain(name)
    with pytest.raises(Garbage):
        read_index(document({**FILE, "name": name}))


@pytest.mark.parametrize("name", ["a.csv", "成交 2026-01.xlsx", "a", "CONTRACT.csv", "a..b", "a,b;c.csv"])
def test_plain_names_are_plain(name: str) -> None:
    assert is_plain(name)


@pytest.mark.parametrize(
    "text",
    [
        b"", b"\xff", b"[]", b"[" * 5000, b"null", document(kind="other"), document(version=2), document(files={}),
        document(FILE, {**FILE, "name": "A.CSV"}), document({**FILE, "name": "index.json"}), document(7),
        document({**FILE, "size": -1}), document({**FILE, "size": True}), document({**FILE, "size": "1"}),
        document({**FILE, "sha256": "0" * 63}), document({**FILE, "sha256": "G" * 64}),
        document({**FILE, "time": "2026-01-05T00:00:00"}), document({**FILE, "time": 1}), document({"name": "a.csv"}),
        document(*[{**FILE, "name": f"{n}.csv"} for n in range(MOST + 1)]),
    ],
)  # fmt: skip
def test_anything_else_is_garbage(text: bytes) -> None:
    with pytest.raises(Garbage):
        read_index(text)


@given(st.binary(max_size=200))
def test_no_bytes_are_an_error(text: bytes) -> None:
    try:
        read_index(text)
    except Garbage:
        return
