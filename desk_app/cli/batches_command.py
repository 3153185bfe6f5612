"""`reo-desk batches`, `held`, `undo`, `redo`: what was imported, what waits, an import taken back and brought in."""

import dataclasses
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.frame import Context, json_option, pass_context, print_json, say
from desk_app.cli.options import BATCH
from desk_app.cli.speech import command
from desk_app.domain.base.problem import refuse
from desk_app.i18n import Words, problem_text

if TYPE_CHECKING:
    from desk_app.store.held_rows import Held

_COUNTS = ("rows", "new", "same", "changed", "held", "left_out")


@command("batches", "cli.help.batches")
@json_option
@pass_context
def batches_command(context: Context, as_json: bool) -> None:
    """Every import, the newest first."""
    from desk_app.jobs.list_batches import list_batches

    found = list_batches(context.desk)
    names = ("id", "source", "file", "imported_at", *_COUNTS, "sample", "undone_at", "owner")
    if as_json:
        print_json([{name: getattr(batch, name) for name in names} for batch in found])
        return
    for batch in found:
        state = context.words("trade.batch.undone") if batch.undone_at else ""
        sample = context.words("sample.mark") if batch.sample else ""
        counts = {name: getattr(batch, name) for name in _COUNTS}
        line = context.words("trade.batch.line", id=batch.id, file=batch.file, at=batch.imported_at, **counts)
        say(" ".join(part for part in (line, sample, state) if part))
    if not found:
        say(context.words("trade.batch.none"))


@command("held", "cli.help.held")
@click.option("--all", "with_settled", is_flag=True, help="cli.option.held_all")
@click.option("--owner", metavar="NAME", help="cli.option.held_owner")
@json_option
@pass_context
def held_command(context: Context, with_settled: bool, owner: str | None, as_json: bool) -> None:
    """What waits, for whom, its age in days and why; if wanted, also what waits no more."""
    from desk_app.jobs.list_batches import became_of, list_held, list_settled

    found = [*list_held(context.desk), *(list_settled(context.desk) if with_settled else ())]
    found = [held for held in found if owner in (None, held.owner)]
    if as_json:
        print_json([_held_document(context.words, held) for held in found])
        return
    for held in found:
        document = _held_document(context.words, held)
        reasons = "; ".join(problem["text"] for problem in document["problems"])
        names = {"file": "file", "row": "row", "age": "age_days", "id": "id", "owner": "owner"}
        facts = {name: document[key] for name, key in names.items()}
        line = context.words("trade.held.line", reasons=reasons, **facts)
        say(f"{line} {problem_text(context.words, became_of(held))}" if held.settled else line)
    if not found:
        say(context.words("trade.held.none"))


def _held_document(words: Words, held: "Held") -> dict[str, Any]:
    settled = held.settled
    return {
        "id": held.id,
        "batch": held.batch,
        "file": held.file,
        "row": held.row.source_row,
        "cells": held.row.cells,
        "owner": held.owner,
        "age_days": _age(held.since),
        "state": settled.state if settled else "waiting",
        "problems": [{"field": p.field, "key": p.key, "text": problem_text(words, p)} for p in held.row.problems],
        **({"settled_at": settled.at, "settled_by": settled.by, "trade": settled.trade} if settled else {}),
    }


def _age(since: str) -> int:
    return (datetime.now(UTC) - datetime.fromisoformat(since)).days


@command("undo", "cli.help.undo")
@click.argument("batch", type=BATCH)
@json_option
@pass_context
def undo_command(context: Context, batch: int, as_json: bool) -> None:
    """Take one import back."""
    from desk_app.jobs.undo_import import undo_import

    undone = undo_import(context.desk, batch)
    counts = {"reversed": undone.reversed, "kept": undone.kept, "refused": undone.refused}
    if as_json:
        print_json(dataclasses.asdict(undone))
        return
    say(context.words("trade.batch.undo_done", batch=batch, **counts))
    if undone.kept:
        say(context.words("trade.batch.undo_kept", sheets=", ".join(undone.kept_by)))
    if undone.refused:
        say(context.words("trade.batch.undo_refused", batches=_listed(undone.refused_by)))
    if undone.passed:
        say(context.words("trade.batch.undo_passed", count=undone.passed, batches=_listed(undone.passed_to)))


def _listed(batches: Iterable[int]) -> str:
    return ", ".join(map(str, batches))


@command("redo", "cli.help.redo")
@click.argument("batch", type=BATCH)
@json_option
@pass_context
def redo_command(context: Context, batch: int, as_json: bool) -> None:
    """Bring one import back that was undone."""
    from desk_app.jobs.redo_import import redo_import

    redone = redo_import(context.desk, batch)
    if as_json:
        print_json(dataclasses.asdict(redone))
        return
    say(context.words("trade.batch.redo_done", batch=batch, redone=redone.redone))
    if redone.refused:
        say(context.words("trade.batch.redo_refused", refused=redone.refused, batches=_listed(redone.refused_by)))


@command("mend", "cli.help.mend")
@click.argument("held", type=click.IntRange(1), metavar="ID")
@click.option("--set", "texts", multiple=True, metavar="COLUMN=TEXT", help="cli.option.mend_set")
@click.option("--confirm", is_flag=True, help="cli.option.mend_confirm")
@click.option("--set-aside", "why", metavar="WHY", help="cli.option.mend_aside")
@click.option("--owner", metavar="NAME", help="cli.option.mend_owner")
@json_option
@pass_context
def mend_command(
    context: Context,
    held: int,
    texts: tuple[str, ...],
    confirm: bool,
    why: str | None,
    owner: str | None,
    as_json: bool,
) -> int:
    """Put a held row right, or hand it over; exit 1 while something still holds it."""
    from desk_app.jobs.mend_held import hand_over, mend_held, set_aside

    if owner is not None:
        hand_over(context.desk, held, owner)
        say(context.words("trade.held.handed", id=held, owner=owner))
        return 0
    if why is not None:
        set_aside(context.desk, held, why)
        say(context.words("trade.held.aside", id=held))
        return 0
    line = mend_held(context.desk, held, dict(map(_typed, texts)), confirm=confirm)
    told = [problem_text(context.words, problem) for problem in line.problems]
    if as_json:
        print_json({"id": held, "held": line.held, "problems": told})
    else:
        say(context.words("trade.held.still" if line.held else "trade.held.mended", id=held, reasons="; ".join(told)))
    return int(line.held)


def _typed(text: str) -> tuple[int, str]:
    """As in "3=4500": the third column, from 1, and its text."""
    column, sign, new = text.partition("=")
    if not sign or not column.isascii() or not column.isdigit() or not 0 < int(column) <= _MOST_COLUMNS:
        raise refuse("mend_place", "row", text=text[:60])
    return int(column) - 1, new


_MOST_COLUMNS = 16_384
