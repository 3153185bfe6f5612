"""The command line in the user's language: help texts are keys, wrong usage is one line."""

from collections.abc import Callable

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand
from click.formatting import HelpFormatter

from desk_app.cli.frame import Context
from desk_app.domain.base.problem import Problem
from desk_app.i18n import Words, problem_text, system_language


def words_of(context: click.Context) -> Words:
    """The words of this run; before its context is made, those it was started with."""
    found = context.find_object(Context)
    return found.words if found else context.find_object(Words) or Words(system_language())


class _Spoken(click.Command):
    """A command whose help, headings and options are looked up in the catalogues when shown."""

    def format_usage(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        words = words_of(ctx)
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{words('cli.help_heading.usage')}: ")

    def format_help_text(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(words_of(ctx)(self.help))

    def format_options(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        words = words_of(ctx)
        rows = [record for parameter in self.get_params(ctx) if (record := _record(words, parameter, ctx))]
        if rows:
            with formatter.section(words("cli.help_heading.options")):
                formatter.write_dl(rows)


def _record(words: Words, parameter: click.Parameter, ctx: click.Context) -> tuple[str, str] | None:
    record = parameter.get_help_record(ctx)
    if record is None or not isinstance(parameter, click.Option):
        return None
    key = "cli.option.help" if "--help" in parameter.opts else parameter.help or ""
    return record[0], words(key)


class Command(_Spoken):
    """A command of ours."""


class Group(_Spoken, click.Group):
    """A group of ours: lists its commands with their translated help."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        _Spoken.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        words = words_of(ctx)
        rows = [(name, _first_sentence(words(command.help or ""))) for name, command in self.commands.items()]
        with formatter.section(words("cli.help_heading.commands")):
            formatter.write_dl(rows)


Group.group_class = Group


def _first_sentence(text: str) -> str:
    for stop in ("。", ". "):
        if stop in text:
            return text.split(stop, maxsplit=1)[0] + stop.strip()
    return text


def command(name: str, help_key: str) -> Callable[[Callable[..., object]], click.Command]:
    """Decorator: a command of ours."""
    return click.command(name, cls=Command, help=help_key)


def group(name: str, help_key: str) -> Callable[[Callable[..., object]], Group]:
    """Decorator: a group of ours."""
    return click.group(name, cls=Group, help=help_key)


def problem_line(words: Words, problem: Problem) -> str:
    """A problem as the one line of an error, whatever the words quoted in it."""
    return f"reo-desk: {' '.join(problem_text(words, problem).splitlines())}"


def usage_line(words: Words, error: click.UsageError) -> str:
    """Wrong usage as one line that says what and where to look; a group without a command shows its help."""
    if isinstance(error, NoArgsIsHelpError):
        return error.message
    path = error.ctx.command_path if error.ctx else "reo-desk"
    return f"{path}: {_what(words, error)} {words('cli.usage.see_help', command=path)}"


def _what(words: Words, error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return words("cli.usage.no_such_option", option=error.option_name)
    if isinstance(error, click.MissingParameter):
        return words("cli.usage.missing", what=_parameter(error))
    if isinstance(error, click.BadParameter):
        return words("cli.usage.bad_value", what=_parameter(error), detail=_detail(words, error))
    if isinstance(error, click.BadOptionUsage):
        return words("cli.usage.bad_option", option=error.option_name)
    if isinstance(error, NoSuchCommand):
        return words("cli.usage.no_such_command", command=error.command_name)
    if error.message.startswith("Got unexpected extra"):
        return words("cli.usage.too_many")
    return words("cli.usage.wrong", detail=error.message)


def _detail(words: Words, error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return words("cli.usage.one_of", values=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.types.IntParamType):
        return words("cli.usage.whole_number")
    if isinstance(kind, click.DateTime):
        return words("cli.usage.day")
    if isinstance(kind, click.Path):
        return words("cli.usage.a_file")
    return error.message


def _parameter(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return str(error.param_hint or "")
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name
