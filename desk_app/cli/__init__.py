"""The same jobs from a terminal. COMMANDS are light to import: a command loads its job when it is run."""

import click

COMMANDS: tuple[click.Command, ...] = ()
