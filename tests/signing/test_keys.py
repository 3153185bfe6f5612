"""Keys: what is locked opens with its passphrase alone; what is no key is refused, never half read."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.signing.keys import Cost, PrivateKey, check_public, fingerprint, is_private, new_key, unlock, verifies

CHEAP = Cost(1, 8192)
PASSPHRASE = "八个字以上的口令"
KEY = PrivateKey(bytes(range(32)))
FILE = KEY.lock(PASSPHRASE, CHEAP)


def refusal(content: bytes, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(Refused) as refused:
        unlock(content, passphrase)
    return refused.value.problem.key


def changed(**fields: Any) -> bytes:
    return json.dumps({**json.loads(FILE), **fields}).encode()


def test_the_public_half_is_that_of_the_standard() -> None:
    """RFC 8032, 7.1, test 1: its secret key has this public key, and this signature of nothing."""
    key = PrivateKey(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    assert key.public == "ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    assert key.sign(b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )


@settings(max_examples=20)
@given(st.binary(min_size=32, max_size=32), st.text(st.characters(codec="utf-8"), min_size=8, max_size=20))
def test_what_is_locked_opens(seed: bytes, passphrase: str) -> None:
    key = PrivateKey(seed)
    assert unlock(key.lock(passphrase, CHEAP), passphrase).public == key.public


def test_two_locks_of_a_key_are_never_alike_and_hold_no_secret() -> None:
    other = KEY.lock(PASSPHRASE, CHEAP)
    assert json.loads(other)["salt"] != json.loads(FILE)["salt"]
    assert bytes(range(32)) not in FILE
    assert repr(KEY) == f"PrivateKey({KEY.public})"


def test_keys_are_not_made_twice() -> None:
    assert new_key().public != new_key().public


def test_another_passphrase_opens_nothing() -> None:
    assert refusal(FILE, PASSPHRASE + " ") == "key_passphrase"
    assert refusal(FILE, "") == "key_passphrase"


def test_a_sign_put_together_otherwise_is_the_same_passphrase() -> None:
    assert unlock(KEY.lock("caf\u00e9 noir", CHEAP), "cafe\u0301 noir").public == KEY.public


def test_a_private_key_is_known_even_when_it_is_damaged() -> None:
    assert is_private(FILE)
    assert is_private(FILE[:60])
    assert not is_private(KEY.public.encode())


def test_a_short_passphrase_locks_nothing() -> None:
    with pytest.raises(Refused) as refused:
        KEY.lock("seven77", CHEAP)
    assert refused.value.problem.key == "key_passphrase_short"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[]", b"\xff\xfe", b"[" * 3000, FILE[:-20], FILE + b"x" * 5000, changed(kind="other"),
        changed(extra=1), changed(salt=5), changed(salt="AAAA"), changed(salt="*" * 22), changed(box="AAAA"),
        changed(operations="3"), changed(operations=True), changed(operations=0), changed(operations=10**6),
        changed(memory=2**40), changed(memory=-1), changed(public=new_key().public),
    ],
)  # fmt: skip
def test_what_is_no_key_file_is_refused(content: bytes) -> None:
    assert refusal(content) in {"key_file", "key_passphrase"}


@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
@settings(max_examples=60)
def test_a_file_with_a_changed_byte_never_gives_another_key(at: int, by: int) -> None:
    content = bytearray(FILE)
    content[at] ^= by
    try:
        key = unlock(bytes(content), PASSPHRASE)
    except Refused as refused:
        assert refused.problem.key in {"key_file", "key_passphrase"}
    else:
        assert key.public == KEY.public


@given(st.text(max_size=60))
def test_any_text_is_a_key_or_refused(text: str) -> None:
    try:
        assert check_public(text) == text.strip()
    except Refused as refused:
        assert refused.problem.key == "key_text"


def test_a_key_is_read_with_blanks_around_it_and_has_one_form_only() -> None:
    assert check_public(f"  {KEY.public}\n") == KEY.public
    last = KEY.public[-1]
    for other in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_":
        if other != last:
            try:
                assert check_public(KEY.public[:-1] + other) != KEY.public
            except Refused as refused:
                assert refused.problem.key == "key_text"


def test_fingerprints_are_short_and_differ() -> None:
    prints = {fingerprint(PrivateKey(bytes([n] * 32)).public) for n in range(50)}
    assert len(prints) == 50
    assert all(len(one) == 19 for one in prints)


@given(st.binary(max_size=64), st.binary(max_size=70))
def test_no_other_signature_holds(message: bytes, signature: bytes) -> None:
    assert verifies(KEY.public, message, signature) == (signature == KEY.sign(message))
    assert verifies(KEY.public, message, KEY.sign(message))


def test_keys_that_sign_for_anything_are_no_keys() -> None:
    """A point of small order verifies forged signatures in careless libraries."""
    small = "ed25519:" + "A" * 43
    assert not verifies(small, b"x", bytes(64))
    with pytest.raises(Refused):
        verifies("ed25519:nothing", b"x", bytes(64))
