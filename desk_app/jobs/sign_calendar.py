"""Make a calendar for other desks: a key of one's own, a draft of the years, a seal over it."""

import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desk_app.domain.base.calendar_years import KIND, CalendarBook, book_entry, read_book
from desk_app.domain.base.problem import refuse
from desk_app.jobs.build_index import today_in_china
from desk_app.jobs.load_calendar import list_taken, standing_books
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.read_small import read_small
from desk_app.jobs.write_whole import check_place, write_whole
from desk_app.signing import keys, seal


def make_key(path: Path, passphrase: str) -> str:
    """Write a new private key under a passphrase to a file that must not be there yet; its public half."""
    key = keys.new_key()
    content = key.lock(passphrase)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        raise refuse("key_there", "key", file=str(path)) from None
    except OSError as error:
        raise refuse("file_system", file=str(path), detail=error.strerror or str(error)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise refuse("file_system", file=str(path), detail=error.strerror or str(error)) from error
    return key.public


def draft_calendar(
    desk: Desk, path: Path, year: str, closed: Sequence[str], working: Sequence[str], notices: Sequence[str],
    expires: str = "", today: date | None = None,
) -> CalendarBook:  # fmt: skip
    """Write one year to a file, to be signed: under the number of the day, or the next above what stands."""
    _check_place(path)
    day = today or today_in_china()
    newest = max(book.sequence for book in standing_books(list_taken(desk)))
    book = read_book(
        {
            "kind": KIND,
            "sequence": max(int(day.strftime("%Y%m%d")), newest + 1),
            "issued": day.isoformat(),
            **({"expires": expires} if expires else {}),
            "years": {year: {"notices": list(notices), "closed": list(closed), "working": list(working)}},
        }
    )
    write_whole(path, (json.dumps(book_entry(book), ensure_ascii=False, indent=1) + "\n").encode())
    return book


def sign_calendar(path: Path, key_path: Path, passphrase: str, out: Path) -> CalendarBook:
    """Put a key's seal over a draft (or over a sealed file's calendar, in place of its seal) and write it to `out`."""
    _check_place(out)
    document = seal.read_document(read_small(path, seal.LONGEST, "seal_oversize"))
    if document.keys() == {"document", "seal"}:
        document = document["document"]
    book = read_book(document)
    key = keys.unlock(read_small(key_path, keys.LONGEST_FILE, "key_oversize"), passphrase)
    write_whole(out, seal.sealed(document, seal.sign(key, KIND, document)))
    return book


def _check_place(path: Path) -> None:
    """`Refused` where a folder or a private key stands in the place of the file."""
    check_place(path)
    if path.is_file() and keys.is_private(read_small(path, seal.LONGEST, "seal_oversize")):
        raise refuse("key_there", "key", file=str(path))
