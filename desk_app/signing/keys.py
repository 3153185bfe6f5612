"""Signing keys (Ed25519). A public key is a text; a private one lies only in a file, under a passphrase."""

import base64
import binascii
import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import nacl.exceptions
import nacl.secret
import nacl.signing
import nacl.utils
from nacl.pwhash import argon2id

from desk_app.domain.base.problem import refuse

_MARK = "ed25519:"
_PUBLIC = re.compile(r"ed25519:([A-Za-z0-9_-]{43})\Z")
_KIND = "reo-desk-private-key"
_FIELDS = {"kind", "public", "salt", "operations", "memory", "box"}
LEAST_PASSPHRASE = 8
LONGEST_FILE = 4096
"""Bytes of a key file; a larger one is none of ours."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a guess at a passphrase costs (Argon2id): passes, and bytes of memory."""

    operations: int
    memory: int


USUAL = Cost(argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE)
_MOST = Cost(argon2id.OPSLIMIT_SENSITIVE, argon2id.MEMLIMIT_SENSITIVE)


class PrivateKey:
    """Signs. Never printed: its text is that of its public half."""

    def __init__(self, seed: bytes) -> None:
        self._key = nacl.signing.SigningKey(seed)

    @property
    def public(self) -> str:
        """The public half, as desks hand it to each other."""
        return _MARK + _encoded(bytes(self._key.verify_key))

    def sign(self, message: bytes) -> bytes:
        """The detached signature, 64 bytes."""
        return self._key.sign(message).signature

    def lock(self, passphrase: str, cost: Cost = USUAL) -> bytes:
        """The key as the content of a file that only the passphrase opens (Argon2id, secretbox)."""
        if len(passphrase) < LEAST_PASSPHRASE:
            raise refuse("key_passphrase_short", "key", least=str(LEAST_PASSPHRASE))
        salt = nacl.utils.random(argon2id.SALTBYTES)
        box = nacl.secret.SecretBox(_derived(passphrase, salt, cost)).encrypt(bytes(self._key))
        entry = {
            "kind": _KIND,
            "public": self.public,
            "salt": _encoded(salt),
            "operations": cost.operations,
            "memory": cost.memory,
            "box": _encoded(bytes(box)),
        }
        return (json.dumps(entry, indent=1) + "\n").encode()

    def __repr__(self) -> str:
        return f"PrivateKey({self.public})"


def new_key() -> PrivateKey:
    """A key nobody has seen."""
    return PrivateKey(nacl.utils.random(32))


def is_private(content: bytes) -> bool:
    """Whether this is the content of a private key's file, sound or not: nothing is ever written over one."""
    return f'"{_KIND}"'.encode() in content


def unlock(content: bytes, passphrase: str) -> PrivateKey:
    """The key of a file that `lock` made; `Refused` for any other file and any other passphrase."""
    entry = _key_entry(content)
    cost = Cost(entry["operations"], entry["memory"])
    try:
        box = nacl.secret.SecretBox(_derived(passphrase, _decoded(entry["salt"]), cost))
        key = PrivateKey(box.decrypt(_decoded(entry["box"])))
    except (TypeError, ValueError):  # of a wrong length; libsodium's own are CryptoErrors as well
        raise refuse("key_file", "key") from None
    except nacl.exceptions.CryptoError:
        raise refuse("key_passphrase", "key") from None
    if key.public != entry["public"]:
        raise refuse("key_file", "key")
    return key


def check_public(text: str) -> str:
    """The text of a public key, without blanks around it; `Refused` where it is none."""
    found = _PUBLIC.match(text.strip())
    if found is None or _encoded(_decoded(found[1])) != found[1]:
        raise refuse("key_text", "key", text=text.strip()[:60])
    return found[0]


def fingerprint(public: str) -> str:
    """Sixteen signs by which people compare a key over the telephone."""
    digest = hashlib.sha256(check_public(public).encode()).hexdigest()
    return "-".join(digest[at : at + 4] for at in range(0, 16, 4))


def verifies(public: str, message: bytes, signature: bytes) -> bool:
    """Whether the signature over `message` was made by the private half of `public`."""
    try:
        nacl.signing.VerifyKey(_decoded(check_public(public)[len(_MARK) :])).verify(message, signature)
    except (nacl.exceptions.CryptoError, ValueError, TypeError):
        return False
    return True


def _key_entry(content: bytes) -> dict[str, Any]:
    """The fields of a key file, each of its kind and none beyond what is bearable."""
    try:
        entry = json.loads(content) if len(content) <= LONGEST_FILE else None
    except (ValueError, RecursionError):
        entry = None
    if not isinstance(entry, dict) or entry.keys() != _FIELDS or entry["kind"] != _KIND:
        raise refuse("key_file", "key")
    texts, numbers = ("public", "salt", "box"), ("operations", "memory")
    whole = all(isinstance(entry[name], str) for name in texts) and all(type(entry[name]) is int for name in numbers)
    if not whole or not 0 < entry["operations"] <= _MOST.operations or not 0 < entry["memory"] <= _MOST.memory:
        raise refuse("key_file", "key")
    return entry


def _derived(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The same signs, however a keyboard puts them together (é), give the same key."""
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return argon2id.kdf(nacl.secret.SecretBox.KEY_SIZE, secret, salt, cost.operations, cost.memory)


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    except binascii.Error:
        raise ValueError(text) from None
