"""Whose signature this desk takes: a person says so, and who and when is kept."""

from pathlib import Path

from desk_app.domain.base.problem import refuse
from desk_app.jobs.in_writing import needs_name, now_text
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.read_small import read_small
from desk_app.signing.keys import LONGEST_FILE, check_public, fingerprint
from desk_app.store.calendars import TrustedKey, save_key, trusted_keys
from desk_app.store.database import writing

_LONGEST_LABEL = 100


def trust_key(desk: Desk, key: str, label: str, name: str) -> TrustedKey:
    """Take a public key (its text, or a file that holds nothing else) as that of `label`, in the name of a person."""
    needs_name(name)
    public = check_public(_text(key))
    if not label.strip() or len(label) > _LONGEST_LABEL or not label.isprintable():
        raise refuse("key_label", "key", most=str(_LONGEST_LABEL))
    trusted = TrustedKey(public, label.strip(), name.strip(), now_text())
    with writing(desk.database, desk.folder) as connection:
        if public in trusted_keys(connection):
            raise refuse("key_trusted", "key", mark=fingerprint(public))
        save_key(connection, trusted, trusted=True)
    return trusted


def distrust_key(desk: Desk, key: str, name: str) -> TrustedKey:
    """Take nothing more of a key, named by its text or its fingerprint; what it signed counts no more."""
    needs_name(name)
    with writing(desk.database, desk.folder) as connection:
        found = [one for one in trusted_keys(connection).values() if key.strip() in (one.key, fingerprint(one.key))]
        if not found:
            raise refuse("key_not_trusted", "key", mark=key.strip()[:60])
        save_key(connection, TrustedKey(found[0].key, found[0].label, name.strip(), now_text()), trusted=False)
    return found[0]


def list_keys(desk: Desk) -> tuple[TrustedKey, ...]:
    """The keys that are trusted now."""
    return tuple(trusted_keys(desk.database.conn).values())


def _text(key: str) -> str:
    """A key as it was typed, or out of the file that was named."""
    if key.strip().startswith("ed25519:"):
        return key
    return read_small(Path(key), LONGEST_FILE, "key_oversize").decode("utf-8-sig", errors="replace")
