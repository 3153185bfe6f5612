"""A seal over a document: a detached signature over its canonical bytes, and the file that carries both."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk_app.domain.base.problem import refuse
from desk_app.signing.keys import PrivateKey, check_public, verifies

LONGEST = 256 * 1024
"""Bytes of a sealed file. A century of holidays is a quarter of it."""

_SIGNATURE = re.compile(r"[0-9a-f]{128}\Z")


@dataclass(frozen=True, slots=True)
class Seal:
    """Who signed (a public key's text) and the signature, 64 bytes as hexadecimal digits."""

    key: str
    signature: str


def canonical(purpose: str, document: Mapping[str, Any]) -> bytes:
    """The bytes that are signed: what they are for, then the document as JSON with its keys in order and no blanks.

    So a signature holds however the file is laid out, and never for a document of another purpose.
    """
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return f"{purpose}\n{text}".encode()


def sign(key: PrivateKey, purpose: str, document: Mapping[str, Any]) -> Seal:
    """The seal of a key over a document."""
    return Seal(key.public, key.sign(canonical(purpose, document)).hex())


def holds(seal: Seal, purpose: str, document: Mapping[str, Any]) -> bool:
    """Whether the seal was made over just this document, by the key it names."""
    return verifies(seal.key, canonical(purpose, document), bytes.fromhex(seal.signature))


def read_document(content: bytes) -> dict[str, Any]:
    """A JSON object, read strictly: not too long, no name twice, no fraction; `Refused` for anything else."""
    if len(content) > LONGEST:
        raise refuse("seal_oversize", "file", most=str(LONGEST // 1024))
    try:
        text = content.decode("utf-8-sig")
        found = json.loads(text, object_pairs_hook=_once, parse_float=_no_number, parse_constant=_no_number)
        canonical("", found)
    except (ValueError, TypeError, RecursionError):
        raise refuse("seal_malformed", "file") from None
    if not isinstance(found, dict):
        raise refuse("seal_malformed", "file")
    return found


def open_sealed(content: bytes) -> tuple[dict[str, Any], Seal]:
    """The document and the seal of a file as `sealed` made it; whether the seal holds is asked afterwards."""
    whole = read_document(content)
    if "seal" not in whole:
        raise refuse("seal_missing", "file")
    if whole.keys() != {"document", "seal"} or not isinstance(whole["document"], dict):
        raise refuse("seal_malformed", "file")
    return whole["document"], _seal(whole["seal"])


def sealed(document: Mapping[str, Any], seal: Seal) -> bytes:
    """The file to be handed on."""
    whole = {"document": document, "seal": {"key": seal.key, "signature": seal.signature}}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _seal(entry: object) -> Seal:
    if not isinstance(entry, dict) or entry.keys() != {"key", "signature"}:
        raise refuse("seal_malformed", "file")
    key, signature = entry["key"], entry["signature"]
    if not isinstance(key, str) or not isinstance(signature, str):
        raise refuse("seal_malformed", "file")
    if not _SIGNATURE.match(signature):
        raise refuse("seal_malformed", "file")
    return Seal(check_public(key), signature)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _no_number(text: str) -> object:
    raise ValueError(text)
