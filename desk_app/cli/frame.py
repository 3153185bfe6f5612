"""What all commands share: the desk at hand, words, JSON out, one clear line for an error."""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from desk_app.i18n import Words

if TYPE_CHECKING:
    from desk_app.jobs.open_desk import Desk


@dataclass
class Context:
    """What `reo-desk` was started with; `desk` opens the data folder at first use."""

    folder: Path
    words: Words
    _desk: "Desk | None" = field(default=None, init=False)

    @property
    def desk(self) -> "Desk":
        if self._desk is None:
            from desk_app.jobs.open_desk import open_desk

            self._desk = open_desk(self.folder)
        return self._desk

    @property
    def desk_there(self) -> "Desk | None":
        """The desk where there is one; a command that only looks makes none."""
        from desk_app.jobs.open_desk import is_desk

        return self.desk if is_desk(self.folder) else None

    def close(self) -> None:
        """Close what was opened."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None


pass_context: Callable[..., Any] = click.make_pass_decorator(Context)
"""Decorator: the command's first argument is the `Context`."""

json_option = click.option("--json", "as_json", is_flag=True, help="cli.option.json")


def say(text: str) -> None:
    """A line for the person, on standard output."""
    click.echo(text)


def tell(text: str) -> None:
    """A line beside the result, on standard error."""
    click.echo(text, err=True)


def print_json(document: object) -> None:
    """One JSON document on standard output; decimals must be strings by now."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def print_csv(header: Iterable[str], rows: Iterable[Iterable[object]], out: IO[str] | None = None) -> None:
    """A CSV table on standard output (UTF-8, as it is piped on)."""
    import csv

    writer = csv.writer(out or sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)


class TerminalProgress:
    """Progress on standard error, when that is a terminal."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._shown = sys.stderr.isatty()

    def step(self, done: int, total: int, key: str) -> None:
        """Rewrite the one line."""
        if self._shown:
            share = f" {100 * done // total} %" if total else f" {done:,}"
            end = "\n" if total and done >= total else ""
            click.echo(f"\r\033[K{self._words(key)}{share}{end}", err=True, nl=False)
