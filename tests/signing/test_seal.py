"""Seals: over the content whatever its layout, for one purpose only, and nothing that is not read strictly."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.signing.keys import PrivateKey
from desk_app.signing.seal import LONGEST, Seal, canonical, holds, open_sealed, read_document, sealed, sign

KEY = PrivateKey(bytes(range(32)))
PURPOSE = "test"
texts = st.text(st.characters(codec="utf-8"), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=10,
)
documents = st.dictionaries(texts, values, max_size=5)


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        open_sealed(content)
    return refused.value.problem.key


@given(documents)
def test_what_is_sealed_opens_and_holds(document: dict[str, Any]) -> None:
    found, seal = open_sealed(sealed(document, sign(KEY, PURPOSE, document)))
    assert found == document
    assert holds(seal, PURPOSE, found)


@given(documents, st.integers(0, 8))
def test_layout_does_not_matter(document: dict[str, Any], indent: int) -> None:
    seal = sign(KEY, PURPOSE, document)
    whole = {"seal": {"signature": seal.signature, "key": seal.key}, "document": dict(reversed(document.items()))}
    found, other = open_sealed(b"\xef\xbb\xbf" + json.dumps(whole, indent=indent).encode())
    assert holds(other, PURPOSE, found)


@given(documents, documents)
def test_another_document_does_not_hold(first: dict[str, Any], second: dict[str, Any]) -> None:
    same = canonical(PURPOSE, first) == canonical(PURPOSE, second)
    assert holds(sign(KEY, PURPOSE, first), PURPOSE, second) == same


@given(documents)
def test_another_purpose_or_key_does_not_hold(document: dict[str, Any]) -> None:
    seal = sign(KEY, PURPOSE, document)
    assert not holds(seal, "test2", document)
    assert not holds(Seal(PrivateKey(bytes(32)).public, seal.signature), PURPOSE, document)


DOCUMENT = {"sequence": 7, "days": ["2027-01-01"]}
FILE = sealed(DOCUMENT, sign(KEY, PURPOSE, DOCUMENT))


@given(st.integers(0, len(FILE) - 1), st.integers(0, 255))
def test_a_file_with_a_changed_byte_is_refused_does_not_hold_or_says_the_same(at: int, to: int) -> None:
    content = bytearray(FILE)
    content[at] = to
    try:
        document, seal = open_sealed(bytes(content))
    except Refused:
        return
    assert not holds(seal, PURPOSE, document) or document == DOCUMENT


@given(st.integers(0, len(FILE) - 3))
def test_a_truncated_file_is_refused(length: int) -> None:
    assert refusal(FILE[:length]) == "seal_malformed"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "seal_malformed"),
        (b"null", "seal_malformed"),
        (b"[1]", "seal_malformed"),
        (b"\xff", "seal_malformed"),
        ("示例".encode("gbk"), "seal_malformed"),
        (b"[" * 100_000, "seal_malformed"),
        (b'{"a":' * 50_000, "seal_malformed"),
        (b'{"a": 1, "a": 1}', "seal_malformed"),
        (b'{"document": {"a": 1, "a": 2}, "seal": {}}', "seal_malformed"),
        (b'{"a": 1.0}', "seal_malformed"),
        (b'{"a": NaN}', "seal_malformed"),
        (b'{"a": 1e5}', "seal_malformed"),
        (b'{"a": ' + b"9" * 5000 + b"}", "seal_malformed"),
        (b'{"a": "\\ud800"}', "seal_malformed"),
        (json.dumps(DOCUMENT).encode(), "seal_missing"),
        (b'{"seal": {}}', "seal_malformed"),
        (b'{"document": [], "seal": {}}', "seal_malformed"),
        (b'{"document": {}, "seal": {}, "more": 1}', "seal_malformed"),
        (b'{"document": {}, "seal": {"key": 1, "signature": 2}}', "seal_malformed"),
        (b'{"document": {}, "seal": {"key": "x", "signature": "' + b"0" * 128 + b'"}}', "key_text"),
        (FILE.replace(b'"signature": "', b'"signature": "0'), "seal_malformed"),
        (b" " * (LONGEST + 1), "seal_oversize"),
    ],
)
def test_what_is_no_sealed_file_is_refused(content: bytes, key: str) -> None:
    assert refusal(content) == key


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        assert isinstance(read_document(content), dict)
    except Refused as refused:
        assert refused.problem.key == "seal_malformed"
