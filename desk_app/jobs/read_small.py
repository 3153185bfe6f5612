"""Read a small file that somebody handed over: a calendar, a key."""

from pathlib import Path

from desk_app.domain.base.problem import refuse


def read_small(path: Path, most: int, too_long: str) -> bytes:
    """Its bytes; `Refused` where it can't be opened, or (with the key `too_long`) is longer than `most` bytes."""
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise refuse("file_system", file=str(path), detail=error.strerror or str(error)) from error
    if len(content) > most:
        raise refuse(too_long, "file", most=str(most // 1024))
    return content
