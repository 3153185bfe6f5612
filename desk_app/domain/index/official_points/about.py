"""What is said of an official series, put together: by the user, by the file, and as it is known already."""

import re
from collections.abc import Mapping

from desk_app.domain.base.period import Every
from desk_app.domain.base.problem import refuse
from desk_app.domain.index.official_points.official import FREQUENCIES, OfficialSeries, StatedTax

NEEDED = ("name", "owner", "base", "every", "tax")
"""Without these nobody knows what a point means."""

OPTIONAL = ("name_en", "unit", "published_at", "source")
FIXED = ("owner", "base", "unit", "every", "tax")
"""What another value of makes another series: it needs a code of its own."""

_CODE = re.compile(r"[\w.-]{1,40}\Z")
_LONGEST = 200
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_EVERY = {
    "日": Every.DAY, "每日": Every.DAY, "日频": Every.DAY, "daily": Every.DAY, "周": Every.WEEK, "每周": Every.WEEK,
    "周频": Every.WEEK, "weekly": Every.WEEK, "月": Every.MONTH, "每月": Every.MONTH, "月频": Every.MONTH,
    "monthly": Every.MONTH,
}  # fmt: skip
_TAX = {
    "含税": StatedTax.INCL, "不含税": StatedTax.EXCL, "未税": StatedTax.EXCL, "未注明": StatedTax.UNSTATED,
    "未说明": StatedTax.UNSTATED, "not stated": StatedTax.UNSTATED, "incl. vat": StatedTax.INCL,
    "excl. vat": StatedTax.EXCL, "including vat": StatedTax.INCL, "excluding vat": StatedTax.EXCL,
}  # fmt: skip


def series_about(
    code: str, given: Mapping[str, str], lines: Mapping[str, str], known: OfficialSeries | None
) -> OfficialSeries:
    """The series that a file's points belong to; `Refused` where something is missing or two say different things.

    `given` comes from the user, `lines` from the file. What is known of the code need not be said again.
    """
    said = _agreed(given, lines)
    made = _series(_checked_code(code), {**_as_said(known), **said})
    if known is not None:
        _check_same(known, made)
    return made


def code_of(given: str, lines: Mapping[str, str]) -> str:
    """The code, from the user or else from the file."""
    if given.strip():
        return given.strip()
    if lines.get("code"):
        return lines["code"]
    raise refuse("official_missing", "code", fields="@official.field.code")


def _checked_code(code: str) -> str:
    if not _CODE.match(code):
        raise refuse("official_code", "code", code=code[:60])
    return code


def _agreed(given: Mapping[str, str], lines: Mapping[str, str]) -> dict[str, str]:
    """Both as one. The user's name for it wins; on what a point means the two must not differ."""
    said: dict[str, str] = {}
    for field in (*NEEDED, *OPTIONAL):
        ours, theirs = (_read(field, one.get(field, "")) for one in (given, lines))
        if ours and theirs and ours != theirs and field in FIXED:
            raise refuse("official_disagree", field, name=f"@official.field.{field}", given=ours, file=theirs)
        if ours or theirs:
            said[field] = ours or theirs
    return said


def _read(field: str, text: str) -> str:
    """One line; frequency and tax basis as the words they are kept by."""
    cleaned = re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()
    if len(cleaned) > _LONGEST or any("\ud800" <= sign <= "\udfff" for sign in cleaned):
        raise refuse("official_text", field, name=f"@official.field.{field}", most=str(_LONGEST))
    if field == "published_at":
        _check_time(cleaned)
    if field in ("every", "tax") and cleaned:
        return _word(field, cleaned)
    return cleaned


def _word(field: str, text: str) -> str:
    plain = text.lower()
    words: Mapping[str, str] = _EVERY if field == "every" else _TAX
    kept: tuple[str, ...] = FREQUENCIES if field == "every" else tuple(StatedTax)
    found = words.get(plain, plain)
    if found not in kept:
        raise refuse("official_word", field, name=f"@official.field.{field}", text=text, choices=", ".join(kept))
    return str(found)


def _check_time(text: str) -> None:
    for hour, minute in _TIME.findall(text):
        if int(hour) > 23 or int(minute) > 59:
            raise refuse("official_time", "published_at", text=text)


def _series(code: str, said: Mapping[str, str]) -> OfficialSeries:
    missing = [field for field in NEEDED if not said.get(field)]
    if missing:
        raise refuse("official_missing", missing[0], fields=f"@official.field.{missing[0]}")
    texts = {field: said.get(field, "") for field in ("name", "owner", "base", *OPTIONAL)}
    return OfficialSeries(code=code, every=Every(said["every"]), tax=StatedTax(said["tax"]), **texts)


def _as_said(known: OfficialSeries | None) -> dict[str, str]:
    return {field: str(getattr(known, field)) for field in (*NEEDED, *OPTIONAL)} if known else {}


def _check_same(known: OfficialSeries, made: OfficialSeries) -> None:
    for field in FIXED:
        was, now = str(getattr(known, field)), str(getattr(made, field))
        if was != now:
            facts = {"code": known.code, "name": f"@official.field.{field}", "was": was or "—", "now": now or "—"}
            raise refuse("official_other", field, **facts)


def series_entry(series: OfficialSeries) -> dict[str, str]:
    """A series as plain texts, to be kept."""
    return {"code": series.code, **_as_said(series)}


def series_from(entry: Mapping[str, str]) -> OfficialSeries:
    """What `series_entry` made of a series."""
    return _series(entry["code"], entry)
