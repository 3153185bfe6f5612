"""`reo-desk calendar trust | distrust | keys | new-key | draft | sign`: whose word counts, and how to give yours."""

import os
import sys
from pathlib import Path

import click

from desk_app.cli.frame import Context, json_option, pass_context, print_json, say
from desk_app.cli.speech import Command
from desk_app.domain.base.problem import refuse
from desk_app.i18n import Words, one_line

PASSPHRASE_VARIABLE = "REO_DESK_PASSPHRASE"  # noqa: S105 - the variable's name
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("trust", cls=Command, help="calendar.help.trust")
@click.argument("key")
@click.option("--of", "label", default="", metavar="NAME", help="calendar.option.of")
@click.option("--as", "name", default="", metavar="NAME", help="cli.option.as_name")
@pass_context
def trust_command(context: Context, key: str, label: str, name: str) -> None:
    """From now on this desk takes what the key signs."""
    from desk_app.jobs.trust_key import trust_key
    from desk_app.signing.keys import fingerprint

    trusted = trust_key(context.desk, key, label, name)
    facts = {"label": trusted.label, "mark": fingerprint(trusted.key), "name": trusted.name}
    say(context.words("calendar.key.trusted", **facts))


@click.command("distrust", cls=Command, help="calendar.help.distrust")
@click.argument("key")
@click.option("--as", "name", default="", metavar="NAME", help="cli.option.as_name")
@pass_context
def distrust_command(context: Context, key: str, name: str) -> None:
    """What the key signed counts no more."""
    from desk_app.jobs.trust_key import distrust_key
    from desk_app.signing.keys import fingerprint

    gone = distrust_key(context.desk, key, name)
    say(context.words("calendar.key.distrusted", label=gone.label, mark=fingerprint(gone.key)))


@click.command("keys", cls=Command, help="calendar.help.keys")
@json_option
@pass_context
def keys_command(context: Context, as_json: bool) -> None:
    """The keys that are trusted, with whose they are and who took them on."""
    from desk_app.jobs.in_writing import china_text
    from desk_app.jobs.trust_key import list_keys
    from desk_app.signing.keys import fingerprint

    found = list_keys(context.desk)
    if as_json:
        fields = ("key", "label", "name", "at")
        rows = [{field: getattr(one, field) for field in fields} for one in found]
        print_json([{**row, "fingerprint": fingerprint(row["key"])} for row in rows])
        return
    for one in found:
        facts = {"mark": fingerprint(one.key), "label": one.label, "name": one.name, "on": china_text(one.at)}
        say(context.words("calendar.key.line", **facts))
    if not found:
        say(context.words("calendar.key.none"))


@click.command("new-key", cls=Command, help="calendar.help.new_key")
@click.argument("file", type=_FILE)
@pass_context
def new_key_command(context: Context, file: Path) -> None:
    """A private key in a file that only its passphrase opens; its public half is printed."""
    from desk_app.jobs.sign_calendar import make_key
    from desk_app.signing.keys import fingerprint

    public = make_key(file, _passphrase(context.words, twice=True))
    say(context.words("calendar.key.made", file=one_line(str(file)), mark=fingerprint(public)))
    say(public)


@click.command("draft", cls=Command, help="calendar.help.draft")
@click.argument("year", metavar="YYYY")
@click.argument("file", type=_FILE)
@click.option("--closed", multiple=True, metavar="DAY[/DAY]", help="calendar.option.closed")
@click.option("--working", multiple=True, metavar="DAY", help="calendar.option.working")
@click.option("--notice", "notices", multiple=True, metavar="TEXT", help="calendar.option.notice")
@click.option("--expires", default="", metavar="DAY", help="calendar.option.expires")
@pass_context
def draft_command(
    context: Context,
    year: str,
    file: Path,
    closed: tuple[str, ...],
    working: tuple[str, ...],
    notices: tuple[str, ...],
    expires: str,
) -> None:
    """One year as the State Council announced it, in a file to be signed."""
    from desk_app.jobs.sign_calendar import draft_calendar

    book = draft_calendar(context.desk, file, year, closed, working, notices, expires)
    (made,) = book.years
    facts = {"sequence": book.sequence, "closed": len(made.closed), "working": len(made.working)}
    say(context.words("calendar.drafted", file=one_line(str(file)), year=year, **facts))


@click.command("sign", cls=Command, help="calendar.help.sign")
@click.argument("file", type=_FILE)
@click.option("--key", "key_file", required=True, metavar="FILE", type=_FILE, help="calendar.option.key")
@click.option("--out", required=True, metavar="FILE", type=_FILE, help="calendar.option.out")
@pass_context
def sign_command(context: Context, file: Path, key_file: Path, out: Path) -> None:
    """Put one's seal on a draft; the passphrase is asked for, or comes from the environment."""
    from desk_app.jobs.sign_calendar import sign_calendar

    book = sign_calendar(file, key_file, _passphrase(context.words), out)
    say(context.words("calendar.signed", file=one_line(str(out)), sequence=book.sequence))


def _passphrase(words: Words, *, twice: bool = False) -> str:
    """Never an argument: other users of the machine can read those."""
    if PASSPHRASE_VARIABLE in os.environ:
        return os.environ[PASSPHRASE_VARIABLE]
    if not sys.stdin.isatty():
        raise refuse("key_no_passphrase", "key", variable=PASSPHRASE_VARIABLE)
    again = words("calendar.key.again") if twice else False
    return str(click.prompt(words("calendar.key.passphrase"), hide_input=True, confirmation_prompt=again, err=True))


KEY_COMMANDS: tuple[click.Command, ...] = (
    trust_command,
    distrust_command,
    keys_command,
    new_key_command,
    draft_command,
    sign_command,
)
