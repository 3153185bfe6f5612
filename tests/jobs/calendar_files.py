"""Renewed calendars for tests: years nobody announced, in folders nobody else has."""

from pathlib import Path
from typing import Any

from desk_app.domain.base.calendar_years import KIND
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.trust_key import trust_key
from desk_app.signing.keys import PrivateKey
from desk_app.signing.seal import sealed, sign

OURS = PrivateKey(bytes(range(32)))
THEIRS = PrivateKey(bytes(range(1, 33)))


def year_entry(**changes: Any) -> dict[str, Any]:
    return {"notices": [], "closed": ["2027-01-01/2027-01-03"], "working": ["2027-01-09"], **changes}


def calendar_entry(**changes: Any) -> dict[str, Any]:
    head = {"kind": KIND, "sequence": 20261105, "issued": "2026-11-05", "expires": "2027-12-31", "source": ""}
    return {**head, "years": {"2027": year_entry()}, **changes}


def write_calendar(path: Path, entry: dict[str, Any], key: PrivateKey = OURS, purpose: str = KIND) -> Path:
    path.write_bytes(sealed(entry, sign(key, purpose, entry)))
    return path


def trust_ours(desk: Desk) -> None:
    trust_key(desk, OURS.public, "市场部", "李敏")
