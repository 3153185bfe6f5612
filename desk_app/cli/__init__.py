"""The same jobs from a terminal. COMMANDS are light to import: a command loads its job when it is run."""

import click

from desk_app.cli.alert_command import alert_command
from desk_app.cli.batches_command import batches_command, held_command, mend_command, redo_command, undo_command
from desk_app.cli.bench_command import bench_command
from desk_app.cli.board_command import board_command
from desk_app.cli.calendar_command import calendar_command
from desk_app.cli.check_command import check_command, self_test_command
from desk_app.cli.feed_command import feed_command
from desk_app.cli.import_command import import_command
from desk_app.cli.index_command import index_command
from desk_app.cli.mappings_command import mappings_command
from desk_app.cli.note_command import note_command
from desk_app.cli.ore_command import ore_command
from desk_app.cli.samples_command import samples_command
from desk_app.cli.sheet_command import sheet_command
from desk_app.cli.trades_command import products_command, trades_command

COMMANDS: tuple[click.Command, ...] = (
    import_command,
    trades_command,
    products_command,
    mappings_command,
    batches_command,
    held_command,
    mend_command,
    undo_command,
    redo_command,
    check_command,
    self_test_command,
    index_command,
    board_command,
    alert_command,
    ore_command,
    sheet_command,
    feed_command,
    calendar_command,
    note_command,
    samples_command,
    bench_command,
)
