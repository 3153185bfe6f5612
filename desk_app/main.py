"""The composition root: opens the window, or runs a command. It alone may import everything."""

import io
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from desk_app import __version__
from desk_app.cli import COMMANDS
from desk_app.cli.frame import Context
from desk_app.cli.speech import Group, problem_line, usage_line
from desk_app.domain.base.problem import Refused
from desk_app.i18n import LANGUAGES, Words, system_language
from desk_app.log import start_log
from desk_app.paths import data_folder, log_file
from desk_app.settings import Settings

INTERRUPTED = 130


@click.group(cls=Group, invoke_without_command=True, help="cli.help.desk")
@click.option("--data", metavar="DIR", help="cli.option.data")
@click.option("--lang", type=click.Choice(LANGUAGES), help="cli.option.lang")
@click.version_option(__version__, prog_name="reo-desk", help="cli.option.version")
@click.pass_context
def desk(context: click.Context, data: str | None, lang: str | None) -> None:
    """Root of all commands; without one, the window."""
    folder = data_folder(data)
    words = context.obj if isinstance(context.obj, Words) else Words("")
    words.switch(lang or Settings(folder)["language"] or system_language())
    context.obj = Context(folder, words)
    context.call_on_close(context.obj.close)
    if context.invoked_subcommand is None:
        from desk_app.ui.app import run

        context.exit(run(folder, lang, ()))


for command in COMMANDS:
    desk.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; the exit code is 0 done, 1 refused, 2 wrong usage, 130 interrupted."""
    _speak_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    words = Words(_language(given))
    try:
        return int(desk.main(given, prog_name="reo-desk", standalone_mode=False, obj=words) or 0)
    except Refused as refused:
        return _fail(problem_line(words, refused.problem), 1)
    except click.UsageError as error:
        return _fail(usage_line(words, error), 2)
    except (KeyboardInterrupt, click.Abort):
        return _fail(words("cli.interrupted"), INTERRUPTED)
    except BrokenPipeError:
        return _unheard()
    except OSError as error:
        return _fail(words("problem.file_system", detail=error.strerror or str(error), file=error.filename or ""), 1)
    except Exception as error:  # the contract: one clear line, never a traceback
        return _unexpected(words, error, data_folder(_option(given, "--data")))


def _unexpected(words: Words, error: Exception, folder: Path) -> int:
    """A database that can't be read, said as such; anything else goes to the log whole."""
    from desk_app.store.database import refused_by_store

    if refused := refused_by_store(error, folder):
        return _fail(problem_line(words, refused.problem), 1)
    start_log(folder)
    logging.getLogger("desk_app").error("unexpected", exc_info=error)
    return _fail(words("cli.unexpected", name=type(error).__name__, log=log_file(folder)), 1)


def _unheard() -> int:
    """The reader of our output has gone; what Python still holds for it goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _speak_utf8() -> None:
    """Whatever the console's code page: what is piped on is UTF-8, and no sign stops the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _fail(line: str, code: int) -> int:
    click.echo(line, err=True)
    return code


def _language(arguments: Sequence[str]) -> str:
    """The language of error lines, known before click has read anything."""
    named = _option(arguments, "--lang")
    return named if named in LANGUAGES else system_language()


def _option(arguments: Sequence[str], name: str) -> str | None:
    """The value of an option as given, None without it."""
    for at, word in enumerate(arguments):
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
        if word == name and at + 1 < len(arguments):
            return arguments[at + 1]
    return None


if __name__ == "__main__":
    sys.exit(main())
